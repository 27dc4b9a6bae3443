package org.mingzhang.events.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The parts of an expression. */
public final class Parts {

    private Parts() {}

    /** The expression itself and everything in it, from the outside. */
    public static Stream<Expr> of(Expr expr) {
        return Stream.concat(Stream.of(expr), directly(expr).stream().flatMap(Parts::of));
    }

    /** What an expression is immediately made of, in the order written. */
    static List<Expr> directly(Expr expr) {
        if (expr instanceof Expr.If it) {
            return List.of(it.condition(), it.consequence());
        }
        if (expr instanceof Expr.Or or) {
            return List.of(or.left(), or.right());
        }
        if (expr instanceof Expr.And and) {
            return List.of(and.left(), and.right());
        }
        if (expr instanceof Expr.Not not) {
            return List.of(not.operand());
        }
        if (expr instanceof Expr.Compare compare) {
            return List.of(compare.left(), compare.right());
        }
        if (expr instanceof Expr.IsNull isNull) {
            return List.of(isNull.operand());
        }
        if (expr instanceof Expr.Between between) {
            return List.of(between.operand(), between.least(), between.greatest());
        }
        if (expr instanceof Expr.Arithmetic arithmetic) {
            return List.of(arithmetic.left(), arithmetic.right());
        }
        if (expr instanceof Expr.Negative negative) {
            return List.of(negative.operand());
        }
        return ofReading(expr);
    }

    private static List<Expr> ofReading(Expr expr) {
        if (expr instanceof Expr.In in) {
            var parts = new ArrayList<Expr>();
            parts.add(in.operand());
            parts.addAll(in.options());
            return parts;
        }
        if (expr instanceof Expr.Aggregate aggregate) {
            return aggregate.where().map(List::of).orElse(List.of());
        }
        if (expr instanceof Expr.LastYear lastYear) {
            return List.of(lastYear.aggregate());
        }
        if (expr instanceof Expr.Lookup lookup) {
            return List.of(lookup.value());
        }
        if (expr instanceof Expr.AllListed listed) {
            return List.of(listed.list());
        }
        if (expr instanceof Expr.Call call) {
            return call.arguments();
        }
        return List.of();
    }
}
