package org.mingzhang.events.proof;

import java.util.ArrayList;
import java.util.List;

/** A tree in memory with every complete subtree, for proofs over a ledger that was read whole. */
public final class GrowingTree implements Nodes {

    private final List<List<Hash>> levels = new ArrayList<>();

    /** The tree without leaves. */
    public GrowingTree() {
        levels.add(new ArrayList<>());
    }

    /** Adds the hash of the next leaf. */
    public void add(Hash leaf) {
        var hash = leaf;
        for (int level = 0; ; level++) {
            if (level == levels.size()) {
                levels.add(new ArrayList<>());
            }
            var row = levels.get(level);
            row.add(hash);
            if ((row.size() & 1) == 1) {
                return;
            }
            hash = Tree.node(row.get(row.size() - 2), hash);
        }
    }

    /** How many leaves. */
    public long size() {
        return levels.get(0).size();
    }

    /** The root of all leaves. */
    public Hash root() {
        return Tree.root(this, size());
    }

    @Override
    public Hash at(int level, long index) {
        return levels.get(level).get(Math.toIntExact(index));
    }
}
