package org.mingzhang.query;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * 视图位置: how far each processing group is. Waiters are woken by the commit itself; where another node tells the events,
 * the position its transactions wrote is looked up a few times a second.
 */
public final class ViewPositions {

    private static final long LOOK_UP_MILLIS = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Map<String, Long> positions = new ConcurrentHashMap<>();
    private final Supplier<Map<String, Long>> stored;

    /**
     * Positions of the views.
     *
     * @param stored looks up what the transactions wrote
     */
    public ViewPositions(Supplier<Map<String, Long>> stored) {
        this.stored = stored;
    }

    /** Position of a group: everything up to it is in its views. 0 if it has not begun. */
    public long of(String group) {
        var known = positions.get(group);
        if (known == null) {
            lookUp();
            known = positions.get(group);
        }
        return known == null ? 0 : known;
    }

    /** The position that all of these groups have reached. */
    public long of(Collection<String> groups) {
        return groups.stream().mapToLong(this::of).min().orElse(0);
    }

    /** Every group that has begun. */
    public Map<String, Long> all() {
        lookUp();
        return new TreeMap<>(positions);
    }

    void reached(Map<String, Long> groups) {
        lock.lock();
        try {
            groups.forEach((group, position) -> positions.merge(group, position, Math::max));
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all of these groups have reached a position; false if they had not in time. */
    public boolean await(Collection<String> groups, long position, Duration atMost) {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (of(groups) < position) {
                if (left <= 0) {
                    return false;
                }
                long slice = Math.min(left, TimeUnit.MILLISECONDS.toNanos(LOOK_UP_MILLIS));
                long unused = moved.awaitNanos(slice);
                left -= slice - Math.max(unused, 0);
                if (unused <= 0) {
                    lookUpUnlocked();
                }
            }
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for the views", stopped);
        } finally {
            lock.unlock();
        }
    }

    // a slow database must not keep those waiting who bring the news
    private void lookUpUnlocked() {
        lock.unlock();
        try {
            lookUp();
        } finally {
            lock.lock();
        }
    }

    private void lookUp() {
        reached(stored.get());
    }
}
