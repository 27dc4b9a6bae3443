package org.mingzhang.command.intake;

import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;

/** 限量: counts what is taken from a file and stops where no honest file goes on. */
final class Measure {

    /** More than any table of a college has. */
    static final int MOST_ROWS = 50_000;

    static final int MOST_COLUMNS = 16_384;
    private static final long MOST_CELLS = 3_000_000;
    private static final long MOST_CHARACTERS = 64_000_000;

    /** What spreadsheets hold in one cell. */
    static final int LONGEST_TEXT = 32_767;

    private int rows;
    private long held;
    private long characters;
    private long seen;

    void row() {
        if (++rows > MOST_ROWS) {
            throw new Refusal(Rule.FILE_TOO_LARGE, MOST_ROWS);
        }
    }

    void cell() {
        if (++held > MOST_CELLS) {
            throw new Refusal(Rule.FILE_TOO_LARGE, MOST_ROWS);
        }
    }

    /** A cell went by, blank or not. */
    void seen() {
        seen++;
    }

    String text(String text) {
        characters += text.length();
        if (text.length() > LONGEST_TEXT || characters > MOST_CHARACTERS) {
            throw new Refusal(Rule.FILE_TOO_LARGE, MOST_ROWS);
        }
        return text;
    }

    long cells() {
        return seen;
    }
}
