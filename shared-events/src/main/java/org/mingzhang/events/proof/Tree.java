package org.mingzhang.events.proof;

import java.util.ArrayList;
import java.util.List;

/** 散列树: the tree of RFC 6962 with SHA-256: {@code leaf = H(0x00 ‖ bytes)}, {@code node = H(0x01 ‖ left ‖ right)}. */
public final class Tree {

    /** Root of the tree without leaves. */
    public static final Hash EMPTY = Hash.sha256(new byte[0]);

    private Tree() {}

    /** The hash of a leaf. */
    public static Hash leaf(byte[] bytes) {
        return Hash.prefixed(0, new byte[0], bytes);
    }

    /** The hash of two subtrees. */
    public static Hash node(Hash left, Hash right) {
        return Hash.prefixed(1, left.shared(), right.shared());
    }

    /** The root of the first so many leaves. */
    public static Hash root(Nodes nodes, long size) {
        return size == 0 ? EMPTY : subtree(nodes, 0, size);
    }

    /**
     * The proof that a leaf stands in the tree.
     *
     * @param index of the leaf, from 0
     * @param size of the tree
     */
    public static InclusionProof inclusion(Nodes nodes, long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("leaf " + index + " in a tree of " + size);
        }
        var path = new ArrayList<Hash>();
        path(nodes, index, 0, size, path);
        return new InclusionProof(index, size, path);
    }

    /** The proof that the tree of one size is the beginning of the tree of another; empty from 0 and to itself. */
    public static ConsistencyProof consistency(Nodes nodes, long from, long to) {
        if (from < 0 || from > to) {
            throw new IllegalArgumentException("from " + from + " to " + to);
        }
        var path = new ArrayList<Hash>();
        if (from > 0 && from < to) {
            subproof(nodes, from, 0, to, true, path);
        }
        return new ConsistencyProof(from, to, path);
    }

    private static Hash subtree(Nodes nodes, long from, long to) {
        long leaves = to - from;
        if (Long.bitCount(leaves) == 1) {
            int level = Long.numberOfTrailingZeros(leaves);
            return nodes.at(level, from >> level);
        }
        long middle = from + split(leaves);
        return node(subtree(nodes, from, middle), subtree(nodes, middle, to));
    }

    private static void path(Nodes nodes, long index, long from, long to, List<Hash> path) {
        if (to - from == 1) {
            return;
        }
        long middle = from + split(to - from);
        if (index < middle) {
            path(nodes, index, from, middle, path);
            path.add(subtree(nodes, middle, to));
        } else {
            path(nodes, index, middle, to, path);
            path.add(subtree(nodes, from, middle));
        }
    }

    private static void subproof(Nodes nodes, long size, long from, long to, boolean known, List<Hash> path) {
        if (size == to) {
            if (!known) {
                path.add(subtree(nodes, from, to));
            }
            return;
        }
        long middle = from + split(to - from);
        if (size <= middle) {
            subproof(nodes, size, from, middle, known, path);
            path.add(subtree(nodes, middle, to));
        } else {
            subproof(nodes, size, middle, to, false, path);
            path.add(subtree(nodes, from, middle));
        }
    }

    // the largest power of two below
    private static long split(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }
}
