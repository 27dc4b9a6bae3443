package org.mingzhang.query;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.Cells;
import org.mingzhang.events.EventJson;
import org.mingzhang.events.Unsealing;
import org.mingzhang.events.proof.ByteBuilder;
import org.mingzhang.events.proof.Canonical;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** 明文单元格: cells as the views keep them, in JSON (UTF-8); an erased value is {@code {"erased":true}}. */
public final class PlainCells {

    private static final JsonMapper JSON = new JsonMapper();

    private PlainCells() {}

    /** Cells with everything that is sealed opened, each box once. */
    public static Cells opened(Map<String, CellValue> cells, String eventId, Unsealing unsealing) {
        var boxes = new IdentityHashMap<CellValue.Sealed, List<CellValue>>(1);
        return Cells.copyOf(cells).mapped((field, value) -> {
            if (!(value instanceof CellValue.Sealed sealed)) {
                return value.plain();
            }
            if (sealed.fields().isEmpty()) {
                return unsealing.open(eventId, field, sealed);
            }
            return boxes.computeIfAbsent(sealed, box -> unsealing.open(eventId, box.fields(), box))
                    .get(Collections.binarySearch(sealed.fields(), field));
        });
    }

    /** JSON of the keys under which the sealed ones among these cells lie, by field; null where a cell is not sealed. */
    public static ByteBuilder keys(Map<String, CellValue> cells) {
        return object(cells, (json, value) -> {
            if (value instanceof CellValue.Sealed sealed) {
                Canonical.string(json, sealed.person());
            } else {
                json.append("null");
            }
        });
    }

    /** JSON of the keys under which the sealed ones among these cells lie, by field; cells that are not sealed are absent. */
    public static ByteBuilder sealedKeys(Map<String, CellValue> cells) {
        return keys(Cells.copyOf(cells).only(value -> value instanceof CellValue.Sealed));
    }

    /** JSON of plain cells. */
    public static ByteBuilder write(Map<String, CellValue> cells) {
        return object(cells, PlainCells::put);
    }

    // every event comes through here once or twice: a tree of nodes would be built only to be written
    private static ByteBuilder object(Map<String, CellValue> cells, BiConsumer<ByteBuilder, CellValue> member) {
        var json = new ByteBuilder(64 * cells.size() + 2).append('{');
        cells.forEach((field, value) -> {
            Canonical.string(json.size() > 1 ? json.append(',') : json, field);
            member.accept(json.append(':'), value);
        });
        return json.append('}');
    }

    /** Plain cells from JSON; blank ones are absent. */
    public static Cells read(String json) {
        return read(json, false);
    }

    /** Plain cells from JSON, blank ones too. */
    public static Cells readAll(String json) {
        return read(json, true);
    }

    // a table is thirty thousand of these: token by token, for a tree of nodes would be built only to be read
    private static Cells read(String json, boolean blanksToo) {
        var cells = new Cells.Builder();
        try (var tokens = JSON.createParser(json)) {
            tokens.nextToken();
            for (var field = tokens.nextName(); field != null; field = tokens.nextName()) {
                var value = value(tokens, tokens.nextToken());
                if (blanksToo || !(value instanceof CellValue.Blank)) {
                    cells.put(field, value);
                }
            }
        }
        return cells.build();
    }

    private static void put(ByteBuilder json, CellValue value) {
        if (value instanceof CellValue.Erased) {
            json.append("{\"erased\":true}");
        } else {
            EventJson.plain(json, value);
        }
    }

    private static CellValue value(JsonParser tokens, JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> CellValue.text(tokens.getString());
            case VALUE_NUMBER_INT -> CellValue.whole(tokens.getLongValue());
            case VALUE_TRUE -> CellValue.flag(true);
            case VALUE_FALSE -> CellValue.flag(false);
            case START_OBJECT -> {
                tokens.skipChildren();
                yield new CellValue.Erased();
            }
            case VALUE_NULL -> CellValue.blank();
            default -> throw new IllegalArgumentException("views keep plain values");
        };
    }
}
