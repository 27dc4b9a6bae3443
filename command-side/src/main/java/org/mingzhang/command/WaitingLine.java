package org.mingzhang.command;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * 等候的队列: those who wait to be served together. One thread serves at a time: whoever joins a line that nobody serves must serve
 * it, and goes on, or has somebody else go on, until nobody is left.
 */
public final class WaitingLine<T> {

    private static final int LARGEST_GROUP = 64;

    private final ArrayDeque<T> waiting = new ArrayDeque<>();
    private boolean served;

    /** Puts one at the end; true if the caller must serve the line now. */
    public synchronized boolean join(T next) {
        waiting.add(next);
        if (served) {
            return false;
        }
        served = true;
        return true;
    }

    /** Whether somebody still waits and must be served; if not, the next to join serves. */
    public synchronized boolean isLeft() {
        served = !waiting.isEmpty();
        return served;
    }

    /** The next group; empty if nobody waits, and then the line is no longer served. */
    public synchronized List<T> next() {
        var group = new ArrayList<T>(Math.min(waiting.size(), LARGEST_GROUP));
        while (group.size() < LARGEST_GROUP && !waiting.isEmpty()) {
            group.add(waiting.poll());
        }
        served = !group.isEmpty();
        return group;
    }
}
