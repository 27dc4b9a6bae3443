package org.mingzhang.events.proof;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What must hold between the entries of a ledger: numbers without gaps, ids never twice. */
final class LeafRules {

    private final Map<String, Long> next = new HashMap<>();
    private final Set<UUID> ids = new HashSet<>();

    void check(Leaf leaf, long index) {
        long expected = next.getOrDefault(leaf.id(), 0L);
        if (leaf.n() != expected) {
            throw new ProofRefused(
                    leaf.n() < expected ? Reason.NUMBER_TWICE : Reason.NUMBER_GAP, "entry " + index + ", " + leaf.id());
        }
        next.put(leaf.id(), expected + 1);
        if (!ids.add(UUID.fromString(leaf.eid()))) {
            throw new ProofRefused(Reason.EVENT_TWICE, "entry " + index);
        }
    }
}
