package org.mingzhang.query.check;

import java.util.Optional;
import java.util.stream.Collectors;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.CodeList;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.events.catalogue.Indicator;
import org.mingzhang.events.catalogue.Parameter;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.events.rule.Comparison;
import org.mingzhang.events.rule.Expr;
import org.mingzhang.events.rule.Expression;
import org.mingzhang.events.rule.Function;
import org.mingzhang.events.rule.Operation;

/** 算式的文字: an expression of the rule language as people read it, with the Chinese names of tables, fields, codes and indicators. */
final class InWords {

    private final Catalogue catalogue;

    InWords(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** In Chinese; what the language of formulas has no words for stays as it is written in the edition. */
    String of(Expression expression) {
        return of(expression.tree()).orElse(expression.text());
    }

    private Optional<String> of(Expr part) {
        if (part instanceof Expr.Numeral numeral) {
            return Optional.of(numeral.value().toPlainString());
        } else if (part instanceof Expr.Text text) {
            return Optional.of("“" + text.value() + "”");
        } else if (part instanceof Expr.Truth truth) {
            return Optional.of(truth.value() ? "是" : "否");
        } else if (part instanceof Expr.Indicator indicator) {
            return catalogue.indicators().stream()
                    .filter(each -> each.id().equals(indicator.id()))
                    .map(Indicator::zh)
                    .findFirst();
        } else if (part instanceof Expr.Parameter parameter) {
            return catalogue.parameter(parameter.name()).map(Parameter::zh);
        } else if (part instanceof Expr.Cell cell) {
            return field(cell.table(), cell.field()).map(Field::zh);
        } else if (part instanceof Expr.Arithmetic sum) {
            return arithmetic(sum.operation(), sum.left(), sum.right());
        } else if (part instanceof Expr.Call call) {
            return call(call);
        } else if (part instanceof Expr.Aggregate aggregate) {
            return aggregate(aggregate);
        }
        return condition(part);
    }

    private Optional<String> call(Expr.Call call) {
        var arguments = call.arguments();
        return switch (call.function()) {
            case RATIO -> arithmetic(Operation.DIVIDED, arguments.get(0), arguments.get(1));
            // nothing there counts as that much, which goes without saying where it is 0
            case COALESCE -> of(arguments.get(0));
            case MIN_OF ->
                of(arguments.get(0))
                        .flatMap(one -> of(arguments.get(1)).map(other -> "（" + one + "与" + other + "中较小者）"));
            default -> Optional.empty();
        };
    }

    private Optional<String> arithmetic(Operation operation, Expr left, Expr right) {
        var sign = switch (operation) {
            case PLUS -> " ＋ ";
            case MINUS -> " － ";
            case TIMES -> " × ";
            case DIVIDED -> " ÷ ";
        };
        boolean binds = operation == Operation.TIMES || operation == Operation.DIVIDED;
        return part(left, binds, false)
                .flatMap(one -> part(right, binds, operation != Operation.PLUS).map(other -> one + sign + other));
    }

    private Optional<String> part(Expr part, boolean binds, boolean after) {
        var sum = part instanceof Expr.Arithmetic arithmetic
                && (arithmetic.operation() == Operation.PLUS || arithmetic.operation() == Operation.MINUS);
        var product = part instanceof Expr.Arithmetic
                || (part instanceof Expr.Call call && call.function() == Function.RATIO);
        boolean apart = sum ? (binds || after) : (product && binds && after);
        return of(part).map(words -> apart ? "（" + words + "）" : words);
    }

    private Optional<String> aggregate(Expr.Aggregate aggregate) {
        var table = catalogue.tableNamed(aggregate.table()).map(Table::zh);
        var where = aggregate.where().isEmpty()
                ? Optional.of("")
                : aggregate.where().flatMap(this::condition).map(words -> "中" + words + "的");
        var field = aggregate
                .field()
                .flatMap(name -> field(aggregate.table(), name))
                .map(Field::zh);
        var what = switch (aggregate.kind()) {
            case COUNT -> Optional.of("记录数");
            case COUNT_DISTINCT -> field.map(name -> "“" + name + "”不重复的个数");
            case SUM -> field.map(name -> "“" + name + "”合计");
            case AVG -> field.map(name -> "“" + name + "”平均值");
            default -> Optional.<String>empty();
        };
        return table.flatMap(name -> where.flatMap(those -> what.map(taken -> "《" + name + "》" + those + taken)));
    }

    private Optional<String> condition(Expr part) {
        if (part instanceof Expr.And both) {
            return condition(both.left()).flatMap(one -> condition(both.right()).map(other -> one + "且" + other));
        } else if (part instanceof Expr.Compare compare) {
            return of(compare.left())
                    .flatMap(one -> value(compare.left(), compare.right())
                            .map(other -> one + sign(compare.comparison()) + other));
        } else if (part instanceof Expr.In in) {
            var options = in.options().stream()
                    .map(option -> value(in.operand(), option).orElse("…"))
                    .collect(Collectors.joining("、"));
            return of(in.operand()).map(one -> one + "为" + options);
        } else if (part instanceof Expr.IsNull blank) {
            return of(blank.operand()).map(one -> one + (blank.negated() ? "已填" : "未填"));
        }
        return Optional.empty();
    }

    private static String sign(Comparison comparison) {
        return switch (comparison) {
            case EQUAL -> "为";
            case UNEQUAL -> "不为";
            case LESS -> "＜";
            case AT_MOST -> "≤";
            case GREATER -> "＞";
            case AT_LEAST -> "≥";
        };
    }

    /** A code by its name where it is compared with a field of codes. */
    private Optional<String> value(Expr compared, Expr value) {
        if (compared instanceof Expr.Cell cell && value instanceof Expr.Text code) {
            var named = field(cell.table(), cell.field())
                    .map(Field::codeList)
                    .flatMap(list -> catalogue.codeList(list).code(code.value()))
                    .map(CodeList.Code::zh);
            return named.or(() -> of(value));
        }
        return of(value);
    }

    private Optional<Field> field(String table, String name) {
        return catalogue.tableNamed(table).flatMap(found -> found.field(name));
    }
}
