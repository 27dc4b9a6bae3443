package org.mingzhang.events.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 求值: works out expressions over tables that stand still. It keeps the indexes it makes, so one evaluator should see all
 * rules over the same tables; it is for one thread.
 */
public final class Evaluator {

    private final Frame frame;

    /**
     * An evaluator.
     *
     * @param thisYear the campaign's rows
     * @param lastYear last year's rows; null if there was no campaign
     * @param parameters values of parameters by name; one that is absent is nothing
     * @param indicators what {@code ind.id} stands for
     */
    public Evaluator(
            Tables thisYear, @Nullable Tables lastYear, Map<String, ?> parameters, Map<String, Expression> indicators) {
        frame = new Frame(thisYear, lastYear, parameters, indicators);
    }

    private Evaluator(Frame frame) {
        this.frame = frame;
    }

    /**
     * An evaluator over sums that are known instead of over tables.
     *
     * @param sums what each of an expression's {@link Expression#sums()} is
     */
    public static Evaluator ofSums(
            Map<Expression, ?> sums, Map<String, ?> parameters, Map<String, Expression> indicators) {
        var known = new HashMap<Expr, Object>();
        sums.forEach((sum, value) -> known.put(sum.tree(), value));
        return new Evaluator(new Frame(Tables.NONE, null, parameters, indicators, known));
    }

    /** The rows that one of an expression's {@link Expression#sums()} counts, in the order of the table. */
    public List<Row> counted(Expression sum) {
        if (sum.node() instanceof Aggregation aggregation) {
            return aggregation.counted(frame);
        }
        throw new IllegalArgumentException("not a sum: " + sum);
    }

    /** An evaluator for expressions about one row alone. */
    public static Evaluator ofRows(Map<String, ?> parameters) {
        return new Evaluator(Tables.NONE, null, parameters, Map.of());
    }

    /**
     * The value; null is nothing.
     *
     * @param row the row at hand
     * @param lastYear last year's row with the same key; null if there is none
     */
    public @Nullable Object value(Expression expression, Row row, @Nullable Row lastYear) {
        frame.at(row, lastYear);
        return expression.node().in(frame);
    }

    /** Whether a rule fails: only what is false fails, not what cannot be known. */
    public boolean fails(Expression rule, Row row, @Nullable Row lastYear) {
        return Boolean.FALSE.equals(value(rule, row, lastYear));
    }

    /** The two sides of the comparison through which a rule failed; empty if it failed through none. */
    public Optional<Sides> sides(Expression rule, Row row, @Nullable Row lastYear) {
        frame.at(row, lastYear);
        return Sides.of(rule.tree(), frame);
    }
}
