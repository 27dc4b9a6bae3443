package org.mingzhang.events.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is at hand while expressions are worked out: rows, tables, parameters, and indexes made on the way. */
final class Frame {

    private static final Row EMPTY = field -> null;

    /** What was made for one year's tables; the rows stand still, so it stays right. */
    private static final class Made {
        final Map<Node, Map<Object, List<Row>>> indexes = new HashMap<>();
        final Map<Node, Map<Object, Optional<Object>>> results = new HashMap<>();
        final Map<Node, Map<Object, Row>> keys = new HashMap<>();
        final Map<Node, Set<Object>> columns = new HashMap<>();
    }

    private final Tables thisYear;
    private final @Nullable Tables lastYear;
    private final Made madeOfThisYear = new Made();
    private final Made madeOfLastYear = new Made();
    private final Map<String, ?> parameters;
    private final Map<String, Expression> indicators;
    private final Map<String, Optional<Object>> figures = new HashMap<>();
    private final List<Row> rows = new ArrayList<>(List.of(EMPTY));
    private @Nullable Row lastYearRow;
    private boolean inLastYear;

    private final Map<Expr, Object> known;

    Frame(Tables thisYear, @Nullable Tables lastYear, Map<String, ?> parameters, Map<String, Expression> indicators) {
        this(thisYear, lastYear, parameters, indicators, Map.of());
    }

    /**
     * A frame in which some sums need not be worked out.
     *
     * @param known what they are
     */
    Frame(
            Tables thisYear,
            @Nullable Tables lastYear,
            Map<String, ?> parameters,
            Map<String, Expression> indicators,
            Map<Expr, Object> known) {
        this.known = known;
        this.thisYear = thisYear;
        this.lastYear = lastYear;
        this.parameters = parameters;
        this.indicators = indicators;
    }

    /** What a sum is said to be; null if it is to be worked out. */
    @Nullable
    Object known(Expr sum) {
        return known.isEmpty() ? null : known.get(sum);
    }

    void at(Row row, @Nullable Row lastYearsRow) {
        rows.set(0, row);
        lastYearRow = lastYearsRow;
    }

    @Nullable
    Object cell(int row, String field) {
        return rows.get(row).value(field);
    }

    @Nullable
    Object lastYearCell(String field) {
        return lastYearRow == null ? null : lastYearRow.value(field);
    }

    @Nullable
    Object parameter(String name) {
        return parameters.get(name);
    }

    /** Worked out once, with this year's tables and no row at hand. */
    @Nullable
    Object indicator(String id) {
        var figure = figures.get(id);
        if (figure == null) {
            var expression = indicators.get(id);
            figure = Optional.ofNullable(
                    expression == null
                            ? null
                            : expression.node().in(new Frame(thisYear, lastYear, parameters, indicators, known)));
            figures.put(id, figure);
        }
        return figure.orElse(null);
    }

    List<Row> table(String table) {
        return (inLastYear && lastYear != null ? lastYear : thisYear).rows(table);
    }

    /** Works out over last year's tables; nothing if there are none. */
    @Nullable
    Object inLastYear(Node node) {
        if (lastYear == null) {
            return null;
        }
        var before = inLastYear;
        inLastYear = true;
        try {
            return node.in(this);
        } finally {
            inLastYear = before;
        }
    }

    /** Works out with one more row at hand, the one counted so. */
    @Nullable
    Object with(int number, Row row, Node node) {
        while (rows.size() <= number) {
            rows.add(EMPTY);
        }
        var before = rows.set(number, row);
        try {
            return node.in(this);
        } finally {
            rows.set(number, before);
        }
    }

    private Made made() {
        return inLastYear ? madeOfLastYear : madeOfThisYear;
    }

    Map<Node, Map<Object, List<Row>>> indexes() {
        return made().indexes;
    }

    Map<Node, Map<Object, Optional<Object>>> results() {
        return made().results;
    }

    /** The row with that key; where two have it, the later one. */
    @Nullable
    Row keyed(Node of, String table, String key, Object value) {
        var index = made().keys.get(of);
        if (index == null) {
            index = new HashMap<>();
            for (var row : table(table)) {
                var its = row.value(key);
                if (its != null) {
                    index.put(Meaning.identity(its), row);
                }
            }
            made().keys.put(of, index);
        }
        return index.get(Meaning.identity(value));
    }

    Set<Object> column(Node of, String table, String field) {
        var column = made().columns.get(of);
        if (column == null) {
            column = new HashSet<>();
            for (var row : table(table)) {
                var value = row.value(field);
                if (value != null) {
                    column.add(value);
                }
            }
            made().columns.put(of, column);
        }
        return column;
    }
}
