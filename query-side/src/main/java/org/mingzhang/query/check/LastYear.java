package org.mingzhang.query.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.events.rule.Row;
import org.mingzhang.events.rule.Tables;

/** 上年度数据: last year's tables as they stand, their rows found again by the keys that last from year to year. */
final class LastYear {

    private final Tables tables;
    private final Map<String, Map<List<Object>, Row>> byKey = new HashMap<>();

    LastYear(Tables tables) {
        this.tables = tables;
    }

    Tables tables() {
        return tables;
    }

    /** Last year's row with the same lasting key; null if there was none. */
    @Nullable
    Row rowLike(Table table, Row row) {
        var key = key(table, row);
        return key == null
                ? null
                : byKey.computeIfAbsent(table.name(), name -> index(table)).get(key);
    }

    private Map<List<Object>, Row> index(Table table) {
        var index = new HashMap<List<Object>, Row>();
        for (var row : tables.rows(table.name())) {
            var key = key(table, row);
            if (key != null) {
                index.put(key, row);
            }
        }
        return index;
    }

    private static @Nullable List<Object> key(Table table, Row row) {
        var key = new ArrayList<Object>();
        for (var field : table.yearOnYearKey()) {
            var value = row.value(field);
            if (value == null) {
                return null;
            }
            key.add(value);
        }
        return key.isEmpty() ? null : key;
    }
}
