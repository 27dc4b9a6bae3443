package org.mingzhang.events.rule;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * 汇总: goes through the rows of a table. A condition {@code its own = something of an outer row} is answered from a hash index, so
 * that asking it for each of 10,000 rows costs 10,000 look-ups and not 10,000 walks; and what does not depend on an outer row
 * otherwise is worked out once.
 */
final class Aggregation implements Node {

    private final Expr.Aggregate aggregate;

    /** What each row is indexed by, and what an outer row asks the index for. */
    private final List<Node> own;

    private final List<Node> asked;

    /** What is left of the condition. */
    private final List<Node> rest;

    private final boolean restIsOwn;

    private Aggregation(
            Expr.Aggregate aggregate, List<Node> own, List<Node> asked, List<Node> rest, boolean restIsOwn) {
        this.aggregate = aggregate;
        this.own = own;
        this.asked = asked;
        this.rest = rest;
        this.restIsOwn = restIsOwn;
    }

    static Aggregation of(Expr.Aggregate aggregate) {
        var own = new ArrayList<Node>();
        var asked = new ArrayList<Node>();
        var rest = new ArrayList<Node>();
        var restIsOwn = true;
        for (var condition : conjuncts(aggregate.where())) {
            var sides = correlated(condition, aggregate.row());
            if (sides.isPresent()) {
                own.add(Compiler.compile(sides.get().own()));
                asked.add(Compiler.compile(sides.get().asked()));
            } else {
                rest.add(Compiler.compile(condition));
                restIsOwn &= !asksOutside(condition, aggregate.row());
            }
        }
        return new Aggregation(aggregate, own, asked, rest, restIsOwn);
    }

    private static List<Expr> conjuncts(Optional<Expr> where) {
        var conjuncts = new ArrayList<Expr>();
        where.ifPresent(condition -> addConjuncts(condition, conjuncts));
        return conjuncts;
    }

    private static void addConjuncts(Expr condition, List<Expr> conjuncts) {
        if (condition instanceof Expr.And and) {
            addConjuncts(and.left(), conjuncts);
            addConjuncts(and.right(), conjuncts);
        } else {
            conjuncts.add(condition);
        }
    }

    /**
     * An equation between the rows gone through and something that does not change while they are.
     *
     * @param own the side of the rows gone through
     * @param asked the other one
     */
    private record Equation(Expr own, Expr asked) {}

    private static Optional<Equation> correlated(Expr condition, int row) {
        if (!(condition instanceof Expr.Compare compare) || compare.comparison() != Comparison.EQUAL) {
            return Optional.empty();
        }
        return Stream.of(new Equation(compare.left(), compare.right()), new Equation(compare.right(), compare.left()))
                .filter(equation -> isOwn(equation.own(), row) && !asksRow(equation.asked(), row))
                .findFirst();
    }

    private static boolean isOwn(Expr side, int row) {
        return asksRow(side, row) && !asksOutside(side, row);
    }

    private static boolean asksRow(Expr expr, int row) {
        return Parts.of(expr).anyMatch(part -> part instanceof Expr.Cell cell && cell.row() == row);
    }

    private static boolean asksOutside(Expr expr, int row) {
        return Parts.of(expr)
                .anyMatch(part ->
                        (part instanceof Expr.Cell cell && cell.row() < row) || part instanceof Expr.LastYearCell);
    }

    /** The rows that count, in the order of the table. */
    List<Row> counted(Frame frame) {
        var key = asked(frame);
        return key == null
                ? List.of()
                : rows(key, frame).stream().filter(row -> counts(row, frame)).toList();
    }

    @Override
    public @Nullable Object in(Frame frame) {
        var known = frame.known(aggregate);
        if (known != null) {
            return known;
        }
        var key = asked(frame);
        if (key == null) {
            return summed(List.of(), frame);
        }
        if (!restIsOwn) {
            return summed(rows(key, frame), frame);
        }
        var results = frame.results().computeIfAbsent(this, node -> new HashMap<>());
        var result = results.get(key);
        if (result == null) {
            result = Optional.ofNullable(summed(rows(key, frame), frame));
            results.put(key, result);
        }
        return result.orElse(null);
    }

    /** What the outer rows ask for; null if one of the values is nothing, which equals no row's. */
    private @Nullable List<Object> asked(Frame frame) {
        return values(asked, frame);
    }

    private static @Nullable List<Object> values(List<Node> nodes, Frame frame) {
        var values = new ArrayList<Object>(nodes.size());
        for (var node : nodes) {
            var value = node.in(frame);
            if (value == null) {
                return null;
            }
            values.add(Meaning.identity(value));
        }
        return values;
    }

    private List<Row> rows(List<Object> key, Frame frame) {
        if (own.isEmpty()) {
            return frame.table(aggregate.table());
        }
        var index = frame.indexes().get(this);
        if (index == null) {
            index = index(frame);
            frame.indexes().put(this, index);
        }
        return index.getOrDefault(key, List.of());
    }

    private Map<Object, List<Row>> index(Frame frame) {
        var index = new HashMap<Object, List<Row>>();
        for (var row : frame.table(aggregate.table())) {
            if (frame.with(aggregate.row(), row, inner -> values(own, inner)) instanceof List<?> key) {
                index.computeIfAbsent(key, absent -> new ArrayList<>()).add(row);
            }
        }
        return index;
    }

    private boolean counts(Row row, Frame frame) {
        if (rest.isEmpty()) {
            return true;
        }
        return Boolean.TRUE.equals(frame.with(aggregate.row(), row, inner -> {
            for (var condition : rest) {
                if (!Boolean.TRUE.equals(condition.in(inner))) {
                    return false;
                }
            }
            return true;
        }));
    }

    private @Nullable Object summed(List<Row> rows, Frame frame) {
        var count = 0;
        var values = new ArrayList<Object>();
        for (var row : rows) {
            if (!counts(row, frame)) {
                continue;
            }
            if (aggregate.kind() == AggregateKind.EXISTS) {
                return true;
            }
            count++;
            var value = aggregate.field().map(row::value).orElse(null);
            if (value != null) {
                values.add(value);
            }
        }
        return result(count, values);
    }

    private @Nullable Object result(int count, List<Object> values) {
        return switch (aggregate.kind()) {
            case EXISTS -> false;
            case COUNT -> BigDecimal.valueOf(count);
            case COUNT_DISTINCT -> BigDecimal.valueOf(distinct(values));
            case SUM -> sum(values);
            case AVG -> values.isEmpty() ? null : sum(values).divide(BigDecimal.valueOf(values.size()), Meaning.DIGITS);
            case MIN -> values.stream().min(Meaning::compare).orElse(null);
            case MAX -> values.stream().max(Meaning::compare).orElse(null);
        };
    }

    private static int distinct(List<Object> values) {
        var distinct = new HashSet<Object>();
        values.forEach(value -> distinct.add(Meaning.identity(value)));
        return distinct.size();
    }

    private static BigDecimal sum(List<Object> values) {
        var sum = BigDecimal.ZERO;
        for (var value : values) {
            sum = sum.add((BigDecimal) value);
        }
        return sum;
    }
}
