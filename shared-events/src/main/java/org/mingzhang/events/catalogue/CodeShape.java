package org.mingzhang.events.catalogue;

import java.util.List;
import java.util.Optional;
import org.mingzhang.events.CellValue;

/** 代码. The label is not accepted for the code, for two people may mean two things by one word; it is suggested. */
record CodeShape(Field field, CodeList codes, Optional<Span> period) implements Shape {

    private static final int SHORT_LIST = 8;

    @Override
    public CellValue judge(CellValue value, Verdict verdict) {
        if (value instanceof CellValue.Text text) {
            if (codes.has(text.text())) {
                mustBeValid(text.text(), verdict);
                return value;
            }
            var code = verdict.tidied(field, text.text(), Tidy.symbols(text.text()));
            if (code.isEmpty()) {
                return CellValue.blank();
            }
            if (codes.has(code)) {
                mustBeValid(code, verdict);
                return CellValue.text(code);
            }
            unknown(code, verdict);
        } else if (value instanceof CellValue.Whole whole && codes.has(Long.toString(whole.number()))) {
            verdict.problem(
                    field,
                    "wrong-type",
                    "的代码应写成文本 \"" + whole.number() + "\"，不是数字",
                    "takes a code as text, \"" + whole.number() + "\", not as a number");
        } else if (value instanceof CellValue.Whole whole) {
            unknown(Long.toString(whole.number()), verdict);
        } else {
            verdict.problem(
                    field,
                    "wrong-type",
                    "应填“" + codes.zh() + "”代码，收到的是" + Shape.shown(value),
                    "takes a code of “" + codes.zh() + "”");
        }
        return value;
    }

    /** A code that ended says so, and which one takes its place. */
    private void mustBeValid(String typed, Verdict verdict) {
        var code = codes.code(typed).orElseThrow();
        if (period.isEmpty() || code.isValidIn(period.get())) {
            return;
        }
        var from = code.validFrom();
        if (from != null && from.isAfter(period.get().to())) {
            verdict.problem(
                    field,
                    "code-not-yet-valid",
                    "代码 " + code.shown() + " 自 " + from + " 起启用，不能用于本统计时段",
                    "code " + code.shown() + " begins on " + from + " and cannot be used for this period");
            return;
        }
        var instead = shown(code.replacedBy().stream()
                .flatMap(next -> codes.code(next).stream())
                .toList());
        verdict.problem(
                field,
                "code-ended",
                "代码 " + code.shown() + " 已于 " + code.validTo() + " 停用"
                        + (instead.isEmpty() ? "，请在代码表“" + codes.zh() + "”中另选" : "，请改用 " + instead),
                "code " + code.shown() + " ended on " + code.validTo()
                        + (instead.isEmpty() ? "; choose another one of “" + codes.zh() + "”" : "; use " + instead));
    }

    private void unknown(String typed, Verdict verdict) {
        var meant = meant(typed);
        var remedy = shown(meant);
        verdict.problem(
                field,
                "unknown-code",
                "没有代码" + Shape.quoted(typed) + (meant.isEmpty() ? "，请查代码表“" + codes.zh() + "”" : "，应填代码 " + remedy),
                "has no code " + Shape.quoted(typed)
                        + (meant.isEmpty() ? "; see the code list “" + codes.zh() + "”" : "; use " + remedy));
    }

    private static String shown(List<CodeList.Code> meant) {
        return String.join(" 或 ", meant.stream().map(CodeList.Code::shown).toList());
    }

    private List<CodeList.Code> meant(String typed) {
        var labelled =
                codes.values().stream().filter(code -> code.zh().equals(typed)).toList();
        if (!labelled.isEmpty()) {
            return labelled;
        }
        var padded = codes.values().stream()
                .filter(code -> bare(code.code()).equals(bare(typed)))
                .toList();
        if (!padded.isEmpty()) {
            return padded;
        }
        var near = Nearest.to(typed, codes.values(), CodeList.Code::zh);
        var offered = near.isEmpty() && codes.values().size() <= SHORT_LIST ? codes.values() : near;
        return offered.stream()
                .filter(code -> period.isEmpty() || code.isValidIn(period.get()))
                .toList();
    }

    /** A code without leading zeros and in capitals, as spreadsheets and people write it. */
    private static String bare(String code) {
        var start = 0;
        while (start < code.length() - 1 && code.charAt(start) == '0') {
            start++;
        }
        return code.substring(start).toUpperCase(java.util.Locale.ROOT);
    }
}
