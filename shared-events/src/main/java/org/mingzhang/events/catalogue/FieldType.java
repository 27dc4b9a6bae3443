package org.mingzhang.events.catalogue;

/** 字段类型: what a field holds and how {@link org.mingzhang.events.CellValue} writes it. */
public enum FieldType {
    /** 文本. */
    TEXT,
    /** 整数, a count. */
    INTEGER,
    /** 小数, written as text in the field's scale. */
    DECIMAL,
    /** 日期 {@code YYYY-MM-DD}. */
    DATE,
    /** 年月 {@code YYYY-MM}. */
    YEAR_MONTH,
    /** 是/否. */
    BOOLEAN,
    /** 代码, one of the field's code list. */
    CODE,
    /** 引用, the business key of another table's row. */
    REFERENCE
}
