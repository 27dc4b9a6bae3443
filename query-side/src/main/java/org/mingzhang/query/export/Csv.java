package org.mingzhang.query.export;

/** CSV as RFC 4180 has it, safe to open in a spreadsheet. */
public final class Csv {

    /** What a spreadsheet recognises UTF-8 by. */
    public static final String MARK = "\uFEFF";

    public static final String LINE_END = "\r\n";

    private Csv() {}

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
