package org.mingzhang.query.presence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.TableKey;
import org.springframework.stereotype.Component;

/** Who said within the last moments that he has a share open, and which cell he is at. In memory, and soon forgotten. */
@Component
final class Presence {

    /** Whoever has said nothing for so long has gone. */
    static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Clock clock;
    private final Map<Place, Map<String, At>> here = new ConcurrentHashMap<>();

    Presence(Clock clock) {
        this.clock = clock;
    }

    private record Place(TableKey table, String department) {}

    /**
     * Where somebody is.
     *
     * @param entry number of the entry; null for none
     * @param field name of the field; null for none
     */
    record At(
            String staffNo,
            @Nullable Integer entry,
            @Nullable String field,
            Instant seen) {}

    /** Notes where somebody is, and answers who else is there, by staff number. */
    List<At> come(TableKey table, String department, String staffNo, @Nullable Integer entry, @Nullable String field) {
        var now = clock.instant();
        var people = here.compute(new Place(table, department), (place, known) -> {
            var still = new TreeMap<String, At>();
            if (known != null) {
                known.values().stream()
                        .filter(at -> !at.seen().plus(PATIENCE).isBefore(now))
                        .forEach(at -> still.put(at.staffNo(), at));
            }
            still.put(staffNo, new At(staffNo, entry, field, now));
            return still;
        });
        return people.values().stream()
                .filter(at -> !at.staffNo().equals(staffNo))
                .toList();
    }

    /** Somebody leaves. */
    void go(TableKey table, String department, String staffNo) {
        here.computeIfPresent(new Place(table, department), (place, known) -> {
            var left = new TreeMap<>(known);
            left.remove(staffNo);
            return left.isEmpty() ? null : left;
        });
    }
}
