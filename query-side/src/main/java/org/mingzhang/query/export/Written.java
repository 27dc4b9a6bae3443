package org.mingzhang.query.export;

import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;

/** How a cell is written as text in a file. */
final class Written {

    /** What stands where a person's values were erased by law. */
    static final String ERASED = "已依法删除";

    /** What a spreadsheet takes for the beginning of a formula, and the mark that says it is none. */
    private static final String STARTERS = "=+-@\t\r'＝＋－＠";

    private Written() {}

    /** The cell as text; empty for a blank one. Booleans are {@code true} and {@code false}. */
    static String text(@Nullable CellValue value) {
        if (value instanceof CellValue.Text text) {
            return text.text();
        }
        if (value instanceof CellValue.Whole whole) {
            return Long.toString(whole.number());
        }
        if (value instanceof CellValue.Flag flag) {
            return Boolean.toString(flag.yes());
        }
        return value instanceof CellValue.Erased ? ERASED : "";
    }

    /** Whether a spreadsheet might take this text for a formula. */
    static boolean startsLikeAFormula(String text) {
        return !text.isEmpty() && STARTERS.indexOf(text.charAt(0)) >= 0;
    }

    /** Columns a text takes on the screen: Chinese characters take two. */
    static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); i++) {
            width += text.charAt(i) < 0x1100 ? 1 : 2;
        }
        return width;
    }

    /** Lines a text takes in a column so wide. */
    static int lines(String text, int columnWidth) {
        return text.lines()
                .mapToInt(line -> Math.max(1, (width(line) + columnWidth - 2) / (columnWidth - 1)))
                .sum();
    }
}
