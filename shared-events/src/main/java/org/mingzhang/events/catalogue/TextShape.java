package org.mingzhang.events.catalogue;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;

/**
 * 文本.
 *
 * @param maxLength most characters, counted as people count them
 * @param pattern what the whole text must match, or null
 */
record TextShape(Field field, int maxLength, @Nullable Pattern pattern) implements Shape {

    static TextShape of(Field named, Field like) {
        var pattern = like.pattern();
        return new TextShape(
                named, Objects.requireNonNull(like.maxLength()), pattern == null ? null : Pattern.compile(pattern));
    }

    @Override
    public CellValue judge(CellValue value, Verdict verdict) {
        if (!(value instanceof CellValue.Text text)) {
            verdict.problem(
                    field,
                    "wrong-type",
                    "应填文本，收到的是" + Shape.shown(value) + "；请按文本填写",
                    "must be text; write it as text");
            return value;
        }
        if (!Tidy.isWhole(text.text())) {
            verdict.problem(field, "wrong-type", "含有无法保存的残缺字符，请重新输入该字", "holds a broken character; type it again");
            return value;
        }
        var tidy = pattern == null ? Tidy.words(text.text()) : Tidy.symbols(text.text());
        var kept = verdict.tidied(field, text.text(), tidy);
        return kept.isEmpty() ? CellValue.blank() : judged(kept, value, verdict);
    }

    private CellValue judged(String kept, CellValue value, Verdict verdict) {
        var length = kept.length() <= maxLength ? kept.length() : kept.codePointCount(0, kept.length());
        if (length > maxLength) {
            verdict.problem(
                    field,
                    "too-long",
                    "最多 " + maxLength + " 个字，现有 " + length + " 个字，请删减",
                    "may have " + maxLength + " characters and has " + length + "; shorten it");
            return value;
        }
        if (pattern != null && !pattern.matcher(kept).matches()) {
            verdict.problem(
                    field,
                    "wrong-pattern",
                    "格式不对：" + Shape.quoted(kept) + " 应符合 " + pattern.pattern(),
                    "has the wrong form: it must match " + pattern.pattern());
            return value;
        }
        return same(kept, value);
    }

    /** The value itself where nothing was tidied. */
    private static CellValue same(String kept, CellValue value) {
        return value instanceof CellValue.Text text && text.text().equals(kept) ? value : CellValue.text(kept);
    }
}
