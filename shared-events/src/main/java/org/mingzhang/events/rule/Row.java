package org.mingzhang.events.rule;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** 行: a row as rules see it. */
@FunctionalInterface
public interface Row {

    /**
     * The value of a field as its {@link Type} says: {@link java.math.BigDecimal}, {@link String},
     * {@link java.time.LocalDate}, {@link Boolean}, or null for nothing.
     */
    @Nullable
    Object value(String field);

    /** A row of values that are there; a field that is not is nothing. */
    static Row of(Map<String, ?> values) {
        return values::get;
    }
}
