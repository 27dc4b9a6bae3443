package org.mingzhang.events.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.mingzhang.events.proof.DeadlineProof.Sighting;
import org.mingzhang.events.proof.DeadlineProof.Verdict;

/** 时限证明: what the witness saw and when, and nothing that it did not see. */
class DeadlineProofTest {

    private static final Instant DEADLINE = Instant.parse("2022-10-15T16:00:00Z");
    private static final Sighting EARLY = new Sighting(100, DEADLINE.minusSeconds(900));
    private static final Sighting ON_TIME = new Sighting(120, DEADLINE);
    private static final Sighting LATE = new Sighting(150, DEADLINE.plusSeconds(900));

    @Test
    void whatTheWitnessSawByThenWasThere() {
        var seen = List.of(EARLY, ON_TIME, LATE);
        assertThat(DeadlineProof.of(99, DEADLINE, seen)).isEqualTo(new DeadlineProof(Verdict.BEFORE, EARLY));
        assertThat(DeadlineProof.of(119, DEADLINE, seen)).isEqualTo(new DeadlineProof(Verdict.BEFORE, ON_TIME));
    }

    @Test
    void whatTheWitnessDidNotSeeThenWasNotThere() {
        var seen = List.of(EARLY, ON_TIME, LATE);
        assertThat(DeadlineProof.of(120, DEADLINE, seen)).isEqualTo(new DeadlineProof(Verdict.AFTER, ON_TIME));
        assertThat(DeadlineProof.of(150, DEADLINE, seen)).isEqualTo(new DeadlineProof(Verdict.AFTER, LATE));
    }

    @Test
    void betweenTwoSightingsNothingIsTold() {
        assertThat(DeadlineProof.of(110, DEADLINE, List.of(EARLY, LATE)))
                .isEqualTo(new DeadlineProof(Verdict.UNDECIDED, null));
        assertThat(DeadlineProof.of(0, DEADLINE, List.of())).isEqualTo(new DeadlineProof(Verdict.UNDECIDED, null));
    }

    /** An honest witness sees a ledger that only grows; whatever it sees, an entry written at its own moment is told rightly. */
    @Property
    void neverTellsWrongly(
            @ForAll @Size(max = 12) List<@IntRange(max = 40) Integer> looks,
            @ForAll @IntRange(max = 40) int written,
            @ForAll @IntRange(max = 40) int deadline) {
        // one entry a second: at second s the ledger holds s entries, and entry i is there from second i + 1 on
        var sightings = looks.stream()
                .map(second -> new Sighting(second, Instant.ofEpochSecond(second)))
                .toList();
        var verdict = DeadlineProof.of(written, Instant.ofEpochSecond(deadline), sightings)
                .verdict();
        boolean there = written + 1 <= deadline;
        assertThat(verdict).isIn(there ? Verdict.BEFORE : Verdict.AFTER, Verdict.UNDECIDED);
    }
}
