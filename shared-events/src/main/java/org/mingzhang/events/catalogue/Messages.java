package org.mingzhang.events.catalogue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.rule.Expr;
import org.mingzhang.events.rule.Row;
import org.mingzhang.events.rule.Sides;

/** 提示语: fills a rule's message with the values that made it fail. */
public final class Messages {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)}");

    private final Catalogue catalogue;
    private final ParameterValues parameters;

    public Messages(Catalogue catalogue, ParameterValues parameters) {
        this.catalogue = catalogue;
        this.parameters = parameters;
    }

    /**
     * The message, filled in.
     *
     * @param row the row at hand
     * @param lastYear last year's row with the same key; null if there is none
     * @param sides the comparison through which the rule failed
     */
    public String of(Rule rule, Row row, @Nullable Row lastYear, Optional<Sides> sides) {
        var table = catalogue.tableNamed(rule.table()).orElseThrow();
        return PLACEHOLDER
                .matcher(rule.message())
                .replaceAll(found -> Matcher.quoteReplacement(filled(found.group(1), table, row, lastYear, sides)));
    }

    private String filled(String placeholder, Table table, Row row, @Nullable Row lastYear, Optional<Sides> sides) {
        if (placeholder.equals("left")) {
            return sides.map(both -> side(both.left(), both.leftValue())).orElse("？");
        }
        if (placeholder.equals("right")) {
            return sides.map(both -> side(both.right(), both.rightValue())).orElse("？");
        }
        if (placeholder.startsWith("param.")) {
            return shown(parameters.values().get(placeholder.substring(6)));
        }
        if (placeholder.startsWith("prev.")) {
            var field = placeholder.substring(5);
            return cell(table, field, lastYear == null ? null : lastYear.value(field));
        }
        return cell(table, placeholder, row.value(placeholder));
    }

    private String side(Expr side, @Nullable Object value) {
        if (side instanceof Expr.Cell cell) {
            return catalogue
                    .tableNamed(cell.table())
                    .map(table -> cell(table, cell.field(), value))
                    .orElseGet(() -> shown(value));
        }
        return shown(value);
    }

    /** A code with its label, a year-month without a day, anything else as it is. */
    private String cell(Table table, String name, @Nullable Object value) {
        var field = table.field(name).orElseThrow();
        if (field.type() == FieldType.YEAR_MONTH && value != null) {
            return value.toString().substring(0, 7);
        }
        if (field.codeList() != null && value instanceof String code) {
            return catalogue
                    .codeList(field.codeList())
                    .code(code)
                    .map(CodeList.Code::shown)
                    .orElse(code);
        }
        return shown(value);
    }

    private static String shown(@Nullable Object value) {
        if (value == null) {
            return "（空）";
        }
        if (value instanceof Boolean yes) {
            return yes ? "是" : "否";
        }
        if (value instanceof BigDecimal number) {
            return shown(number);
        }
        return value.toString();
    }

    private static String shown(BigDecimal number) {
        var bare = number.stripTrailingZeros();
        var rounded =
                bare.scale() > 4 ? bare.setScale(2, RoundingMode.HALF_EVEN).stripTrailingZeros() : bare;
        return rounded.toPlainString();
    }
}
