package org.mingzhang.command.intake;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.CodeList;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.events.catalogue.FieldType;
import org.mingzhang.events.catalogue.Table;

/**
 * 读懂单元格: what a cell as a spreadsheet holds it means in its field. Takes what can mean one thing only and says how; refuses
 * what has lost digits, what is a date by accident, what might mean two things. Blank, 0, 无 and / stay four different things.
 */
final class Meaning {

    /** Digits a spreadsheet keeps of a number. */
    private static final int EXACT_DIGITS = 15;

    private static final MathContext EXACT = new MathContext(EXACT_DIGITS);
    /** An identity number of a citizen, whose last sign may be an X. */
    private static final String IDENTITY_WRITTEN = "[0-9]{17}[0-9X]";

    private static final Pattern IDENTITY = Pattern.compile("[0-9]{17}[0-9Xx]");
    private static final Pattern POWERS = Pattern.compile("[+-]?\\d(?:\\.\\d+)?[Ee]\\+?\\d{2,3}");
    private static final Set<String> NOTHINGS =
            Set.of("无", "/", "／", "-", "—", "——", "N/A", "n/a", "NULL", "null", "暂无", "没有");

    private final Catalogue catalogue;
    private final boolean from1904;

    Meaning(Catalogue catalogue, boolean from1904) {
        this.catalogue = catalogue;
        this.from1904 = from1904;
    }

    /** What a cell means; formulas by their cached value. */
    Meant of(Field field, RawCell cell) {
        if (cell instanceof RawCell.Failed failed) {
            return failed.code().isEmpty()
                    ? Meant.faulty(
                            "formula-without-value",
                            "是没有计算结果的公式，请改为数值",
                            "is a formula without a value; put the value there")
                    : Meant.faulty("formula-error", "是错误值 " + failed.code() + "，请更正", "is the error " + failed.code());
        }
        var like = like(field);
        var meant = switch (like.type()) {
            case TEXT, REFERENCE -> text(like, cell);
            case INTEGER, DECIMAL -> number(cell);
            case DATE -> new Days(false, from1904).of(cell);
            case YEAR_MONTH -> new Days(true, from1904).of(cell);
            case BOOLEAN -> flag(cell);
            case CODE -> code(catalogue.codeList(Objects.requireNonNull(like.codeList())), cell);
        };
        return cell.formula() ? meant.after("公式按其结果取值", "took the value of a formula") : meant;
    }

    /** A reference is written like what it refers to. */
    private Field like(Field field) {
        var like = field;
        while (like.type() == FieldType.REFERENCE && like.reference() != null) {
            var target = like.reference();
            like = catalogue
                    .tableNamed(target.table())
                    .flatMap((Table table) -> table.field(target.field()))
                    .orElseThrow();
        }
        return like;
    }

    private static Meant text(Field field, RawCell cell) {
        if (cell instanceof RawCell.Digits digits) {
            return textOf(digits);
        }
        if (!(cell instanceof RawCell.Words words)) {
            return Meant.faulty("wrong-type", "应填文本，单元格是 " + cell.shown(), "must be a text");
        }
        if (POWERS.matcher(words.text().strip()).matches()) {
            return digitsGone(words.text().strip());
        }
        if (field.pattern() != null) {
            return patterned(field.pattern(), words.text());
        }
        return IDENTITY.matcher(narrow(words.text())).matches()
                ? patterned(IDENTITY_WRITTEN, words.text())
                : Meant.plainly(CellValue.text(words.text()));
    }

    /** Identifiers are typed with small letters, full-width ones and blanks; where the field has a pattern, it decides. */
    private static Meant patterned(String pattern, String text) {
        if (text.matches(pattern)) {
            return Meant.plainly(CellValue.text(text));
        }
        var narrow = narrow(text);
        var upper = narrow.toUpperCase(Locale.ROOT);
        if (narrow.matches(pattern)) {
            return Meant.noting(CellValue.text(narrow), "全角与空格改正", "made full-width signs narrow, removed blanks");
        }
        return upper.matches(pattern)
                ? Meant.noting(CellValue.text(upper), "小写字母改为大写", "made small letters capital")
                : Meant.plainly(CellValue.text(text));
    }

    /** Without blanks and invisible characters, full-width signs narrow. */
    private static String narrow(String text) {
        var narrow = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = Signs.narrow(text.charAt(i));
            if (Signs.isSeen(c)) {
                narrow.append(c);
            }
        }
        return narrow.toString();
    }

    private static Meant textOf(RawCell.Digits digits) {
        if (digits.look().kind() == RawCell.Kind.DATE) {
            return Meant.faulty(
                    "date-in-text",
                    "被表格软件当成了日期，原来填写的内容已看不出；请把该列设为文本后重新填写",
                    "was turned into a date by the spreadsheet; make the column text and type it again");
        }
        var number = digits.number();
        if (number.stripTrailingZeros().scale() <= 0 && number.abs().compareTo(BigDecimal.TEN.pow(EXACT_DIGITS)) >= 0) {
            return digitsGone(number.toBigInteger().toString());
        }
        var plain = plainly(number);
        var zeros = digits.look().zeros() - plain.length();
        if (zeros > 0 && plain.matches("\\d+")) {
            return Meant.noting(
                    CellValue.text("0".repeat(zeros) + plain),
                    "数字按所示位数补零，取为文本",
                    "took the number as the text that is shown");
        }
        return Meant.noting(CellValue.text(plain), "数字取为文本", "took the number as a text");
    }

    private static Meant digitsGone(String shown) {
        return Meant.faulty(
                "digits-lost",
                "以数字形式保存为 " + shown + "，第 15 位以后的数字已经丢失，无法还原；请把该列设为文本后重新填写",
                "is kept as the number " + shown
                        + " whose digits after the fifteenth are gone; make the column text and type it again");
    }

    /** A number as people see it: what lies beyond the fifteenth digit is noise of the arithmetic. */
    private static String plainly(BigDecimal number) {
        var rounded = number.round(EXACT).stripTrailingZeros();
        return (rounded.signum() == 0 ? BigDecimal.ZERO : rounded).toPlainString();
    }

    private static Meant number(RawCell cell) {
        if (cell instanceof RawCell.Digits digits) {
            return numberOf(digits);
        }
        if (!(cell instanceof RawCell.Words words)) {
            return Meant.faulty("wrong-type", "应填数字，单元格是 " + cell.shown(), "must be a number");
        }
        var text = words.text();
        if (NOTHINGS.contains(text.strip())) {
            return Meant.faulty(
                    "nothing-or-zero",
                    "填了“" + text.strip() + "”：是 0 就填 0，没有数据就留空",
                    "has “" + text.strip() + "”: write 0 if it is zero, leave it blank if there is nothing");
        }
        return Meant.plainly(CellValue.text(text));
    }

    private static Meant numberOf(RawCell.Digits digits) {
        return switch (digits.look().kind()) {
            case DATE ->
                Meant.faulty("date-in-number", "被表格软件当成了日期，请改为常规数字", "has a date format; make it an ordinary number");
            case PERCENT ->
                Meant.faulty(
                        "percent",
                        "是百分比格式，数值为 " + plainly(digits.number()) + "、显示为 "
                                + plainly(digits.number().movePointRight(2)) + "%，分不清要填哪一个；请改为常规数字",
                        "has a percentage format; write an ordinary number");
            case PLAIN -> Meant.plainly(CellValue.text(plainly(digits.number())));
        };
    }

    private static Meant flag(RawCell cell) {
        if (cell instanceof RawCell.Truth truth) {
            return Meant.plainly(CellValue.flag(truth.yes()));
        }
        var word = cell instanceof RawCell.Words words ? words.text().strip() : "";
        return switch (word) {
            case "是" -> Meant.plainly(CellValue.flag(true));
            case "否" -> Meant.plainly(CellValue.flag(false));
            case "true", "TRUE", "True" -> Meant.noting(CellValue.flag(true), "取为“是”", "took it as yes");
            case "false", "FALSE", "False" -> Meant.noting(CellValue.flag(false), "取为“否”", "took it as no");
            default ->
                cell instanceof RawCell.Words && word.isEmpty()
                        ? Meant.plainly(CellValue.blank())
                        : Meant.faulty("wrong-type", "应填“是”或“否”，填的是“" + cell.shown() + "”", "must be 是 or 否");
        };
    }

    /** A code is written as code, as code and name, or as a name that only one code has. */
    private static Meant code(CodeList codes, RawCell cell) {
        if (cell instanceof RawCell.Digits digits) {
            var meant = textOf(digits);
            return meant.value() instanceof CellValue.Text text && codes.has(text.text())
                    ? Meant.plainly(meant.value())
                    : meant;
        }
        if (!(cell instanceof RawCell.Words words)) {
            return Meant.faulty("wrong-type", "应填代码，单元格是 " + cell.shown(), "takes a code");
        }
        return codeOf(codes, words.text());
    }

    private static Meant codeOf(CodeList codes, String text) {
        if (codes.has(text)) {
            return Meant.plainly(CellValue.text(text));
        }
        for (var code : codes.values()) {
            if (text.equals(code.code() + " " + code.zh())) {
                return Meant.plainly(CellValue.text(code.code()));
            }
        }
        var bare = Titles.plain(text);
        var meant = codes.values().stream()
                .filter(code -> bare.equals(Titles.plain(code.code() + code.zh()))
                        || bare.equals(Titles.plain(code.zh()))
                        || bare.equals(Titles.plain(code.shown())))
                .toList();
        return meant.size() == 1
                ? Meant.noting(
                        CellValue.text(meant.get(0).code()),
                        "按名称取代码 " + meant.get(0).code(),
                        "took code " + meant.get(0).code() + " by its name")
                : Meant.plainly(CellValue.text(text));
    }
}
