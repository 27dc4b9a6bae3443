package org.mingzhang.events.proof;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.TableKey;

/**
 * 内容摘要: what a signature binds. SHA-256 over canonical JSON (RFC 8785), written {@code sha256:} and 64 hexadecimal digits.
 *
 * <p>The recipes, names sorted, without white space:
 *
 * <ul>
 *   <li>a share: <code>{"department":d,"entries":[{"id":n,"values":{field:value}}],"table":"99001/2022/1.4.1"}</code>, entries
 *       by id, values as a person may read them, blank cells absent; an empty share has {@code "entries":[]}
 *   <li>a table: <code>{"shares":[{"contentHash":h,"department":d}],"table":"99001/2022/1.4.1"}</code>, shares by department
 *   <li>a campaign: <code>{"campaign":"99001/2022","tables":[{"contentHash":h,"table":"1.4.1"}]}</code>, tables by code
 * </ul>
 *
 * <p>Sorting is by UTF-16 code unit throughout. A value whose key was destroyed counts as <code>{"erased":true}</code>.
 */
public final class ContentHash {

    private ContentHash() {}

    /**
     * One entry's content.
     *
     * @param id number of the entry within the table
     * @param values plain values by field; blank ones count as absent
     */
    public record Entry(int id, SortedMap<String, CellValue> values) {}

    /** The hash of a share with these entries, which must come in ascending order of their ids. */
    public static String ofShare(TableKey table, String department, Iterable<Entry> entries) {
        var share = share(table, department);
        entries.forEach(share::add);
        return share.hex();
    }

    /** The hash of a share that holds nothing. */
    public static String ofEmptyShare(TableKey table, String department) {
        return ofShare(table, department, List.of());
    }

    /** A share whose entries are told one by one, in ascending order of their ids. */
    public static Share share(TableKey table, String department) {
        return new Share(table, department);
    }

    /** The hash of a whole table, from the hashes of its shares by department. */
    public static String ofTable(TableKey table, Map<String, String> hashByDepartment) {
        var json = new Digest().raw("{\"shares\":[");
        pairs(json, "department", hashByDepartment);
        return json.raw("],\"table\":").string(table.toString()).raw("}").hex();
    }

    /** The hash of a whole campaign, from the hashes of its tables by table code. */
    public static String ofCampaign(CampaignKey campaign, Map<String, String> hashByTable) {
        var json =
                new Digest().raw("{\"campaign\":").string(campaign.toString()).raw(",\"tables\":[");
        pairs(json, "table", hashByTable);
        return json.raw("]}").hex();
    }

    private static void pairs(Digest json, String name, Map<String, String> hashes) {
        var between = "";
        for (var pair : new TreeMap<>(hashes).entrySet()) {
            json.raw(between + "{\"contentHash\":").string(pair.getValue());
            json.raw(",\"" + name + "\":").string(pair.getKey()).raw("}");
            between = ",";
        }
    }

    /** A share's hash in the making. */
    public static final class Share {

        private final String table;
        private final Digest json = new Digest();
        private int last;
        private int entries;

        private Share(TableKey table, String department) {
            this.table = table.toString();
            json.raw("{\"department\":").string(department).raw(",\"entries\":[");
        }

        /** The next entry; its id must be higher than the one before. */
        public void add(Entry entry) {
            if (entry.id() <= last) {
                throw new IllegalArgumentException("entries come in ascending order of their ids");
            }
            json.raw((entries == 0 ? "" : ",") + "{\"id\":" + entry.id() + ",\"values\":{");
            var between = "";
            for (var cell : new TreeMap<>(entry.values()).entrySet()) {
                var value = cell.getValue().plain();
                if (!(value instanceof CellValue.Blank)) {
                    json.raw(between).string(cell.getKey()).raw(":");
                    write(value);
                    between = ",";
                }
            }
            json.raw("}}");
            last = entry.id();
            entries++;
        }

        /** How many entries were told. */
        public int entries() {
            return entries;
        }

        /** The hash; asked once, after the last entry. */
        public String hex() {
            return json.raw("],\"table\":").string(table).raw("}").hex();
        }

        private void write(CellValue value) {
            if (value instanceof CellValue.Text text) {
                json.string(text.text());
            } else if (value instanceof CellValue.Whole whole) {
                json.raw(Long.toString(whole.number()));
            } else if (value instanceof CellValue.Flag flag) {
                json.raw(Boolean.toString(flag.yes()));
            } else if (value instanceof CellValue.Erased) {
                json.raw("{\"erased\":true}");
            } else {
                throw new IllegalArgumentException("a content hash is over plain values, not over " + value);
            }
        }
    }
}
