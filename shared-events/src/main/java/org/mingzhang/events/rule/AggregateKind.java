package org.mingzhang.events.rule;

import java.util.Locale;

/** 汇总. Rows whose field is empty count for {@code count} and {@code exists} only. */
public enum AggregateKind {
    COUNT,
    /** Of nothing: 0. */
    SUM,
    /** Of nothing: nothing. */
    AVG,
    MIN,
    MAX,
    EXISTS,
    COUNT_DISTINCT;

    static AggregateKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    boolean wantsField() {
        return this != COUNT && this != EXISTS;
    }

    boolean wantsNumber() {
        return this == SUM || this == AVG;
    }
}
