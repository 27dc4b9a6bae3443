package org.mingzhang.query.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Why;

/** Reads filters and sorting out of a request; only what the reader sees in full can be asked by. */
final class Asked {

    private static final String FILTER = "filter[";

    private Asked() {}

    /** {@code filter[field]=value}; an empty value asks for blank cells. */
    static Map<String, @Nullable String> filters(Sight sight, Map<String, String> parameters) {
        var filters = new LinkedHashMap<String, @Nullable String>();
        parameters.forEach((name, value) -> {
            if (name.startsWith(FILTER) && name.endsWith("]")) {
                var field = name.substring(FILTER.length(), name.length() - 1);
                if (visible(sight, field) == null) {
                    throw new Unanswerable(Why.BAD_FILTER, field);
                }
                filters.put(field, value.isEmpty() ? null : value);
            }
        });
        return filters;
    }

    /** {@code sort=field,-field} as SQL; field names come from the catalogue, never from the request. */
    static String order(Sight sight, @Nullable String sort) {
        if (sort == null || sort.isBlank()) {
            return "entry";
        }
        List<String> order = new ArrayList<>();
        for (var part : sort.split(",", -1)) {
            var name = part.startsWith("-") ? part.substring(1) : part;
            order.add(column(sight, name) + (part.startsWith("-") ? " desc nulls last" : " asc nulls last"));
        }
        order.add("entry");
        return String.join(", ", order);
    }

    private static String column(Sight sight, String name) {
        if (name.equals("id")) {
            return "entry";
        }
        if (name.equals("revision")) {
            return "revision";
        }
        var field = visible(sight, name);
        if (field == null) {
            throw new Unanswerable(Why.BAD_SORT, name);
        }
        var value = "(cells ->> '" + field.name() + "')";
        return switch (field.type()) {
            case INTEGER, DECIMAL -> value + "::numeric";
            default -> value + " collate \"C\"";
        };
    }

    private static @Nullable Field visible(Sight sight, String name) {
        return sight.table().field(name).filter(sight::seesInFull).orElse(null);
    }
}
