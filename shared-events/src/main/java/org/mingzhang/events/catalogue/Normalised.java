package org.mingzhang.events.catalogue;

/**
 * 规范化说明: a cell was written in another way than it came, without changing what it says.
 *
 * @param field name of the field
 * @param from as it came
 * @param to as it is kept
 * @param zh what was done, in Chinese
 * @param en the same in English
 */
public record Normalised(String field, String from, String to, String zh, String en) {}
