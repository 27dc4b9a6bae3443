package org.mingzhang.query.check.sql;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.rule.Expr;
import org.mingzhang.events.rule.Expression;
import org.mingzhang.events.rule.Function;
import org.mingzhang.events.rule.Operation;

/**
 * 表达式 → SQL: writes an expression of the rule language as one PostgreSQL expression. The row under check is {@code r0}, last
 * year's row with the same key {@code prev}; tables are those of {@link SqlTables}. Nothing is SQL's null, and the three-valued
 * logic of both languages is the same but for {@code in}, {@code between} and {@code if … then}, which are written out.
 */
public final class RuleSql {

    /** Name of this year's tables and last year's, which precedes theirs. */
    static final String THIS_YEAR = "now_";

    static final String LAST_YEAR = "last_";

    /**
     * A column that rows are looked up by.
     *
     * @param table with its year's name before it
     */
    public record LookedUp(String table, String column) {}

    private final Map<String, ?> parameters;
    private final Map<String, Expression> indicators;
    private final boolean lastYear;
    private final String base;
    private final Set<LookedUp> lookedUp = new LinkedHashSet<>();

    /**
     * A writer.
     *
     * @param parameters values by name, as rules see them
     * @param indicators what {@code ind.id} stands for
     * @param lastYear whether last year's tables are there; else what asks for them is null
     */
    public RuleSql(Map<String, ?> parameters, Map<String, Expression> indicators, boolean lastYear) {
        this(parameters, indicators, lastYear, THIS_YEAR);
    }

    /** One whose own tables are those with that name before theirs. */
    RuleSql(Map<String, ?> parameters, Map<String, Expression> indicators, boolean lastYear, String base) {
        this.base = base;
        this.parameters = Map.copyOf(parameters);
        this.indicators = Map.copyOf(indicators);
        this.lastYear = lastYear;
    }

    /** The expression in SQL. */
    public String of(Expression expression) {
        return write(expression.tree(), base);
    }

    /** Columns by which what was written until now looks rows up; an index on them makes it quick. */
    public Set<LookedUp> lookedUp() {
        return Set.copyOf(lookedUp);
    }

    /** A name as SQL writes it. */
    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text as SQL writes it. */
    static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** A value as rules see it, as SQL writes it. */
    static String literal(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String written) {
            return text(written);
        }
        if (value instanceof LocalDate day) {
            return "date '" + day + "'";
        }
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    private String write(Expr expr, String year) {
        if (expr instanceof Expr.Numeral number) {
            return literal(number.value());
        }
        if (expr instanceof Expr.Text written) {
            return literal(written.value());
        }
        if (expr instanceof Expr.Truth truth) {
            return literal(truth.value());
        }
        if (expr instanceof Expr.Nothing) {
            return "null";
        }
        if (expr instanceof Expr.Cell cell) {
            return "r" + cell.row() + "." + name(cell.field());
        }
        if (expr instanceof Expr.LastYearCell cell) {
            return lastYear ? "prev." + name(cell.field()) : "null";
        }
        if (expr instanceof Expr.Parameter parameter) {
            return literal(parameters.get(parameter.name()));
        }
        if (expr instanceof Expr.Indicator indicator) {
            var figure = indicators.get(indicator.id());
            // a figure is always this year's, whoever asks for it
            return figure == null ? "null" : "(" + write(figure.tree(), base) + ")";
        }
        return logic(expr, year);
    }

    private String logic(Expr expr, String year) {
        if (expr instanceof Expr.If it) {
            return "case when " + write(it.condition(), year) + " then " + write(it.consequence(), year)
                    + " else true end";
        }
        if (expr instanceof Expr.Or or) {
            return "(" + write(or.left(), year) + " or " + write(or.right(), year) + ")";
        }
        if (expr instanceof Expr.And and) {
            return "(" + write(and.left(), year) + " and " + write(and.right(), year) + ")";
        }
        if (expr instanceof Expr.Not not) {
            return "(not " + write(not.operand(), year) + ")";
        }
        if (expr instanceof Expr.IsNull isNull) {
            return "(" + write(isNull.operand(), year) + (isNull.negated() ? " is not null)" : " is null)");
        }
        if (expr instanceof Expr.Compare compare) {
            var sign = compare.comparison().sign();
            return "(" + write(compare.left(), year) + " " + (sign.equals("!=") ? "<>" : sign) + " "
                    + write(compare.right(), year) + ")";
        }
        if (expr instanceof Expr.In in) {
            return in(in, year);
        }
        if (expr instanceof Expr.Between between) {
            return between(between, year);
        }
        return calculation(expr, year);
    }

    /** An option that is nothing is no option; in SQL it would leave the answer open. */
    private String in(Expr.In in, String year) {
        var operand = write(in.operand(), year);
        if (in.options().stream().allMatch(RuleSql::isThere)) {
            return "(" + operand + " in ("
                    + in.options().stream().map(option -> write(option, year)).collect(Collectors.joining(", "))
                    + "))";
        }
        return "case when " + operand + " is not null then "
                + in.options().stream()
                        .map(option -> "coalesce(" + operand + " = " + write(option, year) + ", false)")
                        .collect(Collectors.joining(" or "))
                + " end";
    }

    private static boolean isThere(Expr option) {
        return option instanceof Expr.Numeral || option instanceof Expr.Text || option instanceof Expr.Truth;
    }

    /** Nothing on either end leaves it open even where the other end decides. */
    private String between(Expr.Between between, String year) {
        var least = write(between.least(), year);
        var greatest = write(between.greatest(), year);
        var range = "(" + write(between.operand(), year) + " between " + least + " and " + greatest + ")";
        return isThere(between.least()) && isThere(between.greatest())
                ? range
                : "case when " + least + " is not null and " + greatest + " is not null then " + range + " end";
    }

    private String calculation(Expr expr, String year) {
        if (expr instanceof Expr.Arithmetic arithmetic) {
            var left = write(arithmetic.left(), year);
            var right = write(arithmetic.right(), year);
            return arithmetic.operation() == Operation.DIVIDED
                    ? "pg_temp.mz_ratio(" + left + ", " + right + ")"
                    : "(" + left + " " + sign(arithmetic.operation()) + " " + right + ")";
        }
        if (expr instanceof Expr.Negative negative) {
            return "(- " + write(negative.operand(), year) + ")";
        }
        if (expr instanceof Expr.Call call) {
            var arguments =
                    call.arguments().stream().map(each -> write(each, year)).collect(Collectors.joining(", "));
            return call.function() == Function.COALESCE
                    ? "coalesce(" + arguments + ")"
                    : "pg_temp.mz_" + call.function().word() + "(" + arguments + ")";
        }
        return reading(expr, year);
    }

    private static String sign(Operation operation) {
        return switch (operation) {
            case PLUS -> "+";
            case MINUS -> "-";
            case TIMES -> "*";
            case DIVIDED -> "/";
        };
    }

    private String reading(Expr expr, String year) {
        if (expr instanceof Expr.Aggregate aggregate) {
            return aggregate(aggregate, year);
        }
        if (expr instanceof Expr.LastYear of) {
            return lastYear ? aggregate(of.aggregate(), LAST_YEAR) : "null";
        }
        if (expr instanceof Expr.Lookup lookup) {
            lookedUp.add(new LookedUp(year + lookup.table(), lookup.key()));
            // of several rows with one key the last one counts
            return "(select found." + name(lookup.field()) + " from pg_temp." + name(year + lookup.table())
                    + " found where found." + name(lookup.key()) + " = " + write(lookup.value(), year)
                    + " order by found.n desc limit 1)";
        }
        if (expr instanceof Expr.AllListed listed) {
            lookedUp.add(new LookedUp(year + listed.table(), listed.field()));
            return "(select bool_and(exists (select from pg_temp." + name(year + listed.table())
                    + " listed where listed."
                    + name(listed.field()) + " = pg_temp.mz_stripped(part))) from string_to_table("
                    + write(listed.list(), year) + ", ',') part)";
        }
        throw new IllegalStateException("unknown expression " + expr);
    }

    private String aggregate(Expr.Aggregate aggregate, String year) {
        var row = "r" + aggregate.row();
        aggregate.where().ifPresent(where -> noteLookUps(where, year + aggregate.table(), aggregate.row()));
        var from = " from pg_temp." + name(year + aggregate.table()) + " " + row
                + aggregate.where().map(where -> " where " + write(where, year)).orElse("");
        var value = aggregate.field().map(field -> row + "." + name(field)).orElse("*");
        return switch (aggregate.kind()) {
            case EXISTS -> "exists (select" + from + ")";
            case COUNT -> "(select count(*)::numeric" + from + ")";
            case COUNT_DISTINCT -> "(select count(distinct " + value + ")::numeric" + from + ")";
            case SUM -> "(select coalesce(sum(" + value + "), 0)" + from + ")";
            case AVG -> "(select pg_temp.mz_ratio(sum(" + value + "), count(" + value + ")::numeric)" + from + ")";
            case MIN -> "(select min(" + value + ")" + from + ")";
            case MAX -> "(select max(" + value + ")" + from + ")";
        };
    }

    /** Conditions {@code its own column = something else} find their rows by an index. */
    private void noteLookUps(Expr where, String table, int row) {
        if (where instanceof Expr.And and) {
            noteLookUps(and.left(), table, row);
            noteLookUps(and.right(), table, row);
        } else if (where instanceof Expr.Compare compare
                && compare.comparison().sign().equals("=")) {
            for (var side : List.of(compare.left(), compare.right())) {
                if (side instanceof Expr.Cell cell && cell.row() == row) {
                    lookedUp.add(new LookedUp(table, cell.field()));
                }
            }
        }
    }
}
