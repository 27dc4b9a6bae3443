package org.mingzhang.events.rule;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 比较双方: the two sides of the comparison through which a rule failed. Of {@code abs(a - b) <= t} they are a and b.
 *
 * @param left the left side
 * @param leftValue its value
 * @param right the right side; the least value of a range; nothing of a list
 * @param rightValue its value
 */
public record Sides(
        Expr left,
        @Nullable Object leftValue,
        Expr right,
        @Nullable Object rightValue) {

    static Optional<Sides> of(Expr rule, Frame frame) {
        if (!Boolean.FALSE.equals(Compiler.compile(rule).in(frame))) {
            return Optional.empty();
        }
        if (rule instanceof Expr.If it) {
            return of(it.consequence(), frame);
        }
        if (rule instanceof Expr.And and) {
            return of(and.left(), frame).or(() -> of(and.right(), frame));
        }
        if (rule instanceof Expr.Or or) {
            // both are false; the way out a rule names last is the one it is about
            return of(or.right(), frame).or(() -> of(or.left(), frame));
        }
        if (rule instanceof Expr.Compare compare) {
            return Optional.of(of(compare, frame));
        }
        if (rule instanceof Expr.Between between) {
            return Optional.of(of(between.operand(), between.least(), frame));
        }
        if (rule instanceof Expr.In in) {
            return Optional.of(of(in.operand(), new Expr.Nothing(in.at()), frame));
        }
        return Optional.empty();
    }

    private static Sides of(Expr.Compare compare, Frame frame) {
        if (compare.left() instanceof Expr.Call call
                && call.function() == Function.ABS
                && call.arguments().get(0) instanceof Expr.Arithmetic difference
                && difference.operation() == Operation.MINUS) {
            return of(difference.left(), difference.right(), frame);
        }
        return of(compare.left(), compare.right(), frame);
    }

    private static Sides of(Expr left, Expr right, Frame frame) {
        return new Sides(
                left,
                Compiler.compile(left).in(frame),
                right,
                Compiler.compile(right).in(frame));
    }
}
