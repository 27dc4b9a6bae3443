package org.mingzhang.events.catalogue;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** 取值范围: the least and the greatest value of a number. */
final class NumberRange {

    private NumberRange() {}

    static boolean holds(Field field, BigDecimal number, Verdict verdict) {
        var min = field.min();
        var max = field.max();
        if ((min == null || number.compareTo(min) >= 0) && (max == null || number.compareTo(max) <= 0)) {
            return true;
        }
        verdict.problem(
                field,
                "out-of-range",
                "应" + inChinese(min, max) + unit(field) + "，现为 " + number.toPlainString() + "，请核对数值和单位",
                "must be " + inEnglish(min, max) + ", it is " + number.toPlainString() + "; check value and unit");
        return false;
    }

    /** （单位：人）, or nothing. */
    static String unit(Field field) {
        return field.unit() == null ? "" : "（单位：" + field.unit() + "）";
    }

    private static String inChinese(@Nullable BigDecimal min, @Nullable BigDecimal max) {
        if (min != null && max != null) {
            return "在 " + min.toPlainString() + " 到 " + max.toPlainString() + " 之间";
        }
        return min != null ? "不小于 " + min.toPlainString() : "不大于 " + plain(max);
    }

    private static String inEnglish(@Nullable BigDecimal min, @Nullable BigDecimal max) {
        if (min != null && max != null) {
            return "between " + min.toPlainString() + " and " + max.toPlainString();
        }
        return min != null ? "at least " + min.toPlainString() : "at most " + plain(max);
    }

    private static String plain(@Nullable BigDecimal number) {
        return number == null ? "" : number.toPlainString();
    }
}
