package org.mingzhang.ops.store;

import java.util.LinkedHashMap;
import java.util.function.ToIntFunction;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates kept loaded, those used longest ago let go first. Held strongly: under memory pressure a table of thirty thousand
 * entries must not be forgotten and read again for every command; and weighed, so that all tables of many years are not held
 * at once.
 */
final class HeldAggregates implements Cache {

    private final long limit;
    private final ToIntFunction<Object> weigher;
    private final LinkedHashMap<Object, Held> held = new LinkedHashMap<>(64, 0.75f, true);
    private long weight;

    private record Held(Object aggregate, int weight) {}

    /**
     * None yet.
     *
     * @param limit what all of them may weigh; the one used last is held whatever it weighs
     * @param weigher what one weighs
     */
    HeldAggregates(long limit, ToIntFunction<Object> weigher) {
        this.limit = limit;
        this.weigher = weigher;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public synchronized <K, V> @Nullable V get(K key) {
        var found = held.get(key);
        return found == null ? null : (V) found.aggregate();
    }

    @Override
    public synchronized void put(Object key, Object value) {
        remove(key);
        var now = new Held(value, weigher.applyAsInt(value));
        held.put(key, now);
        weight += now.weight();
        var eldest = held.values().iterator();
        while (weight > limit && held.size() > 1) {
            weight -= eldest.next().weight();
            eldest.remove();
        }
    }

    @Override
    public synchronized boolean putIfAbsent(Object key, Object value) {
        if (held.containsKey(key)) {
            return false;
        }
        put(key, value);
        return true;
    }

    @Override
    public synchronized boolean remove(Object key) {
        var gone = held.remove(key);
        if (gone == null) {
            return false;
        }
        weight -= gone.weight();
        return true;
    }

    @Override
    public synchronized void removeAll() {
        held.clear();
        weight = 0;
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
