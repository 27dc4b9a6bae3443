package org.mingzhang.events.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.mingzhang.events.proof.DeadlineProof.Sighting;

/**
 * 时刻的核对: what a witness saw at a time may not claim to have happened after it, and what it did not see yet may not claim to have
 * happened before it. Entries are asked for in their order.
 */
final class LeafDates {

    /** A clock may be ahead of the witness's, or behind it, by so much. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final List<Sighting> bySize;

    /** By sighting, when first somebody saw the ledger at least as long. */
    private final Instant[] before;

    private int next;
    private Instant after = Instant.MIN;

    LeafDates(List<Sighting> sightings) {
        bySize = sightings.stream()
                .sorted(Comparator.comparingLong(Sighting::size))
                .toList();
        before = new Instant[bySize.size()];
        var earliest = Instant.MAX;
        for (int i = bySize.size() - 1; i >= 0; i--) {
            var at = bySize.get(i).at();
            earliest = at.isBefore(earliest) ? at : earliest;
            before[i] = earliest;
        }
    }

    void check(Leaf leaf, long index) {
        while (next < bySize.size() && bySize.get(next).size() <= index) {
            var at = bySize.get(next).at();
            after = at.isAfter(after) ? at : after;
            next++;
        }
        if (next > 0 && leaf.at().isBefore(after.minus(TOLERANCE))) {
            throw new ProofRefused(Reason.BACK_DATED, "entry " + index);
        }
        if (next < before.length && leaf.at().isAfter(before[next].plus(TOLERANCE))) {
            throw new ProofRefused(Reason.POST_DATED, "entry " + index);
        }
    }
}
