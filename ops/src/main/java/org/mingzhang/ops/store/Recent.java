package org.mingzhang.ops.store;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A bounded memory of what was used of late: at most twice the limit, forgotten a generation at a time, read without a lock. */
final class Recent<K, V> {

    private final int limit;
    private volatile ConcurrentHashMap<K, V> young = new ConcurrentHashMap<>();
    private volatile ConcurrentHashMap<K, V> old = new ConcurrentHashMap<>();

    Recent(int limit) {
        this.limit = limit;
    }

    @Nullable
    V get(K key) {
        var value = young.get(key);
        if (value == null) {
            value = old.get(key);
            if (value != null) {
                put(key, value);
            }
        }
        return value;
    }

    void put(K key, V value) {
        if (young.size() >= limit) {
            age();
        }
        young.put(key, value);
    }

    void remove(K key) {
        old.remove(key);
        young.remove(key);
    }

    private synchronized void age() {
        if (young.size() >= limit) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
    }
}
