package org.mingzhang.events.rule;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** 语法: takes a text apart and resolves its names. What goes with what is left to {@link Typing}. */
final class Syntax extends RuleLanguageBaseVisitor<Expr> {

    /** Nobody writes deeper, and the parser recurses. */
    private static final int DEEPEST = 60;

    private final Schema schema;
    private final List<String> rows = new ArrayList<>();

    private Syntax(String table, Schema schema) {
        this.schema = schema;
        rows.add(table);
    }

    static Expr read(String text, String table, Schema schema) {
        refuseDepth(text);
        var lexer = new RuleLanguageLexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        lexer.addErrorListener(new Strict(text));
        var parser = new RuleLanguageParser(new CommonTokenStream(lexer));
        parser.removeErrorListeners();
        parser.addErrorListener(new Strict(text));
        return new Syntax(table, schema).visit(parser.sentence().expression());
    }

    private static void refuseDepth(String text) {
        var depth = 0;
        for (var i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth > DEEPEST) {
                throw new ExpressionRefused(i + 1, "括号嵌套过深", "nested too deeply");
            }
        }
    }

    private static int at(ParserRuleContext context) {
        return at(context.getStart());
    }

    private static int at(Token token) {
        return token.getStartIndex() + 1;
    }

    @Override
    public Expr visitExpression(RuleLanguageParser.ExpressionContext context) {
        if (context.disjunction() != null) {
            return visit(context.disjunction());
        }
        return new Expr.If(at(context), visit(context.expression(0)), visit(context.expression(1)));
    }

    @Override
    public Expr visitDisjunction(RuleLanguageParser.DisjunctionContext context) {
        return joined(context.conjunction(), (left, right) -> new Expr.Or(left.at(), left, right));
    }

    @Override
    public Expr visitConjunction(RuleLanguageParser.ConjunctionContext context) {
        return joined(context.negation(), (left, right) -> new Expr.And(left.at(), left, right));
    }

    private Expr joined(List<? extends ParserRuleContext> parts, BinaryOperator<Expr> join) {
        return parts.stream().map(this::visit).reduce(join).orElseThrow();
    }

    @Override
    public Expr visitNegation(RuleLanguageParser.NegationContext context) {
        return context.comparison() != null
                ? visit(context.comparison())
                : new Expr.Not(at(context), visit(context.negation()));
    }

    @Override
    public Expr visitComparison(RuleLanguageParser.ComparisonContext context) {
        var sums = context.sum().stream().map(this::visit).toList();
        var first = sums.get(0);
        if (context.operator != null) {
            return new Expr.Compare(first.at(), Comparison.of(context.operator.getText()), first, sums.get(1));
        }
        if (context.in != null) {
            return new Expr.In(first.at(), first, sums.subList(1, sums.size()));
        }
        if (context.between != null) {
            return new Expr.Between(first.at(), first, sums.get(1), sums.get(2));
        }
        if (context.getChildCount() > 1) {
            return new Expr.IsNull(first.at(), first, context.getChildCount() == 4);
        }
        return first;
    }

    @Override
    public Expr visitSum(RuleLanguageParser.SumContext context) {
        return calculated(context, context.product());
    }

    @Override
    public Expr visitProduct(RuleLanguageParser.ProductContext context) {
        return calculated(context, context.signed());
    }

    /** Operands with the signs between them, from the left. */
    private Expr calculated(ParserRuleContext context, List<? extends ParserRuleContext> operands) {
        var result = visit(operands.get(0));
        for (var i = 1; i < operands.size(); i++) {
            var operation = switch (context.getChild(2 * i - 1).getText()) {
                case "+" -> Operation.PLUS;
                case "-" -> Operation.MINUS;
                case "*" -> Operation.TIMES;
                default -> Operation.DIVIDED;
            };
            result = new Expr.Arithmetic(result.at(), operation, result, visit(operands.get(i)));
        }
        return result;
    }

    @Override
    public Expr visitSigned(RuleLanguageParser.SignedContext context) {
        var atom = visit(context.atom());
        return context.minus == null ? atom : new Expr.Negative(at(context), atom);
    }

    @Override
    public Expr visitNumber(RuleLanguageParser.NumberContext context) {
        return new Expr.Numeral(at(context), new BigDecimal(context.getText()));
    }

    @Override
    public Expr visitText(RuleLanguageParser.TextContext context) {
        var quoted = context.getText();
        return new Expr.Text(at(context), quoted.substring(1, quoted.length() - 1));
    }

    @Override
    public Expr visitTruth(RuleLanguageParser.TruthContext context) {
        return new Expr.Truth(at(context), context.getText().equals("true"));
    }

    @Override
    public Expr visitNothing(RuleLanguageParser.NothingContext context) {
        return new Expr.Nothing(at(context));
    }

    @Override
    public Expr visitGrouped(RuleLanguageParser.GroupedContext context) {
        return visit(context.expression());
    }

    @Override
    public Expr visitAggregated(RuleLanguageParser.AggregatedContext context) {
        return aggregate(context.aggregate());
    }

    @Override
    public Expr visitLastYear(RuleLanguageParser.LastYearContext context) {
        return new Expr.LastYear(at(context), aggregate(context.aggregate()));
    }

    private Expr.Aggregate aggregate(RuleLanguageParser.AggregateContext context) {
        var kind = AggregateKind.of(context.kind.getText());
        var table = table(context.table);
        if (context.field == null && kind.wantsField()) {
            throw new ExpressionRefused(at(context), context.kind.getText() + " 须指明字段", "a field is needed");
        }
        var field = Optional.ofNullable(context.field).map(ParserRuleContext::getText);
        var type = context.field == null ? Type.NOTHING : field(table, context.field);
        rows.add(table);
        var where = Optional.ofNullable(context.expression()).map(this::visit);
        rows.remove(rows.size() - 1);
        return new Expr.Aggregate(at(context), kind, rows.size(), table, field, type, where);
    }

    @Override
    public Expr visitLookup(RuleLanguageParser.LookupContext context) {
        var table = table(context.table);
        var type = field(table, context.field);
        var key = context.key.getText();
        if (!schema.key(table).equals(List.of(key))) {
            throw new ExpressionRefused(
                    at(context.key), table + "." + key + " 不是完整的业务主键", "not the whole business key");
        }
        return new Expr.Lookup(at(context), table, context.field.getText(), type, key, visit(context.sum()));
    }

    @Override
    public Expr visitAllListed(RuleLanguageParser.AllListedContext context) {
        var table = table(context.table);
        field(table, context.field);
        return new Expr.AllListed(at(context), visit(context.sum()), table, context.field.getText());
    }

    @Override
    public Expr visitCall(RuleLanguageParser.CallContext context) {
        var word = context.NAME().getText();
        var function = Function.named(word)
                .orElseThrow(() -> new ExpressionRefused(at(context), "没有函数 " + word, "no such function"));
        var arguments = context.expression().stream().map(this::visit).toList();
        if (arguments.size() != function.arguments().size()) {
            throw new ExpressionRefused(
                    at(context),
                    "函数 " + word + " 需要 " + function.arguments().size() + " 个参数",
                    "wrong number of arguments");
        }
        return new Expr.Call(at(context), function, arguments);
    }

    @Override
    public Expr visitQualified(RuleLanguageParser.QualifiedContext context) {
        var name = context.field.getText();
        var qualifier = context.qualifier.getText();
        return switch (qualifier) {
            case "this" -> cell(0, context.field);
            case "prev" -> new Expr.LastYearCell(at(context), rows.get(0), name, field(rows.get(0), context.field));
            case "param" ->
                new Expr.Parameter(
                        at(context),
                        name,
                        schema.parameter(name)
                                .orElseThrow(
                                        () -> new ExpressionRefused(at(context), "没有参数 " + name, "no such parameter")));
            case "ind" -> indicator(at(context), name);
            default -> cell(rowOf(context.qualifier), context.field);
        };
    }

    private Expr indicator(int at, String id) {
        if (!schema.hasIndicator(id)) {
            throw new ExpressionRefused(at, "没有指标 " + id, "no such indicator");
        }
        return new Expr.Indicator(at, id);
    }

    @Override
    public Expr visitBare(RuleLanguageParser.BareContext context) {
        var name = context.name();
        var innermost = rows.size() - 1;
        var found = schema.field(rows.get(innermost), name.getText()).isPresent();
        return cell(found ? innermost : 0, name);
    }

    private Expr cell(int row, RuleLanguageParser.NameContext field) {
        return new Expr.Cell(at(field), row, rows.get(row), field.getText(), field(rows.get(row), field));
    }

    /** The innermost row at hand that is of that table. */
    private int rowOf(RuleLanguageParser.NameContext qualifier) {
        var row = rows.lastIndexOf(table(qualifier));
        if (row < 0) {
            throw new ExpressionRefused(
                    at(qualifier), "此处没有表 " + qualifier.getText() + " 的行", "no row of that table is at hand here");
        }
        return row;
    }

    private String table(RuleLanguageParser.NameContext name) {
        if (!schema.hasTable(name.getText())) {
            throw new ExpressionRefused(at(name), "没有表 " + name.getText(), "no such table");
        }
        return name.getText();
    }

    private Type field(String table, RuleLanguageParser.NameContext name) {
        return schema.field(table, name.getText())
                .orElseThrow(() ->
                        new ExpressionRefused(at(name), "表 " + table + " 没有字段 " + name.getText(), "no such field"));
    }

    /** Ends at the first error; the parser's own recovery would hide what is wrong. */
    private static final class Strict extends BaseErrorListener {

        private final String text;

        Strict(String text) {
            this.text = text;
        }

        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                @Nullable Object symbol,
                int line,
                int column,
                String message,
                @Nullable RecognitionException cause) {
            var at = offset(symbol, line, column);
            var rest = text.substring(Math.min(at, text.length()));
            throw new ExpressionRefused(
                    at + 1,
                    rest.isEmpty() ? "表达式不完整" : "读不懂 " + rest.substring(0, Math.min(rest.length(), 15)),
                    "syntax error: " + message);
        }

        private int offset(@Nullable Object symbol, int line, int column) {
            if (symbol instanceof Token token) {
                return Math.min(token.getStartIndex(), text.length());
            }
            var start = 0;
            for (var i = 1; i < line; i++) {
                start = text.indexOf('\n', start) + 1;
            }
            return Math.min(start + column, text.length());
        }
    }
}
