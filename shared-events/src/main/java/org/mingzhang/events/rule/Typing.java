package org.mingzhang.events.rule;

/** 类型检查: whether the parts of an expression go together, and what comes out. */
final class Typing {

    private final Schema schema;

    private Typing(Schema schema) {
        this.schema = schema;
    }

    static Type of(Expr expr, Schema schema) {
        return new Typing(schema).of(expr);
    }

    private Type of(Expr expr) {
        if (expr instanceof Expr.Numeral) {
            return Type.NUMBER;
        }
        if (expr instanceof Expr.Text) {
            return Type.TEXT;
        }
        if (expr instanceof Expr.Truth) {
            return Type.TRUTH;
        }
        if (expr instanceof Expr.Nothing) {
            return Type.NOTHING;
        }
        if (expr instanceof Expr.Cell cell) {
            return cell.type();
        }
        if (expr instanceof Expr.LastYearCell cell) {
            return cell.type();
        }
        if (expr instanceof Expr.Parameter parameter) {
            return parameter.type();
        }
        if (expr instanceof Expr.Indicator) {
            return Type.NUMBER;
        }
        return ofOperation(expr);
    }

    private Type ofOperation(Expr expr) {
        if (expr instanceof Expr.If it) {
            return both(it.condition(), it.consequence(), Type.TRUTH);
        }
        if (expr instanceof Expr.Or or) {
            return both(or.left(), or.right(), Type.TRUTH);
        }
        if (expr instanceof Expr.And and) {
            return both(and.left(), and.right(), Type.TRUTH);
        }
        if (expr instanceof Expr.Not not) {
            return demand(not.operand(), Type.TRUTH);
        }
        if (expr instanceof Expr.Arithmetic arithmetic) {
            return both(arithmetic.left(), arithmetic.right(), Type.NUMBER);
        }
        if (expr instanceof Expr.Negative negative) {
            return demand(negative.operand(), Type.NUMBER);
        }
        if (expr instanceof Expr.Compare || expr instanceof Expr.In || expr instanceof Expr.Between) {
            return ofComparison(expr);
        }
        if (expr instanceof Expr.IsNull isNull) {
            of(isNull.operand());
            return Type.TRUTH;
        }
        return ofReading(expr);
    }

    private Type ofComparison(Expr expr) {
        if (expr instanceof Expr.Compare compare) {
            same(compare.left(), compare.right());
            mayEqual(compare.left(), compare.right());
            mayEqual(compare.right(), compare.left());
        } else if (expr instanceof Expr.In in) {
            for (var option : in.options()) {
                same(in.operand(), option);
                mayEqual(in.operand(), option);
            }
        } else if (expr instanceof Expr.Between between) {
            same(between.operand(), between.least());
            same(between.operand(), between.greatest());
        }
        return Type.TRUTH;
    }

    private Type ofReading(Expr expr) {
        if (expr instanceof Expr.Aggregate aggregate) {
            return ofAggregate(aggregate);
        }
        if (expr instanceof Expr.LastYear lastYear) {
            return of(lastYear.aggregate());
        }
        if (expr instanceof Expr.Lookup lookup) {
            var key = schema.field(lookup.table(), lookup.key()).orElse(Type.NOTHING);
            same(lookup.value(), key);
            return lookup.type();
        }
        if (expr instanceof Expr.AllListed listed) {
            demand(listed.list(), Type.TEXT);
            return Type.TRUTH;
        }
        if (expr instanceof Expr.Call call) {
            return ofCall(call);
        }
        throw new IllegalStateException("unknown expression " + expr);
    }

    private Type ofAggregate(Expr.Aggregate aggregate) {
        if (aggregate.kind().wantsNumber() && aggregate.type() != Type.NUMBER) {
            throw new ExpressionRefused(
                    aggregate.at(), "只能汇总数，不能汇总" + aggregate.type().zh(), "only numbers can be added up");
        }
        aggregate.where().ifPresent(where -> demand(where, Type.TRUTH));
        return switch (aggregate.kind()) {
            case EXISTS -> Type.TRUTH;
            case MIN, MAX -> aggregate.type();
            case COUNT, SUM, AVG, COUNT_DISTINCT -> Type.NUMBER;
        };
    }

    private Type ofCall(Expr.Call call) {
        if (call.function() == Function.COALESCE) {
            same(call.arguments().get(0), call.arguments().get(1));
            return of(call.arguments().get(0));
        }
        var wanted = call.function().arguments();
        for (var i = 0; i < wanted.size(); i++) {
            demand(call.arguments().get(i), wanted.get(i));
        }
        return call.function().result();
    }

    private Type both(Expr left, Expr right, Type wanted) {
        demand(left, wanted);
        return demand(right, wanted);
    }

    private Type demand(Expr expr, Type wanted) {
        var type = of(expr);
        if (type != wanted && type != Type.NOTHING) {
            throw new ExpressionRefused(
                    expr.at(), "应为" + wanted.zh() + "，实为" + type.zh(), wanted + " is expected, this is " + type);
        }
        return wanted;
    }

    private void same(Expr left, Expr right) {
        same(right, of(left));
    }

    private void same(Expr expr, Type other) {
        var type = of(expr);
        if (!type.goesWith(other)) {
            throw new ExpressionRefused(
                    expr.at(), other.zh() + "与" + type.zh() + "不能比较", other + " and " + type + " cannot be compared");
        }
    }

    /** A code that a field can never hold is a slip of the pen. */
    private void mayEqual(Expr read, Expr literal) {
        if (literal instanceof Expr.Text text && !mayHold(read, text.value())) {
            throw new ExpressionRefused(
                    text.at(), "代码 " + text.value() + " 不在该字段的代码表中", "the field's code list has no such code");
        }
    }

    private boolean mayHold(Expr read, String text) {
        if (read instanceof Expr.Cell cell) {
            return schema.mayHold(cell.table(), cell.field(), text);
        }
        if (read instanceof Expr.LastYearCell cell) {
            return schema.mayHold(cell.table(), cell.field(), text);
        }
        if (read instanceof Expr.Lookup lookup) {
            return schema.mayHold(lookup.table(), lookup.field(), text);
        }
        return true;
    }
}
