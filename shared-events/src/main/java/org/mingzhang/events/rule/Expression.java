package org.mingzhang.events.rule;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** 表达式: a sentence of the rule language, read, resolved and found sound. Immutable. */
public final class Expression {

    private final String text;
    private final Expr tree;
    private final Type type;
    private final Node node;
    private final Set<String> cells = new TreeSet<>();
    private final Set<String> tables = new TreeSet<>();
    private final Set<String> indicators = new TreeSet<>();
    private final Set<String> parameters = new TreeSet<>();
    private boolean lastYear;
    private boolean lastYearsRow;

    private Expression(String text, Expr tree, Type type) {
        this.text = text;
        this.tree = tree;
        this.type = type;
        this.node = Compiler.compile(tree);
        Parts.of(tree).forEach(this::note);
    }

    /**
     * Reads an expression.
     *
     * @param table name of the table whose row is at hand
     * @throws ExpressionRefused if it cannot be read, names what is not there or joins what does not go together
     */
    public static Expression read(String text, String table, Schema schema) {
        var tree = Syntax.read(text, table, schema);
        return new Expression(text, tree, Typing.of(tree, schema));
    }

    /** The same, if it gives a value of the wanted type. */
    public static Expression read(String text, String table, Schema schema, Type wanted) {
        var expression = read(text, table, schema);
        if (!expression.type.goesWith(wanted)) {
            throw new ExpressionRefused(
                    1, "应得到" + wanted.zh() + "，实为" + expression.type.zh(), wanted + " is expected as the result");
        }
        return expression;
    }

    private void note(Expr part) {
        if (part instanceof Expr.Cell cell && cell.row() == 0) {
            cells.add(cell.field());
        } else if (part instanceof Expr.LastYearCell cell) {
            cells.add(cell.field());
            lastYear = true;
            lastYearsRow = true;
        } else if (part instanceof Expr.LastYear) {
            lastYear = true;
        } else if (part instanceof Expr.Aggregate aggregate) {
            tables.add(aggregate.table());
        } else if (part instanceof Expr.Lookup lookup) {
            tables.add(lookup.table());
        } else if (part instanceof Expr.AllListed listed) {
            tables.add(listed.table());
        } else if (part instanceof Expr.Indicator indicator) {
            indicators.add(indicator.id());
        } else if (part instanceof Expr.Parameter parameter) {
            parameters.add(parameter.name());
        }
    }

    /** The sums, counts and the like that it is worked out from, in the order written; those of indicators it uses apart. */
    public List<Expression> sums() {
        return Parts.of(tree)
                .filter(part -> part instanceof Expr.Aggregate sum && sum.row() == 1)
                .map(this::part)
                .toList();
    }

    /** What it divides by, in the order written. */
    public List<Expression> divisors() {
        return Parts.of(tree).flatMap(Expression::divisor).map(this::part).toList();
    }

    private static Stream<Expr> divisor(Expr part) {
        if (part instanceof Expr.Call call && call.function() == Function.RATIO) {
            return Stream.of(call.arguments().get(1));
        }
        return part instanceof Expr.Arithmetic quotient && quotient.operation() == Operation.DIVIDED
                ? Stream.of(quotient.right())
                : Stream.empty();
    }

    private Expression part(Expr part) {
        return new Expression(Words.of(text, Words.start(part)), part, Type.NUMBER);
    }

    /** As written in the edition. */
    public String text() {
        return text;
    }

    public Expr tree() {
        return tree;
    }

    public Type type() {
        return type;
    }

    /** Fields of the row at hand that it mentions, this year's or last year's. */
    public Set<String> fields() {
        return Set.copyOf(cells);
    }

    /** Names of the tables whose rows it goes through or looks up. */
    public Set<String> tables() {
        return Set.copyOf(tables);
    }

    /** Ids of the indicators it uses. */
    public Set<String> indicators() {
        return Set.copyOf(indicators);
    }

    /** Names of the parameters it uses. */
    public Set<String> parameters() {
        return Set.copyOf(parameters);
    }

    /** Whether it asks for last year's row with the same key. */
    public boolean readsLastYearsRow() {
        return lastYearsRow;
    }

    /** Whether it asks for anything of last year. */
    public boolean readsLastYear() {
        return lastYear;
    }

    Node node() {
        return node;
    }

    @Override
    public String toString() {
        return text;
    }
}
