package org.mingzhang.events.proof;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 时限证明: whether an entry stood in the ledger before a deadline, told by when an outside witness saw how much of it. The entry's own
 * time does not count: whoever holds the clock of the program could have chosen it.
 *
 * @param sighting what tells it; null if nothing does
 */
public record DeadlineProof(Verdict verdict, @Nullable Sighting sighting) {

    /** What the witness's sightings tell. */
    public enum Verdict {
        /** The witness saw it by then. */
        BEFORE,
        /** The witness saw the ledger without it then or later. */
        AFTER,
        /** The witness did not look at the right time. */
        UNDECIDED
    }

    /**
     * The witness saw a ledger.
     *
     * @param size how many entries it had
     * @param at when, by the witness's clock
     */
    public record Sighting(long size, Instant at) {}

    /** What sightings tell of the entry with an index. */
    public static DeadlineProof of(long index, Instant deadline, List<Sighting> sightings) {
        var first = sightings.stream().filter(each -> each.size() > index).min(Comparator.comparing(Sighting::at));
        if (first.filter(each -> !each.at().isAfter(deadline)).isPresent()) {
            return new DeadlineProof(Verdict.BEFORE, first.get());
        }
        var last = sightings.stream().filter(each -> each.size() <= index).max(Comparator.comparing(Sighting::at));
        if (last.filter(each -> !each.at().isBefore(deadline)).isPresent()) {
            return new DeadlineProof(Verdict.AFTER, last.get());
        }
        return new DeadlineProof(Verdict.UNDECIDED, null);
    }
}
