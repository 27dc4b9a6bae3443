package org.mingzhang.query.table;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.events.catalogue.FieldType;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.events.rule.Row;

/** 自动统计的单元格: a computed row, written as if somebody had filled it in. */
public final class ComputedCells {

    private ComputedCells() {}

    /** The row's cells; those that are nothing are absent. */
    public static SortedMap<String, CellValue> of(Table table, Row row) {
        var cells = new TreeMap<String, CellValue>();
        for (var field : table.fields()) {
            var value = row.value(field.name());
            if (value != null) {
                cells.put(field.name(), cell(field, value));
            }
        }
        return cells;
    }

    private static CellValue cell(Field field, Object value) {
        if (value instanceof Boolean yes) {
            return CellValue.flag(yes);
        }
        if (value instanceof BigDecimal number && field.type() == FieldType.INTEGER) {
            return CellValue.whole(number.setScale(0, RoundingMode.HALF_UP).longValueExact());
        }
        if (value instanceof BigDecimal number) {
            var scale = field.scale();
            return CellValue.text(
                    (scale == null ? number : number.setScale(scale, RoundingMode.HALF_UP)).toPlainString());
        }
        if (value instanceof LocalDate date && field.type() == FieldType.YEAR_MONTH) {
            return CellValue.text(date.toString().substring(0, 7));
        }
        return CellValue.text(value.toString());
    }
}
