package org.mingzhang.query.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.catalogue.Rule;

/** Collects what failed, counts all of it and lists as much of it as anybody can work through. */
final class Findings {

    /** Where one rule fails in thousands of entries, something else is wrong than each of them. */
    static final int MOST = 1_000;

    private final Map<Place, Integer> counts = new LinkedHashMap<>();
    private final List<Finding> listed = new ArrayList<>();

    private record Place(String rule, boolean error, String table, String department) {}

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
            listed.add(new Finding(
                    listed.size() + 1, rule, severity, table, department, entry, fields, message, english, null));
        }
    }

    List<CheckReport.Count> counts() {
        return counts.entrySet().stream()
                .map(count -> new CheckReport.Count(
                        count.getKey().rule(),
                        count.getKey().error(),
                        count.getKey().table(),
                        count.getKey().department(),
                        count.getValue()))
                .toList();
    }

    List<Finding> listed() {
        return listed;
    }
}
