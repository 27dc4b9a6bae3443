package org.mingzhang.events.proof;

import java.util.List;

/**
 * 包含证明: that a leaf stands at a place of a tree (RFC 9162 §2.1.3).
 *
 * @param index of the leaf, from 0
 * @param size of the tree
 * @param path from the leaf to the root
 */
public record InclusionProof(long index, long size, List<Hash> path) {

    public InclusionProof {
        path = List.copyOf(path);
    }

    /**
     * Believes or refuses.
     *
     * @param leaf hash of the leaf
     * @param root of the tree
     * @throws ProofRefused unless the leaf stands there
     */
    public void verify(Hash leaf, Hash root) {
        if (index < 0 || index >= size) {
            throw new ProofRefused(Reason.PROOF_RANGE);
        }
        long place = index;
        long last = size - 1;
        var hash = leaf;
        for (var other : path) {
            if (last == 0) {
                throw new ProofRefused(Reason.PROOF_LENGTH);
            }
            if ((place & 1) == 1 || place == last) {
                hash = Tree.node(other, hash);
                while ((place & 1) == 0) {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                hash = Tree.node(hash, other);
            }
            place >>= 1;
            last >>= 1;
        }
        if (last != 0) {
            throw new ProofRefused(Reason.PROOF_LENGTH);
        }
        if (!hash.equals(root)) {
            throw new ProofRefused(Reason.PROOF_ROOT);
        }
    }
}
