package org.mingzhang.events.catalogue;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.mingzhang.events.CellValue;

/** 整数. Fifteen digits are the most that every JSON reader keeps exactly. */
record CountShape(Field field) implements Shape {

    private static final Pattern WHOLE = Pattern.compile("(-?\\d{1,15})(?:\\.0+)?");

    @Override
    public CellValue judge(CellValue value, Verdict verdict) {
        if (value instanceof CellValue.Whole whole) {
            NumberRange.holds(field, BigDecimal.valueOf(whole.number()), verdict);
            return value;
        }
        if (!(value instanceof CellValue.Text text)) {
            return refused(value, verdict);
        }
        var written = verdict.tidied(field, text.text(), Tidy.symbols(text.text()));
        if (written.isEmpty()) {
            return CellValue.blank();
        }
        var matcher = WHOLE.matcher(written);
        if (!matcher.matches()) {
            return refused(value, verdict);
        }
        var number = Long.parseLong(matcher.group(1));
        return NumberRange.holds(field, BigDecimal.valueOf(number), verdict) ? CellValue.whole(number) : value;
    }

    private CellValue refused(CellValue value, Verdict verdict) {
        verdict.problem(
                field,
                "wrong-type",
                "应填整数" + NumberRange.unit(field) + "，" + Shape.shown(value) + " 不是整数；只写数字，不加逗号和单位",
                "must be a whole number, digits only, without separators or unit");
        return value;
    }
}
