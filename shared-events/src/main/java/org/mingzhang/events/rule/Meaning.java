package org.mingzhang.events.rule;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** 语义: what comparisons and functions give for values that are there. */
final class Meaning {

    /** How exactly a division is worked out; everything else is exact. */
    static final MathContext DIGITS = MathContext.DECIMAL128;

    private static final int[] ID_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String ID_CHECKS = "10X98765432";

    private Meaning() {}

    /** The order of two values of one type: numbers by size, texts by character, dates by day, false before true. */
    static int compare(Object left, Object right) {
        if (left instanceof BigDecimal a && right instanceof BigDecimal b) {
            return a.compareTo(b);
        }
        if (left instanceof String a && right instanceof String b) {
            return compareTexts(a, b);
        }
        if (left instanceof LocalDate a && right instanceof LocalDate b) {
            return a.compareTo(b);
        }
        if (left instanceof Boolean a && right instanceof Boolean b) {
            return a.compareTo(b);
        }
        throw new IllegalStateException("values of different types: " + left.getClass() + ", " + right.getClass());
    }

    static boolean equal(Object left, Object right) {
        return left instanceof BigDecimal ? compare(left, right) == 0 : left.equals(right);
    }

    /** By code point: Java's own order puts rare characters before some common ones. */
    private static int compareTexts(String left, String right) {
        var shorter = Math.min(left.length(), right.length());
        for (var i = 0; i < shorter; i++) {
            if (left.charAt(i) != right.charAt(i)) {
                var start = i > 0 && Character.isHighSurrogate(left.charAt(i - 1)) ? i - 1 : i;
                return Integer.compare(left.codePointAt(start), right.codePointAt(start));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** Something that is equal in Java exactly if the values are equal in the language. */
    static Object identity(Object value) {
        return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
    }

    static @Nullable Object call(Function function, Object... arguments) {
        return switch (function) {
            case ABS -> number(arguments, 0).abs();
            case ROUND -> rounded(number(arguments, 0), number(arguments, 1));
            case RATIO -> Operation.DIVIDED.of(number(arguments, 0), number(arguments, 1));
            case MIN_OF -> number(arguments, 0).min(number(arguments, 1));
            case YEAR -> BigDecimal.valueOf(date(arguments, 0).getYear());
            case MONTH -> BigDecimal.valueOf(date(arguments, 0).getMonthValue());
            case AGE_AT, YEARS_BETWEEN -> years(date(arguments, 0), date(arguments, 1));
            case DAYS_BETWEEN -> BigDecimal.valueOf(ChronoUnit.DAYS.between(date(arguments, 0), date(arguments, 1)));
            case LEN ->
                BigDecimal.valueOf(
                        text(arguments, 0).codePointCount(0, text(arguments, 0).length()));
            case STARTSWITH -> text(arguments, 0).startsWith(text(arguments, 1));
            case ID_CHECK -> hasCheckDigit(text(arguments, 0));
            case ID_BIRTH -> birthday(text(arguments, 0));
            case COALESCE -> arguments[0];
        };
    }

    private static BigDecimal number(Object[] arguments, int i) {
        return (BigDecimal) arguments[i];
    }

    private static String text(Object[] arguments, int i) {
        return (String) arguments[i];
    }

    private static LocalDate date(Object[] arguments, int i) {
        return (LocalDate) arguments[i];
    }

    private static BigDecimal rounded(BigDecimal number, BigDecimal decimals) {
        var scale = Math.max(-30, Math.min(30, decimals.intValue()));
        return number.setScale(scale, RoundingMode.HALF_EVEN);
    }

    /** A year is full on the birthday; whoever was born on 29 February is a year older on 1 March. */
    private static BigDecimal years(LocalDate from, LocalDate to) {
        var years = to.getYear() - from.getYear();
        var before = to.getMonthValue() < from.getMonthValue()
                || (to.getMonthValue() == from.getMonthValue() && to.getDayOfMonth() < from.getDayOfMonth());
        return BigDecimal.valueOf(before ? years - 1 : years);
    }

    private static boolean hasCheckDigit(String id) {
        if (id.length() != 18) {
            return false;
        }
        var sum = 0;
        for (var i = 0; i < 17; i++) {
            var c = id.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
            sum += (c - '0') * ID_WEIGHTS[i];
        }
        return ID_CHECKS.charAt(sum % 11) == id.charAt(17);
    }

    private static @Nullable LocalDate birthday(String id) {
        if (id.length() < 14) {
            return null;
        }
        var digits = id.substring(6, 14);
        if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        try {
            var year = Integer.parseInt(digits.substring(0, 4));
            return year == 0
                    ? null
                    : LocalDate.of(
                            year, Integer.parseInt(digits.substring(4, 6)), Integer.parseInt(digits.substring(6)));
        } catch (DateTimeException absent) {
            return null;
        }
    }
}
