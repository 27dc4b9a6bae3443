package org.mingzhang.events.catalogue;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.rule.Row;

/**
 * 记录(规则所见): an entry's cells as rules see them. Personal values count as what they protect; sealed and erased ones as nothing.
 */
public final class CellRow implements Row {

    private final Map<String, FieldType> types;
    private final Map<String, CellValue> cells;

    private CellRow(Map<String, FieldType> types, Map<String, CellValue> cells) {
        this.types = types;
        this.cells = cells;
    }

    public static CellRow of(Catalogue catalogue, Table table, Map<String, CellValue> cells) {
        return new CellRow(catalogue.types(table), cells);
    }

    @Override
    public @Nullable Object value(String field) {
        var cell = cells.get(field);
        var type = cell == null ? null : types.get(field);
        return type == null ? null : Values.of(type, cell);
    }
}
