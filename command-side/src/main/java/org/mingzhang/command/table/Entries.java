package org.mingzhang.command.table;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * 记录登记簿: what the law must remember of a table's entries, and no more. Of each entry: whose share it is in, its revision,
 * the keyed hashes of its business key and, only for cells that were amended, the revision of that amendment. No values.
 */
final class Entries {

    private static final int FIRST_REVISION = 1;

    /** Entry n stands at n − 1. */
    private final List<Entry> list;

    /** Entry by the keyed hashes of its whole business key; derived from the list. */
    private final Map<SortedMap<String, String>, Integer> byKey = new HashMap<>();

    /** One entry; mutable, for an import must not copy thirty thousand of them. */
    static final class Entry {
        @JsonProperty
        String department;

        @JsonProperty
        int revision;

        @JsonProperty
        boolean removed;

        @JsonProperty
        @Nullable
        String owner;

        @JsonProperty
        @Nullable
        String person;

        @JsonProperty
        int confirmed;

        @JsonProperty
        SortedMap<String, String> key;

        /** Revision of each cell that was ever amended; a cell that is not here is as it was added. */
        @JsonProperty
        Map<String, Integer> amended;

        Entry(String department, @Nullable String owner, @Nullable String person, SortedMap<String, String> key) {
            this(department, FIRST_REVISION, false, owner, person, 0, key, Map.of());
        }

        @JsonCreator
        Entry(
                @JsonProperty("department") String department,
                @JsonProperty("revision") int revision,
                @JsonProperty("removed") boolean removed,
                @JsonProperty("owner") @Nullable String owner,
                @JsonProperty("person") @Nullable String person,
                @JsonProperty("confirmed") int confirmed,
                @JsonProperty("key") SortedMap<String, String> key,
                @JsonProperty("amended") Map<String, Integer> amended) {
            this.department = department;
            this.revision = revision;
            this.removed = removed;
            this.owner = owner;
            this.person = person;
            this.confirmed = confirmed;
            this.key = key;
            this.amended = amended;
        }

        /** Which of these cells somebody changed after the given revision. */
        List<String> changedSince(int seen, Iterable<String> fields) {
            var changed = new ArrayList<String>();
            for (var field : fields) {
                if (amended.getOrDefault(field, FIRST_REVISION) > seen) {
                    changed.add(field);
                }
            }
            return changed;
        }
    }

    Entries() {
        this(new ArrayList<>());
    }

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    Entries(@JsonProperty("list") List<Entry> list) {
        this.list = new ArrayList<>(list);
        for (int i = 0; i < list.size(); i++) {
            if (!list.get(i).removed) {
                byKey.put(list.get(i).key, i + 1);
            }
        }
    }

    @JsonProperty("list")
    List<Entry> list() {
        return list;
    }

    int next() {
        return list.size() + 1;
    }

    /** The entry of this number, or null if there is none or it was removed. */
    @Nullable
    Entry find(int number) {
        if (number < 1 || number > list.size()) {
            return null;
        }
        var entry = list.get(number - 1);
        return entry.removed ? null : entry;
    }

    /** Number of the standing entry with exactly this business key, or null. */
    @Nullable
    Integer withKey(SortedMap<String, String> key) {
        return byKey.get(key);
    }

    void add(int number, Entry entry) {
        if (number != next()) {
            throw new IllegalStateException("entry " + number + " follows " + list.size());
        }
        list.add(entry);
        byKey.put(entry.key, number);
    }

    void amend(int number, int revision, Iterable<String> fields, Map<String, String> key, @Nullable String person) {
        var entry = list.get(number - 1);
        entry.revision = revision;
        if (entry.amended.isEmpty()) {
            entry.amended = new HashMap<>(4);
        }
        var rekeyed = new TreeMap<>(entry.key);
        for (var field : fields) {
            entry.amended.put(field, revision);
            rekeyed.remove(field);
        }
        rekeyed.putAll(key);
        if (!rekeyed.equals(entry.key)) {
            byKey.remove(entry.key, number);
            entry.key = rekeyed;
            byKey.put(rekeyed, number);
        }
        if (person != null) {
            entry.person = person;
        }
    }

    void remove(int number, int revision) {
        var entry = list.get(number - 1);
        entry.revision = revision;
        entry.removed = true;
        byKey.remove(entry.key, number);
    }

    void confirm(int number, int revision) {
        list.get(number - 1).confirmed = revision;
    }
}
