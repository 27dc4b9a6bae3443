package org.mingzhang.events.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mingzhang.events.rule.Evaluator;
import org.mingzhang.events.rule.Expression;
import org.mingzhang.events.rule.Row;
import org.mingzhang.events.rule.Tables;

/** 自动统计表: the tables that people filled, and those computed from them, worked out when first asked for. For one thread. */
public final class ComputedTables implements Tables {

    private final Catalogue catalogue;
    private final Tables filled;
    private final Evaluator evaluator;
    private final Map<String, List<Row>> computed = new HashMap<>();

    /**
     * Both kinds of tables together.
     *
     * @param filled the rows that people filled
     */
    public ComputedTables(Catalogue catalogue, Tables filled, ParameterValues parameters) {
        this.catalogue = catalogue;
        this.filled = filled;
        this.evaluator = new Evaluator(this, null, parameters.values(), figures(catalogue));
    }

    /** What {@code ind.id} stands for in an edition. */
    public static Map<String, Expression> figures(Catalogue catalogue) {
        var figures = new HashMap<String, Expression>();
        catalogue.indicators().forEach(indicator -> figures.put(indicator.id(), indicator.expression()));
        return figures;
    }

    @Override
    public List<Row> rows(String table) {
        var computation = catalogue.tableNamed(table).flatMap(Table::computation);
        if (computation.isEmpty()) {
            return filled.rows(table);
        }
        var rows = computed.get(table);
        if (rows == null) {
            rows = rows(computation.get());
            computed.put(table, rows);
        }
        return rows;
    }

    private List<Row> rows(Computation computation) {
        var keys = new LinkedHashMap<List<Optional<Object>>, Map<String, Object>>();
        for (var source : rows(computation.rowSource())) {
            if (Boolean.TRUE.equals(evaluator.value(computation.where(), source, null))) {
                keys.computeIfAbsent(key(computation, source), key -> keyCells(computation, source));
            }
        }
        var rows = new ArrayList<Row>();
        for (var cells : keys.values()) {
            var row = Row.of(cells);
            for (var column : computation.columns()) {
                var value = evaluator.value(column.value(), row, null);
                if (value != null) {
                    cells.put(column.field(), value);
                }
            }
            rows.add(row);
        }
        return List.copyOf(rows);
    }

    private static List<Optional<Object>> key(Computation computation, Row source) {
        return computation.groupBy().stream()
                .map(field -> Optional.ofNullable(source.value(field)))
                .toList();
    }

    private static Map<String, Object> keyCells(Computation computation, Row source) {
        var cells = new HashMap<String, Object>();
        for (var field : computation.groupBy()) {
            var value = source.value(field);
            if (value != null) {
                cells.put(field, value);
            }
        }
        return cells;
    }
}
