package org.mingzhang.query.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.CellRow;
import org.mingzhang.events.catalogue.ComputedTables;
import org.mingzhang.events.catalogue.ParameterValues;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.events.rule.Row;
import org.mingzhang.events.rule.Tables;
import org.mingzhang.query.table.Standing;

/** 上年度数据: last year's campaign as it stands, its rows found again by the keys that last from year to year. */
final class LastYear {

    private final Tables tables;
    private final Map<String, Map<List<CellValue>, Row>> byKey = new HashMap<>();

    LastYear(Catalogue catalogue, ParameterValues parameters, Map<String, List<Standing.Entry>> entries) {
        var filled = new HashMap<String, List<Row>>();
        entries.forEach((code, standing) -> catalogue.table(code).ifPresent(table -> {
            var seen = new ArrayList<Row>();
            var keys = new HashMap<List<CellValue>, Row>();
            for (var entry : standing) {
                var row = CellRow.of(catalogue, table, entry.values());
                seen.add(row);
                var key = key(table.yearOnYearKey(), entry);
                if (key != null) {
                    keys.put(key, row);
                }
            }
            filled.put(table.name(), List.copyOf(seen));
            byKey.put(code, keys);
        }));
        this.tables = new ComputedTables(catalogue, Tables.of(filled), parameters);
    }

    Tables tables() {
        return tables;
    }

    /** Last year's row with the same lasting key; null if there was none. */
    @Nullable
    Row rowLike(Table table, Standing.Entry entry) {
        var key = key(table.yearOnYearKey(), entry);
        return key == null ? null : byKey.getOrDefault(table.code(), Map.of()).get(key);
    }

    private static @Nullable List<CellValue> key(List<String> fields, Standing.Entry entry) {
        var key = new ArrayList<CellValue>();
        for (var field : fields) {
            var value = entry.values().get(field);
            if (value == null || value instanceof CellValue.Erased) {
                return null;
            }
            key.add(value);
        }
        return key.isEmpty() ? null : key;
    }
}
