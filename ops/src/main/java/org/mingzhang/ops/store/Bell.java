package org.mingzhang.ops.store;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** 铃: rings for the sequencer when something was committed, and for the readers when it has its position. */
final class Bell {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition written = lock.newCondition();
    private final Condition numbered = lock.newCondition();
    private boolean unheard;
    private volatile long head;
    private volatile long given;

    /** Something was committed. */
    void written() {
        lock.lock();
        try {
            unheard = true;
            written.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a commit, no longer than that; true if there was one since the last call. */
    boolean awaitWritten(long millis) throws InterruptedException {
        long left = TimeUnit.MILLISECONDS.toNanos(millis);
        lock.lockInterruptibly();
        try {
            while (!unheard && left > 0) {
                left = written.awaitNanos(left);
            }
            var rung = unheard;
            unheard = false;
            return rung;
        } finally {
            lock.unlock();
        }
    }

    /** Everything up to this position can be read. */
    void numbered(long newHead) {
        lock.lock();
        try {
            if (newHead > head) {
                head = newHead;
                given = Math.max(given, newHead);
                numbered.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Everything up to this position has its position, though perhaps it cannot be read yet. */
    void gave(long position) {
        lock.lock();
        try {
            given = Math.max(given, position);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is something after this position, no longer than that; whether there is. */
    boolean awaitAfter(long position, long time, TimeUnit unit) throws InterruptedException {
        if (head > position) {
            return true;
        }
        long left = unit.toNanos(time);
        lock.lockInterruptibly();
        try {
            while (head <= position && left > 0) {
                left = numbered.awaitNanos(left);
            }
            return head > position;
        } finally {
            lock.unlock();
        }
    }

    /** The last position known to be readable. */
    long head() {
        return head;
    }

    /** The last position known to have been given: whoever looks from here on must see all that was answered. */
    long lastGiven() {
        return given;
    }
}
