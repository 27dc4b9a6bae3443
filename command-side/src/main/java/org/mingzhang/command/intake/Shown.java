package org.mingzhang.command.intake;

import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;

/** How a value is written for people who compare. */
final class Shown {

    /** What stands where a person's values were erased by law. */
    static final String ERASED = "已依法删除";

    private Shown() {}

    static String of(@Nullable CellValue value) {
        if (value instanceof CellValue.Text text) {
            return text.text();
        }
        if (value instanceof CellValue.Whole whole) {
            return Long.toString(whole.number());
        }
        if (value instanceof CellValue.Flag flag) {
            return flag.yes() ? "是" : "否";
        }
        return value instanceof CellValue.Erased ? ERASED : "";
    }
}
