package org.mingzhang.command.intake;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mingzhang.events.CellValue;

/**
 * 日期与年月: understood in every form that can mean one day or month only; what might mean two is refused. Years have four
 * digits and lie between 1900 and 2100.
 *
 * @param monthOnly whether the field holds a month
 * @param from1904 whether the file counts its days from 1904 on
 */
record Days(boolean monthOnly, boolean from1904) {

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2100;

    /** 1980-9, 1980.09, 1980/9/1, 1980年9月, 1980年9月1日. */
    private static final Pattern PARTED = Pattern.compile(
            "(\\d{4})(?:[-./]|年)(\\d{1,2})(?:(?:[-./]|月)(\\d{1,2})日?|月)?(?:[ T]0{1,2}:00(?::00(?:\\.0+)?)?)?");

    /** 198009, 19800901. */
    private static final Pattern RUN = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})?");

    /** 9/1/1980, 1-9-80: which is the day? */
    private static final Pattern FOREIGN = Pattern.compile("\\d{1,2}[-./]\\d{1,2}[-./]\\d{2,4}");

    private static final Pattern SHORT_YEAR = Pattern.compile("\\d{2}(?:[-./]|年)\\d{1,2}.*");

    Meant of(RawCell cell) {
        if (cell instanceof RawCell.Digits digits) {
            return ofNumber(digits);
        }
        if (cell instanceof RawCell.Words words) {
            return ofText(words.text());
        }
        return unreadable(cell.shown());
    }

    private Meant ofNumber(RawCell.Digits digits) {
        if (digits.look().kind() == RawCell.Kind.DATE) {
            return day(digits.number())
                    .map(day -> written(day.getYear(), day.getMonthValue(), day.getDayOfMonth(), digits.shown()))
                    .orElseGet(() -> unreadable(digits.shown()));
        }
        var plain = digits.number().stripTrailingZeros().toPlainString();
        if (plain.matches("\\d{4}\\.\\d")) {
            return Meant.faulty(
                    "ambiguous-date",
                    "以数字填写的 " + plain + " 可能是 " + plain.substring(0, 5).replace('.', '年') + plain.substring(5)
                            + "月，也可能是" + plain.substring(5) + "0月（末尾的 0 会丢失）；请改为文本，如 " + example(),
                    "the number " + plain + " may mean two months, for a number loses its last zero; write a text like "
                            + example());
        }
        if (plain.matches("\\d{1,5}")) {
            return day(digits.number())
                    .map(day -> Meant.faulty(
                            "ambiguous-date",
                            "是没有日期格式的数字 " + plain + "，看不出是日期（若为日期序号则是 " + day + "）；请填写 " + example() + " 的形式",
                            "is the number " + plain + " without a date format (as a serial it would be " + day
                                    + "); write it like " + example()))
                    .orElseGet(() -> unreadable(plain));
        }
        return ofText(plain);
    }

    /** The day of a serial number; spreadsheets believe in a 29 February 1900, which nobody was born on. */
    private Optional<LocalDate> day(BigDecimal serial) {
        if (serial.signum() < 0 || serial.compareTo(BigDecimal.valueOf(100_000)) > 0) {
            return Optional.empty();
        }
        int days = serial.setScale(0, RoundingMode.FLOOR).intValueExact();
        if (from1904) {
            return Optional.of(LocalDate.of(1904, 1, 1).plusDays(days));
        }
        if (days == 0 || days == 60) {
            return Optional.empty();
        }
        return Optional.of(LocalDate.of(1899, 12, days < 60 ? 31 : 30).plusDays(days));
    }

    private Meant ofText(String raw) {
        var text = narrow(raw);
        if (text.isEmpty()) {
            return Meant.plainly(CellValue.text(raw));
        }
        var parted = PARTED.matcher(text);
        if (parted.matches()) {
            return parts(parted, raw);
        }
        var run = RUN.matcher(text);
        if (run.matches()) {
            return parts(run, raw);
        }
        if (FOREIGN.matcher(text).matches() || SHORT_YEAR.matcher(text).matches()) {
            return Meant.faulty(
                    "ambiguous-date",
                    "“" + raw + "”分不清年、月、日；请写成四位年份在前的形式，如 " + example(),
                    "“" + raw + "” does not tell year, month and day apart; write the year first, like " + example());
        }
        return unreadable(raw);
    }

    private Meant parts(Matcher parts, String raw) {
        int day = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
        return written(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), day, raw);
    }

    private Meant written(int year, int month, int day, String raw) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            return unreadable(raw);
        }
        try {
            if (monthOnly) {
                return month(YearMonth.of(year, month), day, raw);
            }
            if (day == 0) {
                return Meant.faulty("bad-date", "“" + raw + "”只有年月，应填到日，如 " + example(), "“" + raw + "” has no day");
            }
            return noted(LocalDate.of(year, month, day).toString(), raw);
        } catch (DateTimeException absent) {
            return Meant.faulty("bad-date", "没有“" + raw + "”这一天（月），请核对", "there is no such date as “" + raw + "”");
        }
    }

    private static Meant month(YearMonth month, int day, String raw) {
        if (day == 0) {
            return noted(month.toString(), raw);
        }
        return Meant.noting(
                CellValue.text(month.atDay(day).toString().substring(0, 7)),
                "只取年月，舍去日",
                "kept the month, left out the day");
    }

    private static Meant noted(String written, String raw) {
        return written.equals(raw)
                ? Meant.plainly(CellValue.text(written))
                : Meant.noting(CellValue.text(written), "日期改写为统一形式", "wrote the date in its usual form");
    }

    private Meant unreadable(String raw) {
        return Meant.faulty(
                "bad-date",
                "看不出“" + raw + "”是哪一天（月）；请填写 " + example() + " 的形式",
                "“" + raw + "” is no date that can be understood; write it like " + example());
    }

    private String example() {
        return monthOnly ? "2022-09" : "2022-09-01";
    }

    /** Full-width forms as narrow ones, without blanks and invisible characters. */
    private static String narrow(String raw) {
        var text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            char narrow = Signs.narrow(c);
            boolean inside =
                    narrow == ' ' && !text.isEmpty() && raw.substring(i).indexOf(':') >= 0;
            if (inside || Signs.isSeen(narrow)) {
                text.append(narrow);
            }
        }
        return text.toString().toUpperCase(Locale.ROOT).replace('。', '.').replace('—', '-');
    }
}
