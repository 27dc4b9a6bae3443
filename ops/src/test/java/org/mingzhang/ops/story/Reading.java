package org.mingzhang.ops.story;

import static org.mingzhang.ops.story.Story.fine;
import static org.mingzhang.ops.tool.demo.Deeds.table;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.EventJson;
import org.mingzhang.events.Unsealing;
import org.mingzhang.ops.store.LedgerSource;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.rebuild.ViewsBeside;
import org.mingzhang.query.rebuild.Rebuild;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How the story looks at what the program shows, in a form that can be compared with the book. */
final class Reading {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Reading() {}

    /** Cells as text that is the same whatever their order. */
    static String plain(String json) {
        var cells = new TreeMap<String, String>();
        JSON.readTree(json).properties().forEach(cell -> cells.put(cell.getKey(), String.valueOf(cell.getValue())));
        return cells.toString();
    }

    static String plain(Map<String, CellValue> cells) {
        return plain(EventJson.mapper().writeValueAsString(cells));
    }

    /** All entries of a table at a moment, as an inspector sees them: personal values masked, and so left out. */
    static SortedMap<Integer, String> asOf(Browser inspector, String code, String asOf) {
        var shown = new TreeMap<Integer, String>();
        var cursor = "";
        do {
            var page = fine(inspector.getAsItIs(table(code) + "/entries?limit=500&asOf=" + asOf
                            + (cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8))))
                    .json();
            page.path("items").forEach(entry -> shown.put(entry.path("id").asInt(), line(entry)));
            cursor = page.path("cursor").asString("");
        } while (!cursor.isEmpty());
        return shown;
    }

    private static String line(JsonNode entry) {
        var cells = new TreeMap<String, String>();
        entry.path("values").properties().forEach(cell -> {
            if (!cell.getValue().isNull() && PUBLIC.contains(cell.getKey())) {
                cells.put(cell.getKey(), String.valueOf(cell.getValue()));
            }
        });
        return entry.path("department").asString("") + " "
                + entry.path("revision").asInt() + " " + cells;
    }

    /** The same of the book. */
    static SortedMap<Integer, String> wanted(SortedMap<Integer, Book.Line> lines) {
        var wanted = new TreeMap<Integer, String>();
        lines.forEach((entry, line) -> {
            var now = line.now();
            if (!now.removed()) {
                var cells = new TreeMap<String, String>();
                JSON.readTree(EventJson.mapper().writeValueAsString(now.cells()))
                        .properties()
                        .forEach(cell -> {
                            if (PUBLIC.contains(cell.getKey())) {
                                cells.put(cell.getKey(), String.valueOf(cell.getValue()));
                            }
                        });
                wanted.put(entry, line.department() + " " + now.revision() + " " + cells);
            }
        });
        return wanted;
    }

    /** Fields that are shown to everyone who may see the table. */
    private static final java.util.Set<String> PUBLIC = org.mingzhang.events.catalogue.Catalogues.load()
            .edition("2022")
            .tables()
            .stream()
            .flatMap(form -> form.fields().stream())
            .collect(java.util.stream.Collectors.groupingBy(
                    field -> field.name(),
                    java.util.stream.Collectors.mapping(
                            field -> field.isPersonal(), java.util.stream.Collectors.toSet())))
            .entrySet()
            .stream()
            .filter(field -> !field.getValue().contains(true))
            .map(Map.Entry::getKey)
            .collect(java.util.stream.Collectors.toUnmodifiableSet());

    /** Builds all views again from the ledger, beside the live ones, and compares them. */
    static Rebuild.Outcome rebuild(Installation installation, boolean switchOver) throws SQLException {
        return ViewsBeside.rebuild(
                installation.bean(DataSource.class).unwrap(HikariDataSource.class),
                installation.bean(LedgerSource.class),
                installation.bean(Unsealing.class),
                switchOver);
    }
}
