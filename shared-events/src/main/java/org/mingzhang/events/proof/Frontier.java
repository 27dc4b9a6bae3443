package org.mingzhang.events.proof;

import java.util.ArrayList;
import java.util.List;

/** 前沿: a tree that only grows, as the roots of its complete subtrees, largest first; never more than 53 hashes. */
public final class Frontier {

    private final List<Hash> peaks = new ArrayList<>();
    private long size;

    /** The tree without leaves. */
    public Frontier() {}

    /** Goes on from a tree whose complete subtrees are known. */
    public Frontier(Nodes nodes, long size) {
        long from = 0;
        for (long rest = size; rest > 0; rest -= Long.highestOneBit(rest)) {
            long leaves = Long.highestOneBit(rest);
            int level = Long.numberOfTrailingZeros(leaves);
            peaks.add(nodes.at(level, from >> level));
            from += leaves;
        }
        this.size = size;
    }

    /** Adds the hash of the next leaf. */
    public void add(Hash leaf) {
        var hash = leaf;
        for (long complete = size; (complete & 1) == 1; complete >>= 1) {
            hash = Tree.node(peaks.remove(peaks.size() - 1), hash);
        }
        peaks.add(hash);
        size++;
    }

    /** How many leaves. */
    public long size() {
        return size;
    }

    /** The root of what was added. */
    public Hash root() {
        if (size == 0) {
            return Tree.EMPTY;
        }
        var hash = peaks.get(peaks.size() - 1);
        for (int i = peaks.size() - 2; i >= 0; i--) {
            hash = Tree.node(peaks.get(i), hash);
        }
        return hash;
    }
}
