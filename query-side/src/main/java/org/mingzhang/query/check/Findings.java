package org.mingzhang.query.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.catalogue.Rule;

/** Collects what failed in one step, counts all of it and lists as much of it as anybody can work through. */
final class Findings {

    /** Where one rule fails in thousands of entries, something else is wrong than each of them. */
    static final int MOST = 1_000;

    private final Map<Place, Integer> counts = new LinkedHashMap<>();
    private final List<Finding> listed = new ArrayList<>();

    private record Place(String rule, boolean error, String table, String department) {}

    /**
     * What came of one step.
     *
     * @param counts how often it failed, share by share, exact
     * @param listed numbered 0, for only the report numbers them
     */
    record Part(Step.Name step, List<CheckReport.Count> counts, List<Finding> listed) {

        Part {
            counts = List.copyOf(counts);
            listed = List.copyOf(listed);
        }

        Part with(UnaryOperator<Finding> known) {
            return new Part(step, counts, listed.stream().map(known).toList());
        }
    }

    void add(
            String rule,
            Rule.Severity severity,
            String table,
            @Nullable String department,
            @Nullable Integer entry,
            List<String> fields,
            String message,
            @Nullable String english) {
        var place = new Place(rule, severity == Rule.Severity.ERROR, table, Objects.requireNonNullElse(department, ""));
        if (counts.merge(place, 1, Integer::sum) <= MOST) {
            listed.add(new Finding(0, rule, severity, table, department, entry, fields, message, english, null));
        }
    }

    Part of(Step.Name step) {
        return new Part(
                step,
                counts.entrySet().stream()
                        .map(count -> new CheckReport.Count(
                                count.getKey().rule(),
                                count.getKey().error(),
                                count.getKey().table(),
                                count.getKey().department(),
                                count.getValue()))
                        .toList(),
                listed);
    }
}
