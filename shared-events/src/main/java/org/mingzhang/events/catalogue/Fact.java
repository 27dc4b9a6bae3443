package org.mingzhang.events.catalogue;

import java.util.List;

/**
 * 同一事实: something that several tables report about the same person or thing, and that must be the same in all of them.
 *
 * @param id such as {@code F-organisation-name}; no rule has the same
 * @param zh what is reported, in Chinese
 * @param key what names the person or thing, in Chinese
 * @param columns where it is reported, at least one
 */
public record Fact(String id, String zh, String key, List<Column> columns) {

    /**
     * One place.
     *
     * @param table English name of a table that people fill
     * @param key field that names the person or thing
     * @param value field that reports the fact
     */
    public record Column(String table, String key, String value) {}

    public Fact {
        columns = List.copyOf(columns);
    }
}
