package org.mingzhang.events.catalogue;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.mingzhang.events.CellValue;

/**
 * 小数, kept as text in the field's scale; never rounded.
 *
 * @param scale digits after the point
 */
record DecimalShape(Field field, int scale) implements Shape {

    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,15}(?:\\.\\d{1,20})?");

    @Override
    public CellValue judge(CellValue value, Verdict verdict) {
        if (value instanceof CellValue.Whole whole) {
            return judged(BigDecimal.valueOf(whole.number()), value, verdict);
        }
        if (!(value instanceof CellValue.Text text)) {
            return refused(value, verdict);
        }
        var written = verdict.tidied(field, text.text(), Tidy.symbols(text.text()));
        if (written.isEmpty()) {
            return CellValue.blank();
        }
        return DECIMAL.matcher(written).matches()
                ? judged(new BigDecimal(written), value, verdict)
                : refused(value, verdict);
    }

    private CellValue refused(CellValue value, Verdict verdict) {
        verdict.problem(
                field,
                "wrong-type",
                "应填数字" + NumberRange.unit(field) + "，" + Shape.shown(value) + " 不是数字；只写数字和小数点，不加逗号和单位",
                "must be a number, digits and a point only, without separators or unit");
        return value;
    }

    private CellValue judged(BigDecimal number, CellValue value, Verdict verdict) {
        if (number.scale() > scale && number.stripTrailingZeros().scale() > scale) {
            verdict.problem(
                    field,
                    "wrong-scale",
                    "最多 " + scale + " 位小数，现为 " + number.toPlainString() + "；请自行四舍五入后填写",
                    "takes " + scale + " decimals and has " + number.toPlainString() + "; round it yourself");
            return value;
        }
        if (!NumberRange.holds(field, number, verdict)) {
            return value;
        }
        var scaled = number.setScale(scale);
        return CellValue.text((scaled.signum() == 0 ? scaled.abs() : scaled).toPlainString());
    }
}
