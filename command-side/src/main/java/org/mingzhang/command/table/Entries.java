package org.mingzhang.command.table;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collection;
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
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.NONE,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
final class Entries {

    private static final int FIRST_REVISION = 1;

    /** Entry n stands at n − 1. */
    private final List<Entry> list;

    /** Entry by the keyed hashes of its whole business key; derived from the list. */
    @JsonIgnore
    private final Map<SortedMap<String, String>, Integer> byKey = new HashMap<>();

    /**
     * One entry.
     *
     * @param department in whose share it is
     * @param owner the teacher whose own entry it is; null if none
     * @param person pseudonym of the person whose values are sealed in it; null if none are
     * @param confirmed the revision its teacher confirmed; 0 if none
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
            SortedMap<String, String> key,
            Map<String, Integer> amended) {

        static Entry added(
                String department, @Nullable String owner, @Nullable String person, SortedMap<String, String> key) {
            return new Entry(department, FIRST_REVISION, false, owner, person, 0, key, Map.of());
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
        byKey.put(entry.key(), number);
    }

    void amend(int number, int revision, Collection<String> fields, Map<String, String> key, @Nullable String person) {
        var before = list.get(number - 1);
        var amended = new HashMap<>(before.amended());
        var rekeyed = new TreeMap<>(before.key());
        for (var field : fields) {
            amended.put(field, revision);
            rekeyed.remove(field);
        }
        rekeyed.putAll(key);
        byKey.remove(before.key(), number);
        byKey.put(rekeyed, number);
        list.set(
                number - 1,
                new Entry(
                        before.department(),
                        revision,
                        false,
                        before.owner(),
                        person == null ? before.person() : person,
                        before.confirmed(),
                        rekeyed,
                        amended));
    }

    void remove(int number, int revision) {
        var before = list.get(number - 1);
        byKey.remove(before.key(), number);
        list.set(
                number - 1,
                new Entry(
                        before.department(),
                        revision,
                        true,
                        before.owner(),
                        before.person(),
                        before.confirmed(),
                        before.key(),
                        Map.of()));
    }

    void confirm(int number, int revision) {
        var before = list.get(number - 1);
        list.set(
                number - 1,
                new Entry(
                        before.department(),
                        before.revision(),
                        before.removed(),
                        before.owner(),
                        before.person(),
                        revision,
                        before.key(),
                        before.amended()));
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
