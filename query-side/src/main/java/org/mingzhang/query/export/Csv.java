package org.mingzhang.query.export;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.events.catalogue.FieldType;

/** CSV as RFC 4180 has it, safe to open in a spreadsheet. */
public final class Csv {

    /** What a spreadsheet recognises UTF-8 by. */
    public static final String MARK = "\uFEFF";

    public static final String LINE_END = "\r\n";

    /** What people type freely, and so may look like a formula. */
    private static final Set<FieldType> FREE = EnumSet.of(FieldType.TEXT, FieldType.CODE, FieldType.REFERENCE);

    private Csv() {}

    /** A field's value as one cell; a free text guarded. */
    static String cell(Field field, @Nullable CellValue value) {
        var text = Written.text(value);
        return quoted(FREE.contains(field.type()) ? guarded(text) : text);
    }

    /** A text as it may have come from anybody: with an apostrophe before it if a spreadsheet might take it for a formula. */
    public static String guarded(String text) {
        return Written.startsLikeAFormula(text) ? "'" + text : text;
    }

    /** One cell, in quotation marks where it must be. */
    public static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
                && text.equals(text.strip());
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
