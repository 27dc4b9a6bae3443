package org.mingzhang.events.proof;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mingzhang.events.proof.Json.Members;
import org.mingzhang.events.proof.Json.Nothing;
import org.mingzhang.events.proof.Json.Truth;
import org.mingzhang.events.proof.Json.Whole;

/**
 * 由事件推出的表: what the events of a campaign make of its tables. Only three events say what stands in an entry; a value that is
 * sealed is known to be there and not what it is.
 */
final class FoldedTables {

    private static final String ADDED = "table.entry-added";
    private static final String AMENDED = "table.entry-amended";
    private static final String REMOVED = "table.entry-removed";
    private static final String FIELDS = "fields";

    private final String prefix;
    private final Map<String, SortedMap<Long, Entry>> tables = new HashMap<>();

    private record Entry(String department, SortedMap<String, Json> cells) {}

    /**
     * Tables of one campaign.
     *
     * @param campaign college and year, such as {@code 99001/2022}
     */
    FoldedTables(String campaign) {
        this.prefix = campaign + "/";
    }

    /** The next event of the ledger. */
    void follow(String type, Json data) {
        if (!type.equals(ADDED) && !type.equals(AMENDED) && !type.equals(REMOVED)) {
            return;
        }
        var table = data.member("table").text();
        if (!table.startsWith(prefix)) {
            return;
        }
        var entries = tables.computeIfAbsent(table.substring(prefix.length()), none -> new TreeMap<>());
        var number = data.member("entry").number();
        switch (type) {
            case ADDED -> {
                var cells = cells(data.member("cells"));
                cells.values().removeIf(Nothing.class::isInstance);
                entries.put(number, new Entry(data.member("department").text(), cells));
            }
            case AMENDED -> {
                var entry = entries.get(number);
                if (entry == null) {
                    throw new ProofRefused(Reason.STATE_DIFFERS, table + " " + number);
                }
                cells(data.member("changes")).forEach((field, value) -> {
                    if (value instanceof Nothing) {
                        entry.cells().remove(field);
                    } else {
                        entry.cells().put(field, value);
                    }
                });
            }
            default -> entries.remove(number);
        }
    }

    /** Every cell of an event; a box that names fields is the value of each of them. */
    private static SortedMap<String, Json> cells(Json written) {
        var cells = new TreeMap<>(written.members());
        written.members().forEach((field, value) -> {
            if (value instanceof Members box && box.members().containsKey(FIELDS)) {
                box.member(FIELDS).items().forEach(each -> cells.put(each.text(), box));
            }
        });
        return cells;
    }

    /**
     * Compares a table with what its events make of it.
     *
     * @throws ProofRefused {@code STATE_DIFFERS} naming the cell
     */
    void compare(String code, PlainTable file) {
        var left = new TreeMap<>(tables.getOrDefault(code, new TreeMap<>()));
        for (var row : file.rows()) {
            var where = code + " entry " + row.entry();
            var entry = left.remove((long) row.entry());
            if (entry == null || !entry.department().equals(row.department())) {
                throw new ProofRefused(Reason.STATE_DIFFERS, where);
            }
            var fields = new TreeMap<>(entry.cells()).keySet();
            if (!fields.equals(row.cells().keySet())) {
                fields.removeAll(row.cells().keySet());
                throw new ProofRefused(Reason.STATE_DIFFERS, where + " " + fields);
            }
            entry.cells().forEach((field, value) -> {
                if (!(value instanceof Members)
                        && !written(value).equals(row.cells().get(field))) {
                    throw new ProofRefused(Reason.STATE_DIFFERS, where + " " + field);
                }
            });
        }
        if (!left.isEmpty()) {
            throw new ProofRefused(Reason.STATE_DIFFERS, code + " entry " + left.firstKey());
        }
    }

    private static String written(Json value) {
        if (value instanceof Whole whole) {
            return Long.toString(whole.number());
        }
        return value instanceof Truth truth ? Boolean.toString(truth.yes()) : value.text();
    }
}
