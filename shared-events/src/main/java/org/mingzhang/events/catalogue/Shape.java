package org.mingzhang.events.catalogue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.mingzhang.events.CellValue;

/** 形式: what a field demands of its cells, made ready for judging many. */
interface Shape {

    /** The cell as it is to be kept; as it came if there is a problem. */
    CellValue judge(CellValue value, Verdict verdict);

    /** The shapes of a table's fields, by name. */
    static Map<String, Shape> of(Table table, Catalogue catalogue) {
        var shapes = new LinkedHashMap<String, Shape>();
        var period = catalogue.period(table);
        table.fields().forEach(field -> shapes.put(field.name(), of(field, field, catalogue, period)));
        return shapes;
    }

    /**
     * The shape of a field.
     *
     * @param named the field that messages name
     * @param like the field whose form counts: for a reference, the field referred to
     * @param period 统计时段 of the table, in which a code must be valid
     */
    private static Shape of(Field named, Field like, Catalogue catalogue, Optional<Span> period) {
        return switch (like.type()) {
            case TEXT -> TextShape.of(named, like);
            case INTEGER -> new CountShape(named);
            case DECIMAL -> new DecimalShape(named, Objects.requireNonNull(like.scale()));
            case DATE, YEAR_MONTH -> DateShape.of(named, like.type());
            case BOOLEAN -> new FlagShape(named);
            case CODE -> new CodeShape(named, catalogue.codeList(Objects.requireNonNull(like.codeList())), period);
            case REFERENCE -> of(named, target(Objects.requireNonNull(like.reference()), catalogue), catalogue, period);
        };
    }

    private static Field target(Reference reference, Catalogue catalogue) {
        return catalogue
                .tableNamed(reference.table())
                .flatMap(table -> table.field(reference.field()))
                .orElseThrow();
    }

    /** What was typed, short enough for a message. */
    static String quoted(String text) {
        if (!Tidy.isWhole(text)) {
            return "“�”";
        }
        var shown = text.codePointCount(0, text.length()) > 30
                ? text.substring(0, text.offsetByCodePoints(0, 30)) + "…"
                : text;
        return "“" + shown + "”";
    }

    /** A value of the wrong kind, as a message shows it. */
    static String shown(CellValue value) {
        if (value instanceof CellValue.Text text) {
            return quoted(text.text());
        }
        if (value instanceof CellValue.Whole whole) {
            return "数字 " + whole.number();
        }
        if (value instanceof CellValue.Flag flag) {
            return flag.yes() ? "true" : "false";
        }
        return "不可读的值";
    }
}
