package org.mingzhang.events.rule;

/** 表达式有误: an expression that cannot be read or means nothing. */
public final class ExpressionRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int at;
    private final String zh;
    private final String en;

    ExpressionRefused(int at, String zh, String en) {
        super(zh + " (" + en + ")");
        this.at = at;
        this.zh = zh;
        this.en = en;
    }

    /** Position of the first character that is wrong, from 1. */
    public int at() {
        return at;
    }

    public String zh() {
        return zh;
    }

    public String en() {
        return en;
    }
}
