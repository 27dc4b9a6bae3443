package org.mingzhang.command.table;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.KeyHashes;

/**
 * 记录登记簿: what the law must remember of a table's entries, and no more. Of each entry: whose share it is in, its revision,
 * the keyed hashes of its business key and, only for cells that were amended, the revision of that amendment. No values.
 */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.NONE,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
final class Entries {

    private static final int FIRST_REVISION = 1;

    /** Entry n stands at n − 1. */
    private final List<Entry> list;

    /** Entries by the keyed hashes of their business keys; derived from the list. */
    @JsonIgnore
    private final KeyIndex byKey = new KeyIndex();

    /**
     * One entry.
     *
     * @param department in whose share it is
     * @param owner the teacher whose own entry it is; null if none
     * @param person pseudonym of the person whose values are sealed in it; null if none are
     * @param confirmed the revision its teacher confirmed; 0 if none
     * @param pending cells that changed since the confirmation and fell back to be confirmed again
     * @param given staff number of who imported each cell that its teacher may only dispute, not overwrite
     * @param key keyed hashes of the cells of its business key
     * @param amended revision of each cell that was ever amended; a cell that is not here is as it was added
     */
    record Entry(
            String department,
            int revision,
            boolean removed,
            @Nullable String owner,
            @Nullable String person,
            int confirmed,
            Set<String> pending,
            Map<String, String> given,
            SortedMap<String, String> key,
            Map<String, Integer> amended) {

        Entry {
            key = KeyHashes.copyOf(key);
        }

        static Entry added(
                String department,
                @Nullable String owner,
                @Nullable String person,
                SortedMap<String, String> key,
                Map<String, String> given) {
            return new Entry(
                    department, FIRST_REVISION, false, owner, person, 0, Set.of(), Map.copyOf(given), key, Map.of());
        }

        /** Whether its teacher has confirmed every cell as it stands. */
        boolean isConfirmed() {
            return confirmed > 0 && pending.isEmpty();
        }

        private Entry amended(
                int now,
                @Nullable String about,
                Set<String> fallen,
                Map<String, String> brought,
                SortedMap<String, String> rekeyed,
                Map<String, Integer> cells) {
            return new Entry(
                    department,
                    now,
                    removed,
                    owner,
                    about == null ? person : about,
                    confirmed,
                    fallen,
                    brought,
                    rekeyed,
                    cells);
        }

        private Entry confirmed(int seen, Set<String> still) {
            return new Entry(department, revision, removed, owner, person, seen, still, given, key, amended);
        }

        private Entry removed(int now) {
            return new Entry(department, now, true, owner, person, confirmed, Set.of(), Map.of(), key, Map.of());
        }

        /** Which of these cells somebody changed after the given revision. */
        List<String> changedSince(int seen, Collection<String> fields) {
            return fields.stream()
                    .filter(field -> amended.getOrDefault(field, FIRST_REVISION) > seen)
                    .toList();
        }
    }

    Entries() {
        this(new ArrayList<>());
    }

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    Entries(@JsonProperty("list") List<Entry> list) {
        this.list = new ArrayList<>(list);
        for (int i = 0; i < list.size(); i++) {
            if (!list.get(i).removed()) {
                byKey.put(list.get(i).key(), i + 1);
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
        return entry.removed() ? null : entry;
    }

    /** Whether an entry of this number stands in a department's share. */
    boolean standsIn(int number, String department) {
        var entry = find(number);
        return entry != null && entry.department().equals(department);
    }

    /** Numbers of the standing entries with exactly this business key, whichever department reports them. */
    List<Integer> withKey(SortedMap<String, String> key) {
        return byKey.with(key);
    }

    void add(int number, Entry entry) {
        if (number != next()) {
            throw new IllegalStateException("entry " + number + " follows " + list.size());
        }
        list.add(entry);
        byKey.put(entry.key(), number);
    }

    /**
     * An amendment.
     *
     * @param key keyed hashes of the changed cells of the business key
     * @param importedBy who imported the values over its teacher's head; null if the change is nobody's import
     * @param restored whether the change takes an import back, so that its cells are the teacher's again
     */
    void amend(
            int number,
            int revision,
            Collection<String> fields,
            Map<String, String> key,
            @Nullable String person,
            @Nullable String importedBy,
            boolean restored) {
        var before = list.get(number - 1);
        var amended = new HashMap<>(before.amended());
        var rekeyed = new TreeMap<>(before.key());
        var given = new HashMap<>(before.given());
        for (var field : fields) {
            amended.put(field, revision);
            rekeyed.remove(field);
            if (importedBy != null) {
                given.put(field, importedBy);
            } else if (restored) {
                given.remove(field);
            }
        }
        rekeyed.putAll(key);
        var pending = new HashSet<>(before.pending());
        if (before.confirmed() > 0) {
            pending.addAll(fields);
        }
        byKey.remove(before.key(), number);
        byKey.put(rekeyed, number);
        list.set(
                number - 1, before.amended(revision, person, Set.copyOf(pending), Map.copyOf(given), rekeyed, amended));
    }

    void remove(int number, int revision) {
        var before = list.get(number - 1);
        byKey.remove(before.key(), number);
        list.set(number - 1, before.removed(revision));
    }

    void confirm(int number, int revision) {
        list.set(number - 1, list.get(number - 1).confirmed(revision, Set.of()));
    }

    /** What the teacher proposed and others accepted is as good as confirmed. */
    void settle(int number, Collection<String> fields) {
        var before = list.get(number - 1);
        var pending = new HashSet<>(before.pending());
        pending.removeAll(fields);
        list.set(number - 1, before.confirmed(before.confirmed(), Set.copyOf(pending)));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Entries entries && list.equals(entries.list);
    }

    @Override
    public int hashCode() {
        return list.hashCode();
    }
}
