package org.mingzhang.events.rule;

/** 类型: what an expression gives. */
public enum Type {
    /** 数: a {@link java.math.BigDecimal}. */
    NUMBER("数"),
    /** 文本: a {@link String}; also codes and references. */
    TEXT("文本"),
    /** 日期: a {@link java.time.LocalDate}; a year-month is its first day. */
    DATE("日期"),
    /** 真假: a {@link Boolean}. */
    TRUTH("真假"),
    /** 空: the literal {@code null}, which goes with every type. */
    NOTHING("空");

    private final String zh;

    Type(String zh) {
        this.zh = zh;
    }

    /** As messages call it. */
    public String zh() {
        return zh;
    }

    boolean goesWith(Type other) {
        return this == other || this == NOTHING || other == NOTHING;
    }
}
