package org.mingzhang.events.rule;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** 四则运算, exact but for division, which keeps 34 digits. */
public enum Operation {
    PLUS,
    MINUS,
    TIMES,
    DIVIDED;

    /** Nothing if divided by zero. */
    @Nullable
    BigDecimal of(BigDecimal left, BigDecimal right) {
        return switch (this) {
            case PLUS -> left.add(right);
            case MINUS -> left.subtract(right);
            case TIMES -> left.multiply(right);
            case DIVIDED -> right.signum() == 0 ? null : left.divide(right, Meaning.DIGITS);
        };
    }
}
