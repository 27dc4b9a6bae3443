package org.mingzhang.events.proof;

/** Hashes of the complete subtrees of a tree, wherever they are kept. */
@FunctionalInterface
public interface Nodes {

    /**
     * The hash of a complete subtree.
     *
     * @param level 0 for leaves; the subtree has 2^level leaves
     * @param index of the subtree among those of its level, from 0
     */
    Hash at(int level, long index);
}
