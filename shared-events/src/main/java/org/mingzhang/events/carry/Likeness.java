package org.mingzhang.events.carry;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.carry.Difference.Words;
import org.mingzhang.events.catalogue.Field;

/** How alike two fields are. */
final class Likeness {

    private Likeness() {}

    /** Fields that may be what a new one was: of the same type, with much the same title. */
    static List<String> proposals(Field field, List<Field> gone) {
        return gone.stream()
                .filter(before -> before.type() == field.type() && Objects.equals(before.codeList(), field.codeList()))
                .filter(before -> Near.titles(before.zh(), field.zh()))
                .map(Field::name)
                .toList();
    }

    /** What changed in how values are written. */
    static List<Words> changes(Field before, Field now) {
        var changes = new ArrayList<Words>();
        differ(changes, "名称", "title", before.zh(), now.zh());
        differ(changes, "类型", "type", before.type(), now.type());
        differ(changes, "单位", "unit", before.unit(), now.unit());
        differ(changes, "小数位", "scale", before.scale(), now.scale());
        differ(changes, "代码表", "code list", before.codeList(), now.codeList());
        differ(changes, "引用", "reference", before.reference(), now.reference());
        differ(changes, "最大长度", "greatest length", before.maxLength(), now.maxLength());
        differ(changes, "是否必填", "required", before.required(), now.required());
        return changes;
    }

    private static void differ(
            List<Words> changes, String zh, String en, @Nullable Object before, @Nullable Object now) {
        if (!Objects.equals(before, now)) {
            changes.add(new Words(
                    zh + "由“" + shown(before, "无") + "”改为“" + shown(now, "无") + "”",
                    en + " was " + shown(before, "none") + " and is " + shown(now, "none")));
        }
    }

    private static String shown(@Nullable Object value, String none) {
        return value == null ? none : value.toString();
    }
}
