package org.mingzhang.events.rule;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Turns a tree into nodes that can be worked out quickly. */
final class Compiler {

    private Compiler() {}

    static Node compile(Expr expr) {
        if (expr instanceof Expr.Numeral number) {
            return frame -> number.value();
        }
        if (expr instanceof Expr.Text text) {
            return frame -> text.value();
        }
        if (expr instanceof Expr.Truth truth) {
            return frame -> truth.value();
        }
        if (expr instanceof Expr.Nothing) {
            return frame -> null;
        }
        if (expr instanceof Expr.Cell cell) {
            return frame -> frame.cell(cell.row(), cell.field());
        }
        if (expr instanceof Expr.LastYearCell cell) {
            return frame -> frame.lastYearCell(cell.field());
        }
        if (expr instanceof Expr.Parameter parameter) {
            return frame -> frame.parameter(parameter.name());
        }
        if (expr instanceof Expr.Indicator indicator) {
            return frame -> frame.indicator(indicator.id());
        }
        return logic(expr);
    }

    private static Node logic(Expr expr) {
        if (expr instanceof Expr.If it) {
            return implication(compile(it.condition()), compile(it.consequence()));
        }
        if (expr instanceof Expr.Or or) {
            return joined(compile(or.left()), compile(or.right()), true);
        }
        if (expr instanceof Expr.And and) {
            return joined(compile(and.left()), compile(and.right()), false);
        }
        if (expr instanceof Expr.Not not) {
            var operand = compile(not.operand());
            return frame -> operand.in(frame) instanceof Boolean truth ? !truth : null;
        }
        if (expr instanceof Expr.IsNull isNull) {
            var operand = compile(isNull.operand());
            return frame -> (operand.in(frame) == null) != isNull.negated();
        }
        if (expr instanceof Expr.Compare compare) {
            return comparison(compare.comparison(), compile(compare.left()), compile(compare.right()));
        }
        if (expr instanceof Expr.In in) {
            return membership(in);
        }
        if (expr instanceof Expr.Between between) {
            return range(compile(between.operand()), compile(between.least()), compile(between.greatest()));
        }
        return calculation(expr);
    }

    private static Node calculation(Expr expr) {
        if (expr instanceof Expr.Arithmetic arithmetic) {
            var left = compile(arithmetic.left());
            var right = compile(arithmetic.right());
            return frame -> left.in(frame) instanceof BigDecimal a && right.in(frame) instanceof BigDecimal b
                    ? arithmetic.operation().of(a, b)
                    : null;
        }
        if (expr instanceof Expr.Negative negative) {
            var operand = compile(negative.operand());
            return frame -> operand.in(frame) instanceof BigDecimal number ? number.negate() : null;
        }
        if (expr instanceof Expr.Call call) {
            return call(call);
        }
        return reading(expr);
    }

    private static Node reading(Expr expr) {
        if (expr instanceof Expr.Aggregate aggregate) {
            return Aggregation.of(aggregate);
        }
        if (expr instanceof Expr.LastYear lastYear) {
            var aggregate = compile(lastYear.aggregate());
            return frame -> frame.inLastYear(aggregate);
        }
        if (expr instanceof Expr.Lookup lookup) {
            return new KeyedReading(lookup, compile(lookup.value()));
        }
        if (expr instanceof Expr.AllListed listed) {
            return new ListReading(listed, compile(listed.list()));
        }
        throw new IllegalStateException("unknown expression " + expr);
    }

    private static Node implication(Node condition, Node consequence) {
        return frame -> Boolean.TRUE.equals(condition.in(frame)) ? consequence.in(frame) : true;
    }

    /** Or, if one true decides; and, if one false does. Nothing on either side leaves it open unless the other decides. */
    private static Node joined(Node left, Node right, boolean decides) {
        return frame -> {
            var first = left.in(frame);
            if (first instanceof Boolean truth && truth == decides) {
                return decides;
            }
            var second = right.in(frame);
            if (second instanceof Boolean truth && truth == decides) {
                return decides;
            }
            return (first == null || second == null) ? null : !decides;
        };
    }

    private static Node comparison(Comparison comparison, Node left, Node right) {
        return frame -> {
            var a = left.in(frame);
            var b = a == null ? null : right.in(frame);
            return (a == null || b == null) ? null : comparison.holds(Meaning.compare(a, b));
        };
    }

    private static Node membership(Expr.In in) {
        var operand = compile(in.operand());
        var options = in.options().stream().map(Compiler::compile).toList();
        return frame -> {
            var value = operand.in(frame);
            if (value == null) {
                return null;
            }
            for (var option : options) {
                var other = option.in(frame);
                if (other != null && Meaning.equal(value, other)) {
                    return true;
                }
            }
            return false;
        };
    }

    private static Node range(Node operand, Node least, Node greatest) {
        return frame -> {
            var value = operand.in(frame);
            var low = least.in(frame);
            var high = greatest.in(frame);
            return (value == null || low == null || high == null)
                    ? null
                    : Meaning.compare(low, value) <= 0 && Meaning.compare(value, high) <= 0;
        };
    }

    private static Node call(Expr.Call call) {
        var arguments = call.arguments().stream().map(Compiler::compile).toArray(Node[]::new);
        if (call.function() == Function.COALESCE) {
            return frame -> {
                var first = arguments[0].in(frame);
                return first != null ? first : arguments[1].in(frame);
            };
        }
        return frame -> called(call.function(), arguments, frame);
    }

    private static @Nullable Object called(Function function, Node[] arguments, Frame frame) {
        var values = new Object[arguments.length];
        for (var i = 0; i < values.length; i++) {
            var value = arguments[i].in(frame);
            if (value == null) {
                return null;
            }
            values[i] = value;
        }
        return Meaning.call(function, values);
    }

    /** {@code lookup}. */
    private static final class KeyedReading implements Node {

        private final Expr.Lookup lookup;
        private final Node value;

        KeyedReading(Expr.Lookup lookup, Node value) {
            this.lookup = lookup;
            this.value = value;
        }

        @Override
        public @Nullable Object in(Frame frame) {
            var wanted = value.in(frame);
            var row = wanted == null ? null : frame.keyed(this, lookup.table(), lookup.key(), wanted);
            return row == null ? null : row.value(lookup.field());
        }
    }

    /** {@code list_all_in}. */
    private static final class ListReading implements Node {

        private final Expr.AllListed listed;
        private final Node list;

        ListReading(Expr.AllListed listed, Node list) {
            this.listed = listed;
            this.list = list;
        }

        @Override
        public @Nullable Object in(Frame frame) {
            if (!(list.in(frame) instanceof String text)) {
                return null;
            }
            var column = frame.column(this, listed.table(), listed.field());
            for (var part : text.split(",", -1)) {
                if (!column.contains(part.strip())) {
                    return false;
                }
            }
            return true;
        }
    }
}
