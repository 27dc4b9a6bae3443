package org.mingzhang.query.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** 返工分析: the time of correcting, charged to what it was for. */
class ReworkTest {

    static final Instant START = Instant.parse("2022-09-20T01:00:00Z");

    static Interval interval(long from, long to, Hold hold, long position) {
        return new Interval(START.plusMillis(from), START.plusMillis(to), hold, List.of(), position);
    }

    static Rework.Cause field(String name) {
        return new Rework.Cause(null, name);
    }

    @Test
    void timeOfCorrectingIsChargedToTheMarkedCells() {
        var charged = Rework.of(
                List.of(
                        interval(0, 100, Hold.COLLECTING, 0),
                        interval(100, 150, Hold.REVIEWING, 5),
                        interval(150, 351, Hold.CORRECTING, 7),
                        interval(351, 400, Hold.REVIEWING, 9)),
                position -> position == 7 ? new LinkedHashSet<>(List.of(field("hours"), field("name"))) : null);
        assertThat(charged)
                .containsExactly(new Rework.Charged(field("hours"), 1, 101), new Rework.Charged(field("name"), 1, 100));
    }

    @Test
    void whatIsTakenBackOrWaitsInBetweenIsStillForTheSameCause() {
        var charged = Rework.of(
                List.of(
                        interval(0, 10, Hold.CORRECTING, 3),
                        interval(10, 50, Hold.OFFICE, 4),
                        interval(50, 60, Hold.CORRECTING, 5)),
                position -> position == 3 ? Set.of(new Rework.Cause("R-1", "hours")) : null);
        assertThat(charged).containsExactly(new Rework.Charged(new Rework.Cause("R-1", "hours"), 1, 20));
    }

    @Test
    void whatIsChargedAddsUpToTheClockWhateverHappens() {
        var chance = new Random(7);
        for (var i = 0; i < 500; i++) {
            var intervals = new ArrayList<Interval>();
            var causes = new HashMap<Long, Set<Rework.Cause>>();
            long at = 0;
            for (var position = 1L; position < 12; position++) {
                long next = at + chance.nextInt(1000);
                intervals.add(interval(at, next, Hold.values()[chance.nextInt(Hold.values().length)], position));
                at = next;
                if (chance.nextBoolean()) {
                    var some = new LinkedHashSet<Rework.Cause>();
                    for (var n = chance.nextInt(4); n > 0; n--) {
                        some.add(new Rework.Cause(chance.nextBoolean() ? "R-" + chance.nextInt(3) : null, "f" + n));
                    }
                    causes.put(position, some);
                }
            }
            long clock = intervals.stream()
                    .filter(interval -> interval.hold() == Hold.CORRECTING)
                    .mapToLong(Interval::millis)
                    .sum();
            var charged = Rework.of(intervals, causes::get);
            assertThat(charged.stream().mapToLong(Rework.Charged::millis).sum()).isEqualTo(clock);
        }
    }
}
