package org.mingzhang.events.catalogue;

import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mingzhang.events.CellValue;

/** 日期 and 年月, as texts of fixed length. */
record DateShape(Field field, boolean monthOnly) implements Shape {

    /** How people write dates otherwise: 2022/9/1, 2022.9, 2022年9月1日, 20220901. */
    private static final Pattern LOOSE =
            Pattern.compile("(\\d{4})\\D{0,2}?(\\d{1,2})(?:\\D{1,2}(\\d{1,2})|(\\d{2}))?[日号月]?(?:\\s.*)?");

    static DateShape of(Field named, FieldType type) {
        return new DateShape(named, type == FieldType.YEAR_MONTH);
    }

    @Override
    public CellValue judge(CellValue value, Verdict verdict) {
        if (!(value instanceof CellValue.Text text)) {
            verdict.problem(
                    field,
                    "wrong-type",
                    "应填文本形式的" + kind() + "，如 " + example() + "，收到的是" + Shape.shown(value),
                    "must be a text such as " + example());
            return value;
        }
        var written = verdict.tidied(field, text.text(), Tidy.symbols(text.text()));
        if (written.isEmpty()) {
            return CellValue.blank();
        }
        if (!exists(written)) {
            var meant = meant(written);
            verdict.problem(
                    field,
                    "bad-date",
                    "没有" + kind() + Shape.quoted(written) + "，应写成 " + meant.orElse(example() + " 的形式"),
                    "has no such date " + Shape.quoted(written) + "; write " + meant.orElse("it like " + example()));
            return value;
        }
        return written.equals(text.text()) ? value : CellValue.text(written);
    }

    private String kind() {
        return monthOnly ? "年月" : "日期";
    }

    private String example() {
        return monthOnly ? "2022-09" : "2022-09-01";
    }

    private boolean exists(String written) {
        return exists(written, monthOnly);
    }

    // an import asks this a hundred thousand times, so without a formatter
    static boolean exists(String written, boolean monthOnly) {
        if (written.length() != (monthOnly ? 7 : 10) || written.charAt(0) == '0' || written.charAt(4) != '-') {
            return false;
        }
        int year = number(written, 0, 4);
        int month = number(written, 5, 7);
        if (year < 0 || month < 1 || month > 12) {
            return false;
        }
        if (monthOnly) {
            return true;
        }
        int day = number(written, 8, 10);
        return written.charAt(7) == '-'
                && day >= 1
                && day <= YearMonth.of(year, month).lengthOfMonth();
    }

    /** What these ASCII digits say; −1 if they are none. */
    private static int number(String written, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = written.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    private Optional<String> meant(String written) {
        var parts = LOOSE.matcher(written);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var month = parts.group(1) + "-" + twoDigits(parts.group(2));
        var day = parts.group(3) != null ? parts.group(3) : parts.group(4);
        if (monthOnly) {
            return Optional.of(month).filter(this::exists);
        }
        return Optional.ofNullable(day).map(it -> month + "-" + twoDigits(it)).filter(this::exists);
    }

    private static String twoDigits(String number) {
        return number.length() == 1 ? "0" + number : number;
    }
}
