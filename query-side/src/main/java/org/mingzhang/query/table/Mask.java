package org.mingzhang.query.table;

import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.events.catalogue.Privacy;

/** 脱敏: how much of a personal value a reader is shown. */
enum Mask {
    /** Personal values in part, sensitive ones in part. */
    OUTSIDE,
    /** Personal values plain, sensitive ones in part. */
    INSIDE,
    /** Everything, for a purpose that was recorded. */
    NONE;

    /** What stands in a cell whose value was erased under the law. */
    static final String ERASED = "（已依法删除）";

    boolean hides(Field field) {
        return switch (this) {
            case OUTSIDE -> field.isPersonal();
            case INSIDE -> field.privacy() == Privacy.SENSITIVE;
            case NONE -> false;
        };
    }

    /** A value as JSON carries it: text, number, true or false, or null. */
    @Nullable
    Object show(Field field, @Nullable CellValue value) {
        if (value == null || value instanceof CellValue.Blank) {
            return null;
        }
        if (value instanceof CellValue.Erased) {
            return ERASED;
        }
        return hides(field) ? hidden(field, value) : plain(value);
    }

    /** As JSON writes it: a text, a number or true and false. */
    static Object plain(CellValue value) {
        if (value instanceof CellValue.Text text) {
            return text.text();
        }
        if (value instanceof CellValue.Whole whole) {
            return whole.number();
        }
        if (value instanceof CellValue.Flag flag) {
            return flag.yes();
        }
        throw new IllegalArgumentException("views keep plain values");
    }

    private static String hidden(Field field, CellValue value) {
        if (!(value instanceof CellValue.Text text)) {
            return "*";
        }
        return switch (field.type()) {
            case TEXT, REFERENCE -> partly(text.text());
            case DATE, YEAR_MONTH, DECIMAL -> text.text().replaceAll("[0-9]", "*");
            case CODE, INTEGER, BOOLEAN -> "*".repeat(text.text().length());
        };
    }

    /** {@code 2301**********1234}, {@code 139****1111}, {@code 张**}: enough to recognise, not enough to know. */
    private static String partly(String text) {
        var points = text.codePoints().toArray();
        int front = points.length >= 15 ? 4 : points.length >= 8 ? 3 : points.length >= 2 ? 1 : 0;
        int back = points.length >= 11 ? 4 : 0;
        for (int i = front; i < points.length - back; i++) {
            points[i] = '*';
        }
        return new String(points, 0, points.length);
    }
}
