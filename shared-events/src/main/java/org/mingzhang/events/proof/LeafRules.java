package org.mingzhang.events.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What must hold between the entries of a ledger: numbers without gaps, ids never twice, nothing dated after a witness saw it. */
final class LeafRules {

    /** A clock may be ahead of the witness's by so much. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

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

    /** Nothing that a witness saw at a time may claim to have happened after it. */
    static void checkDate(Leaf leaf, long index, Instant seen) {
        if (leaf.at().isAfter(seen.plus(TOLERANCE))) {
            throw new ProofRefused(Reason.POST_DATED, "entry " + index);
        }
    }
}
