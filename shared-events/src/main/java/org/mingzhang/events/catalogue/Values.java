package org.mingzhang.events.catalogue;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.rule.Type;

/** 取值: what a cell means to a rule: a number, a text, a date, true or false, or nothing. */
final class Values {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(?:\\.\\d{1,20})?");

    private Values() {}

    static Type type(FieldType type) {
        return switch (type) {
            case INTEGER, DECIMAL -> Type.NUMBER;
            case DATE, YEAR_MONTH -> Type.DATE;
            case BOOLEAN -> Type.TRUTH;
            case TEXT, CODE, REFERENCE -> Type.TEXT;
        };
    }

    /** The value a rule sees; nothing for a blank cell and for what is sealed or erased. */
    static @Nullable Object of(FieldType type, @Nullable CellValue cell) {
        if (cell == null) {
            return null;
        }
        var plain = cell.plain();
        if (plain instanceof CellValue.Text text) {
            return read(type, text.text()).orElse(null);
        }
        if (plain instanceof CellValue.Whole whole) {
            return BigDecimal.valueOf(whole.number());
        }
        if (plain instanceof CellValue.Flag flag) {
            return flag.yes();
        }
        return null;
    }

    /** A value written as text; empty if it cannot be one of that type. */
    static Optional<Object> read(FieldType type, String written) {
        try {
            return Optional.of(
                    switch (type) {
                        case INTEGER -> new BigDecimal(number(written).toBigIntegerExact());
                        case DECIMAL -> number(written);
                        case DATE -> LocalDate.parse(written);
                        case YEAR_MONTH -> YearMonth.parse(written).atDay(1);
                        case BOOLEAN -> truth(written);
                        case TEXT, CODE, REFERENCE -> written;
                    });
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** Without exponents, so that a few characters cannot stand for a number of any size. */
    private static BigDecimal number(String written) {
        if (!NUMBER.matcher(written).matches()) {
            throw new IllegalArgumentException(written);
        }
        return new BigDecimal(written);
    }

    private static boolean truth(String written) {
        return switch (written) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(written);
        };
    }
}
