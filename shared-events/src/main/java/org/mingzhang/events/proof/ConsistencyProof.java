package org.mingzhang.events.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * 一致性证明: that a tree is the beginning of a larger one, nothing changed and nothing dropped (RFC 9162 §2.1.4).
 *
 * @param from size of the earlier tree
 * @param to size of the later tree
 * @param path hashes, as the RFC orders them; empty if the sizes are equal or the earlier one is 0
 */
public record ConsistencyProof(long from, long to, List<Hash> path) {

    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /**
     * Believes or refuses.
     *
     * @throws ProofRefused unless the later tree continues the earlier one
     */
    public void verify(Hash earlier, Hash later) {
        if (from < 0 || from > to) {
            throw new ProofRefused(Reason.PROOF_RANGE);
        }
        if (from == 0 || from == to) {
            trivial(earlier, later);
            return;
        }
        var hashes = new ArrayList<Hash>();
        if (Long.bitCount(from) == 1) {
            hashes.add(earlier);
        }
        hashes.addAll(path);
        if (hashes.isEmpty()) {
            throw new ProofRefused(Reason.PROOF_LENGTH);
        }
        climb(hashes, earlier, later);
    }

    private void trivial(Hash earlier, Hash later) {
        if (!path.isEmpty()) {
            throw new ProofRefused(Reason.PROOF_LENGTH);
        }
        if (!earlier.equals(from == 0 ? Tree.EMPTY : later)) {
            throw new ProofRefused(Reason.PROOF_EARLIER_ROOT);
        }
    }

    private void climb(List<Hash> hashes, Hash earlier, Hash later) {
        int skipped = Long.numberOfTrailingZeros(from);
        long first = (from - 1) >> skipped;
        long last = (to - 1) >> skipped;
        var ofEarlier = hashes.get(0);
        var ofLater = ofEarlier;
        for (var other : hashes.subList(1, hashes.size())) {
            if (last == 0) {
                throw new ProofRefused(Reason.PROOF_LENGTH);
            }
            if ((first & 1) == 1 || first == last) {
                ofEarlier = Tree.node(other, ofEarlier);
                ofLater = Tree.node(other, ofLater);
                while ((first & 1) == 0 && first != 0) {
                    first >>= 1;
                    last >>= 1;
                }
            } else {
                ofLater = Tree.node(ofLater, other);
            }
            first >>= 1;
            last >>= 1;
        }
        if (last != 0) {
            throw new ProofRefused(Reason.PROOF_LENGTH);
        }
        if (!ofEarlier.equals(earlier)) {
            throw new ProofRefused(Reason.PROOF_EARLIER_ROOT);
        }
        if (!ofLater.equals(later)) {
            throw new ProofRefused(Reason.PROOF_ROOT);
        }
    }
}
