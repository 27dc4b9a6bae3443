package org.mingzhang.command.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * 业务键索引: which entries stand under a business key. Nearly every key has one entry, so only the others pay for a list.
 */
final class KeyIndex {

    private final Map<SortedMap<String, String>, Integer> first = new HashMap<>();
    private final Map<SortedMap<String, String>, List<Integer>> more = new HashMap<>();

    /** Numbers of the entries under a key, in the order they came. */
    List<Integer> with(SortedMap<String, String> key) {
        var one = first.get(key);
        if (one == null) {
            return List.of();
        }
        var others = more.get(key);
        if (others == null) {
            return List.of(one);
        }
        var all = new ArrayList<Integer>(others.size() + 1);
        all.add(one);
        all.addAll(others);
        return all;
    }

    void put(SortedMap<String, String> key, int number) {
        if (first.putIfAbsent(key, number) != null) {
            more.computeIfAbsent(key, none -> new ArrayList<>()).add(number);
        }
    }

    void remove(SortedMap<String, String> key, int number) {
        var others = more.get(key);
        if (others == null) {
            first.remove(key, number);
            return;
        }
        if (!first.remove(key, number)) {
            others.remove(Integer.valueOf(number));
        } else {
            first.put(key, others.remove(0));
        }
        if (others.isEmpty()) {
            more.remove(key);
        }
    }
}
