package org.mingzhang.ops.store;

/**
 * 视界: up to which position the ledger is told. Everywhere but in a rehearsal that is all of it; a rehearsal tells an old campaign
 * again as it went, and what lies beyond the horizon has not happened yet.
 */
public final class Horizon {

    private volatile long position = Long.MAX_VALUE;

    /** Nothing after this position is told. */
    public void at(long last) {
        position = last;
    }

    /** The position, or what lies before it, whichever is smaller. */
    public long of(long head) {
        return Math.min(head, position);
    }
}
