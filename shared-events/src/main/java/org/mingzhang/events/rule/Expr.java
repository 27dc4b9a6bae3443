package org.mingzhang.events.rule;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * 语法树: an expression taken apart, every name resolved. Rows are counted from outside: 0 is the row under check, 1 the row an
 * aggregate goes through, 2 that of an aggregate inside its {@code where}.
 */
public sealed interface Expr {

    /** Position of its first character in the text, from 1. */
    int at();

    record Numeral(int at, BigDecimal value) implements Expr {}

    record Text(int at, String value) implements Expr {}

    record Truth(int at, boolean value) implements Expr {}

    record Nothing(int at) implements Expr {}

    /**
     * A field of a row at hand.
     *
     * @param row which row, counted from outside
     * @param table name of the row's table
     */
    record Cell(int at, int row, String table, String field, Type type) implements Expr {}

    /** {@code prev.field}: a field of last year's row with the same key. */
    record LastYearCell(int at, String table, String field, Type type) implements Expr {}

    record Parameter(int at, String name, Type type) implements Expr {}

    record Indicator(int at, String id) implements Expr {}

    /** True unless the condition is true and the consequence is not. */
    record If(int at, Expr condition, Expr consequence) implements Expr {}

    record Or(int at, Expr left, Expr right) implements Expr {}

    record And(int at, Expr left, Expr right) implements Expr {}

    record Not(int at, Expr operand) implements Expr {}

    record Compare(int at, Comparison comparison, Expr left, Expr right) implements Expr {}

    /** {@code is null}, or {@code is not null} if negated; the only question that nothing answers with yes or no. */
    record IsNull(int at, Expr operand, boolean negated) implements Expr {}

    record In(int at, Expr operand, List<Expr> options) implements Expr {

        public In {
            options = List.copyOf(options);
        }
    }

    record Between(int at, Expr operand, Expr least, Expr greatest) implements Expr {}

    record Arithmetic(int at, Operation operation, Expr left, Expr right) implements Expr {}

    record Negative(int at, Expr operand) implements Expr {}

    /**
     * Goes through the rows of a table.
     *
     * @param row how the rows gone through are counted in {@code where}
     * @param field what is taken of each row; absent for {@code count} and {@code exists}
     * @param type type of that field
     * @param where which rows; all if absent
     */
    record Aggregate(
            int at, AggregateKind kind, int row, String table, Optional<String> field, Type type, Optional<Expr> where)
            implements Expr {}

    /** An aggregate over last year's tables. */
    record LastYear(int at, Aggregate aggregate) implements Expr {}

    /**
     * The field of the row with that key.
     *
     * @param key the one field of the table's business key
     */
    record Lookup(int at, String table, String field, Type type, String key, Expr value) implements Expr {}

    /** Whether each part of a text separated by commas is a value of that column. */
    record AllListed(int at, Expr list, String table, String field) implements Expr {}

    record Call(int at, Function function, List<Expr> arguments) implements Expr {

        public Call {
            arguments = List.copyOf(arguments);
        }
    }
}
