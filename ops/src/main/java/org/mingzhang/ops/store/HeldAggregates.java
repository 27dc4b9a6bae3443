package org.mingzhang.ops.store;

import java.util.LinkedHashMap;
import java.util.Map;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates kept loaded, those used longest ago let go first. Held strongly: under memory pressure a table of thirty thousand
 * entries must not be forgotten and read again for every command.
 */
final class HeldAggregates implements Cache {

    private final Map<Object, Object> held;

    HeldAggregates(int limit) {
        held = new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Object, Object> eldest) {
                return size() > limit;
            }
        };
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public synchronized <K, V> @Nullable V get(K key) {
        return (V) held.get(key);
    }

    @Override
    public synchronized void put(Object key, Object value) {
        held.put(key, value);
    }

    @Override
    public synchronized boolean putIfAbsent(Object key, Object value) {
        return held.putIfAbsent(key, value) == null;
    }

    @Override
    public synchronized boolean remove(Object key) {
        return held.remove(key) != null;
    }

    @Override
    public synchronized void removeAll() {
        held.clear();
    }

    @Override
    public synchronized boolean containsKey(Object key) {
        return held.containsKey(key);
    }

    /** Nobody listens: an aggregate that is let go is read again when it is asked for. */
    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        return () -> true;
    }
}
