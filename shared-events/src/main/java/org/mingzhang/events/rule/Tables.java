package org.mingzhang.events.rule;

import java.util.List;
import java.util.Map;

/** 各表数据: the rows of all tables of one campaign, standing still while rules look at them. */
@FunctionalInterface
public interface Tables {

    /** No rows at all. */
    Tables NONE = table -> List.of();

    /** The rows of the table of that name, always the same list; none if it has none. */
    List<Row> rows(String table);

    static Tables of(Map<String, List<Row>> rows) {
        return table -> rows.getOrDefault(table, List.of());
    }
}
