package org.mingzhang.events.catalogue;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One node of an edition's YAML that remembers where it stands, so that whoever finds it wrong can say so.
 *
 * @param file the file it stands in
 * @param path keys that lead to it
 * @param elsewhere of the nodes below it, those that another file put there, by that file
 */
record Item(String file, String path, Node node, Map<Node, String> elsewhere) {

    /** A node all of whose parts stand in that file. */
    Item(String file, String path, Node node) {
        this(file, path, node, Map.of());
    }

    private Item child(String key, Node child) {
        return new Item(elsewhere.getOrDefault(child, file), key, child, elsewhere);
    }

    CatalogueRefused refused(String zh, String en) {
        var line =
                node.getStartMark() == null ? "" : "第 " + (node.getStartMark().getLine() + 1) + " 行 ";
        return new CatalogueRefused(file, (line + path).strip(), zh + " (" + en + ")");
    }

    /** The same place under a name that tells more than a position in a list. */
    Item named(String name) {
        return new Item(file, name, node, elsewhere);
    }

    Map<String, Item> mapping() {
        if (!(node instanceof MappingNode mapping)) {
            throw refused("应为键值结构", "a mapping is expected");
        }
        var entries = new LinkedHashMap<String, Item>();
        for (var tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw refused("键应为文本", "a key must be text");
            }
            var item = child(path.isEmpty() ? key.getValue() : path + "." + key.getValue(), tuple.getValueNode());
            if (entries.put(key.getValue(), item) != null) {
                throw item.refused("键重复", "duplicate key");
            }
        }
        return entries;
    }

    List<Item> list() {
        if (!(node instanceof SequenceNode sequence)) {
            throw refused("应为列表", "a list is expected");
        }
        var items = new ArrayList<Item>();
        for (var child : sequence.getValue()) {
            items.add(child(path + "[" + items.size() + "]", child));
        }
        return items;
    }

    List<String> texts() {
        return list().stream().map(Item::text).toList();
    }

    String text() {
        var value = scalar(Tag.STR, "应为文本（加引号）", "text is expected, in quotes").getValue();
        if (value.isBlank()) {
            throw refused("不得为空", "must not be blank");
        }
        return value;
    }

    boolean flag() {
        var value =
                scalar(Tag.BOOL, "应为 true 或 false", "true or false is expected").getValue();
        if (!value.equals("true") && !value.equals("false")) {
            throw refused("应为 true 或 false", "true or false is expected");
        }
        return value.equals("true");
    }

    int whole() {
        try {
            return Integer.parseInt(
                    scalar(Tag.INT, "应为整数", "a whole number is expected").getValue());
        } catch (NumberFormatException unreadable) {
            throw refused("应为整数", "a whole number is expected");
        }
    }

    LocalDate day() {
        try {
            return LocalDate.parse(text());
        } catch (DateTimeException unreadable) {
            throw refused("应为日期 YYYY-MM-DD", "a day, YYYY-MM-DD, is expected");
        }
    }

    BigDecimal number() {
        try {
            var scalar = node instanceof ScalarNode it && it.getTag().equals(Tag.INT)
                    ? it
                    : scalar(Tag.FLOAT, "应为数字", "a number is expected");
            return new BigDecimal(scalar.getValue());
        } catch (NumberFormatException unreadable) {
            throw refused("应为数字", "a number is expected");
        }
    }

    /** One of the constants of an enum, written in small letters. */
    <E extends Enum<E>> E one(Class<E> type) {
        var written = text();
        for (var constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(written)) {
                return constant;
            }
        }
        throw refused(written + " 不是可用的值", "not one of the permitted values");
    }

    /** The scalar as it is written, whatever its type. */
    String written() {
        if (!(node instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
            throw refused("应为单个值", "a single value is expected");
        }
        return scalar.getValue();
    }

    private ScalarNode scalar(Tag tag, String zh, String en) {
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(tag)) {
            return scalar;
        }
        throw refused(zh, en);
    }
}
