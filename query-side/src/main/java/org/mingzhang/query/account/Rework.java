package org.mingzhang.query.account;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * 返工: the time a share was corrected, charged to what it was sent back for. It is the time {@link Hold#CORRECTING} of the
 * accountability clock and nothing else, so that both add up to the same.
 */
final class Rework {

    private Rework() {}

    /**
     * What something was sent back for.
     *
     * @param rule rule of the finding; null if a reviewer returned it
     * @param field the field that was marked; null if none was
     */
    record Cause(@Nullable String rule, @Nullable String field) {}

    /** A cause and how much is charged to it. */
    record Charged(Cause cause, int times, long millis) {}

    /** Sent back by nobody knows whom for what. */
    private static final Set<Cause> UNKNOWN = Set.of(new Cause(null, null));

    /**
     * What the corrections of one share cost.
     *
     * @param intervals of the share, in their order
     * @param sentBack what the event at a position sent it back for; null if the event sent nothing back
     * @return most time first
     */
    static List<Charged> of(List<Interval> intervals, LongFunction<@Nullable Set<Cause>> sentBack) {
        var millis = new LinkedHashMap<Cause, Long>();
        var times = new HashMap<Cause, Integer>();
        Set<Cause> causes = UNKNOWN;
        for (var interval : intervals) {
            var begun = sentBack.apply(interval.position());
            if (begun != null) {
                causes = begun.isEmpty() ? UNKNOWN : new LinkedHashSet<>(begun);
                causes.forEach(cause -> times.merge(cause, 1, Integer::sum));
            }
            if (interval.hold() == Hold.CORRECTING) {
                charge(interval.millis(), causes, millis);
            }
        }
        return millis.entrySet().stream()
                .map(each -> new Charged(each.getKey(), times.getOrDefault(each.getKey(), 0), each.getValue()))
                .sorted(Comparator.comparingLong(Charged::millis).reversed())
                .toList();
    }

    /** In equal parts; what does not divide goes to the first, so that nothing is lost. */
    private static void charge(long all, Set<Cause> causes, Map<Cause, Long> millis) {
        long part = all / causes.size();
        long rest = all - part * causes.size();
        for (var cause : causes) {
            millis.merge(cause, part + rest, Long::sum);
            rest = 0;
        }
    }
}
