package org.mingzhang.events.catalogue;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * 字段: one column of a table.
 *
 * @param name English name, the field's name everywhere
 * @param zh Chinese title
 * @param required whether a submitted row must have it
 * @param unit 人, 万元 …; null if it has none
 * @param scale digits after the point of a {@link FieldType#DECIMAL}, else null
 * @param min least value of a number, or null
 * @param max greatest value of a number, or null
 * @param maxLength most characters (code points) of a {@link FieldType#TEXT}, else null
 * @param pattern regular expression the whole text must match, or null
 * @param codeList id of the code list of a {@link FieldType#CODE}, else null
 * @param reference what a {@link FieldType#REFERENCE} points to, else null
 * @param privacy whether it is sealed
 * @param note 指标注释: to be read before filling; null if none
 */
public record Field(
        String name,
        String zh,
        FieldType type,
        boolean required,
        @Nullable String unit,
        @Nullable Integer scale,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable Integer maxLength,
        @Nullable String pattern,
        @Nullable String codeList,
        @Nullable Reference reference,
        Privacy privacy,
        @Nullable String note) {

    /** Whether the values are sealed under the row's {@link Subject}. */
    public boolean isPersonal() {
        return privacy != Privacy.NONE;
    }
}
