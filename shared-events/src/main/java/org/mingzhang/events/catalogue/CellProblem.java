package org.mingzhang.events.catalogue;

/**
 * 单元格问题: why a cell cannot be accepted.
 *
 * @param field name of the field
 * @param rule {@code unknown-field}, {@code wrong-type}, {@code too-long}, {@code out-of-range}, {@code wrong-scale},
 *     {@code wrong-pattern}, {@code unknown-code}, {@code bad-date} or {@code missing-value}
 * @param zh what is wrong and what to do, in Chinese
 * @param en the same in English
 */
public record CellProblem(String field, String rule, String zh, String en) {}
