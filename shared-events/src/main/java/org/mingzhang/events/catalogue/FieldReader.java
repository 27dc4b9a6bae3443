package org.mingzhang.events.catalogue;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads one field of a table; what a field may say depends on its type. */
final class FieldReader {

    static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    private final Keys keys;
    private final FieldType type;

    FieldReader(Item item) {
        var name = item.mapping().get("name");
        var place = name == null ? item : item.named("fields." + name.written());
        type = new Keys(place, "type", Keys.ANY).get("type").one(FieldType.class);
        keys = new Keys(place, allowed(type));
    }

    private static String[] allowed(FieldType type) {
        var more = switch (type) {
            case TEXT -> "max_length pattern?";
            case INTEGER -> "min max? unit?";
            case DECIMAL -> "min max? unit scale";
            case CODE -> "code_list";
            case REFERENCE -> "references";
            case DATE, YEAR_MONTH, BOOLEAN -> "";
        };
        return ("name zh type required pii note? " + more).strip().split(" ");
    }

    Keys keys() {
        return keys;
    }

    Field field() {
        var name = keys.get("name");
        if (!NAME.matcher(name.text()).matches()) {
            throw name.refused("字段名须为小写英文、数字与下划线", "a field name is lower case letters, digits and underscores");
        }
        return new Field(
                name.text(),
                keys.text("zh"),
                type,
                keys.get("required").flag(),
                keys.find("unit").map(Item::text).orElse(null),
                scale(),
                number("min"),
                max(),
                maxLength(),
                pattern(),
                keys.find("code_list").map(Item::text).orElse(null),
                keys.find("references").map(FieldReader::reference).orElse(null),
                keys.get("pii").one(Privacy.class),
                keys.find("note").map(Item::text).orElse(null));
    }

    private static Reference reference(Item item) {
        var parts = new Keys(item, "table", "field");
        return new Reference(parts.text("table"), parts.text("field"));
    }

    private @Nullable Integer scale() {
        return whole("scale", 0, 9);
    }

    private @Nullable Integer maxLength() {
        return whole("max_length", 1, 10_000);
    }

    private @Nullable Integer whole(String key, int least, int most) {
        var item = keys.find(key);
        if (item.isEmpty()) {
            return null;
        }
        var value = item.get().whole();
        if (value < least || value > most) {
            throw item.get().refused("应在 " + least + " 到 " + most + " 之间", "out of range");
        }
        return value;
    }

    private @Nullable BigDecimal max() {
        var max = number("max");
        var min = number("min");
        if (max != null && min != null && max.compareTo(min) < 0) {
            throw keys.get("max").refused("最大值小于最小值", "max is less than min");
        }
        return max;
    }

    private @Nullable BigDecimal number(String key) {
        var item = keys.find(key);
        if (item.isEmpty()) {
            return null;
        }
        return type == FieldType.INTEGER
                ? BigDecimal.valueOf(item.get().whole())
                : item.get().number();
    }

    private @Nullable String pattern() {
        return keys.find("pattern").map(FieldReader::pattern).orElse(null);
    }

    private static String pattern(Item item) {
        try {
            return Pattern.compile(item.text()).pattern();
        } catch (PatternSyntaxException broken) {
            throw item.refused("不是合法的正则表达式：" + broken.getDescription(), "not a regular expression");
        }
    }
}
