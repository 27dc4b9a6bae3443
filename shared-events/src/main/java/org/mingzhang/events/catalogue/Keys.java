package org.mingzhang.events.catalogue;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The entries of a mapping whose keys are known: those ending in {@code ?} may be absent, all others must be there. */
final class Keys {

    /** Stands for all keys not named. */
    static final String ANY = "*";

    private final Map<String, Item> entries;

    Keys(Item mapping, String... keys) {
        entries = mapping.mapping();
        var known = new HashSet<String>();
        var required = new TreeSet<String>();
        for (var key : keys) {
            if (key.endsWith("?")) {
                known.add(key.substring(0, key.length() - 1));
            } else {
                known.add(key);
                required.add(key);
            }
        }
        if (!required.remove(ANY)) {
            refuseUnknown(known);
        }
        required.removeAll(entries.keySet());
        if (!required.isEmpty()) {
            throw mapping.refused("缺少键 " + String.join("、", required), "missing key");
        }
    }

    private void refuseUnknown(Set<String> known) {
        entries.forEach((key, item) -> {
            if (!known.contains(key)) {
                throw item.refused("未知的键 " + key, "unknown key");
            }
        });
    }

    Item get(String key) {
        return Objects.requireNonNull(entries.get(key));
    }

    Optional<Item> find(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    String text(String key) {
        return get(key).text();
    }
}
