package org.mingzhang.events.catalogue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.mingzhang.events.rule.Expression;

/**
 * 自动统计口径: how the rows of a computed table come about: the distinct keys of the rows of another table, and an expression
 * for each further column.
 *
 * @param rowSource name of the table whose rows give the keys
 * @param where which of its rows count
 * @param groupBy fields of the row source that make the key of a computed row, named as in the computed table
 * @param columns the other columns, in the order they can be computed
 */
public record Computation(String rowSource, Expression where, List<String> groupBy, List<Column> columns) {

    /**
     * One computed column.
     *
     * @param field its name
     * @param value what it is, with the computed row as the row at hand
     */
    public record Column(String field, Expression value) {}

    public Computation {
        groupBy = List.copyOf(groupBy);
        columns = List.copyOf(columns);
    }

    /** Names of all tables that are read. */
    public Set<String> tables() {
        var tables = new TreeSet<>(where.tables());
        tables.add(rowSource);
        columns.forEach(column -> tables.addAll(column.value().tables()));
        return tables;
    }
}
