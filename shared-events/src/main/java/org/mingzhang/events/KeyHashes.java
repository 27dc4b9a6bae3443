package org.mingzhang.events;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * 业务键的摘要: keyed hashes (Base64url) of the cells of an entry's business key, by field; a cell without value is absent. Every
 * entry of a table that is being filled in is remembered by one of these.
 */
public final class KeyHashes extends ByField<String> {

    private static final KeyHashes NONE = new KeyHashes(new String[0], new String[0]);

    /** Names of the last key: those of the next are nearly always the same, and need no array of their own. */
    private static volatile String[] lastNames = NONE.names;

    private KeyHashes(String[] names, String[] values) {
        super(names, values);
    }

    /** These hashes, which no longer follow what becomes of the map they were given in. */
    public static KeyHashes copyOf(Map<String, String> hashes) {
        if (hashes instanceof KeyHashes already) {
            return already;
        }
        if (hashes.isEmpty()) {
            return NONE;
        }
        var sorted = hashes instanceof SortedMap<String, String> map && map.comparator() == null
                ? map
                : new TreeMap<>(hashes);
        var names = sorted.keySet().toArray(new String[0]);
        var known = lastNames;
        if (Arrays.equals(names, known)) {
            names = known;
        } else {
            lastNames = names;
        }
        return new KeyHashes(names, sorted.values().toArray(new String[0]));
    }

    @Override
    KeyHashes between(int from, int to) {
        return new KeyHashes(Arrays.copyOfRange(names, from, to), Arrays.copyOfRange(values, from, to));
    }
}
