package org.mingzhang.query;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.Unsealing;
import org.mingzhang.events.proof.Canonical;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** 明文单元格: cells as the views keep them, in JSON; an erased value is {@code {"erased":true}}. */
public final class PlainCells {

    private static final JsonMapper JSON = new JsonMapper();

    private PlainCells() {}

    /** Cells with everything that is sealed opened. */
    public static SortedMap<String, CellValue> opened(
            Map<String, CellValue> cells, String eventId, Unsealing unsealing) {
        var plain = new TreeMap<String, CellValue>();
        cells.forEach((field, value) -> plain.put(
                field,
                value instanceof CellValue.Sealed sealed ? unsealing.open(eventId, field, sealed) : value.plain()));
        return plain;
    }

    /** JSON of the keys under which the sealed ones among these cells lie, by field; null where a cell is not sealed. */
    public static String keys(Map<String, CellValue> cells) {
        return object(cells, (json, value) -> {
            if (value instanceof CellValue.Sealed sealed) {
                Canonical.string(json, sealed.person());
            } else {
                json.append("null");
            }
        });
    }

    /** JSON of plain cells. */
    public static String write(Map<String, CellValue> cells) {
        return object(cells, PlainCells::put);
    }

    // every event comes through here once or twice: a tree of nodes would be built only to be written
    private static String object(Map<String, CellValue> cells, BiConsumer<StringBuilder, CellValue> member) {
        var json = new StringBuilder(64 * cells.size() + 2).append('{');
        cells.forEach((field, value) -> {
            Canonical.string(json.length() > 1 ? json.append(',') : json, field);
            member.accept(json.append(':'), value);
        });
        return json.append('}').toString();
    }

    /** Plain cells from JSON; blank ones are absent. */
    public static SortedMap<String, CellValue> read(String json) {
        var cells = all(json);
        cells.values().removeIf(value -> value instanceof CellValue.Blank);
        return Collections.unmodifiableSortedMap(cells);
    }

    /** Plain cells from JSON, blank ones too. */
    public static SortedMap<String, CellValue> readAll(String json) {
        return Collections.unmodifiableSortedMap(all(json));
    }

    private static SortedMap<String, CellValue> all(String json) {
        var cells = new TreeMap<String, CellValue>();
        JSON.readTree(json).properties().forEach(cell -> cells.put(cell.getKey(), value(cell.getValue())));
        return cells;
    }

    private static void put(StringBuilder json, CellValue value) {
        if (value instanceof CellValue.Text text) {
            Canonical.string(json, text.text());
        } else if (value instanceof CellValue.Whole whole) {
            json.append(whole.number());
        } else if (value instanceof CellValue.Flag flag) {
            json.append(flag.yes());
        } else if (value instanceof CellValue.Erased) {
            json.append("{\"erased\":true}");
        } else if (value instanceof CellValue.Blank) {
            json.append("null");
        } else {
            throw new IllegalArgumentException("views keep plain values");
        }
    }

    private static CellValue value(JsonNode node) {
        if (node.isString()) {
            return CellValue.text(node.stringValue());
        }
        if (node.isIntegralNumber()) {
            return CellValue.whole(node.longValue());
        }
        if (node.isBoolean()) {
            return CellValue.flag(node.booleanValue());
        }
        return node.isObject() ? new CellValue.Erased() : CellValue.blank();
    }
}
