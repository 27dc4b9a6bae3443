package org.mingzhang.query.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingzhang.query.account.Fact.Answered;
import org.mingzhang.query.account.Fact.Asked;
import org.mingzhang.query.account.Fact.Assigned;
import org.mingzhang.query.account.Fact.Move;
import org.mingzhang.query.account.Fact.Moved;

/** 追责时钟: in whose hands a share was; the stretches leave no gap and add up exactly. */
class ShareClockTest {

    private static final Instant OPEN = Instant.parse("2022-09-08T01:00:00Z");
    private static final Instant END = Instant.parse("2022-10-30T01:00:00Z");

    private final List<Fact> facts = new ArrayList<>();

    @Test
    void followsAShareFromHandToHand() {
        assigned(-1, "a", "head");
        moved(10, Move.OPENED);
        moved(30, Move.SUBMITTED);
        moved(35, Move.RETURNED);
        moved(36, Move.SUBMITTED);
        moved(40, Move.APPROVED);

        assertThat(told())
                .containsExactly(
                        "SOURCE 10 []",
                        "COLLECTING 20 [a]",
                        "REVIEWING 5 [head]",
                        "CORRECTING 1 [a]",
                        "REVIEWING 4 [head]",
                        "DONE " + (hours() - 40) + " []");
    }

    /** Whoever takes a corrected share back goes on correcting it. */
    @Test
    void whatIsTakenBackIsWhatItWas() {
        assigned(-1, "a", "head");
        moved(-1, Move.OPENED);
        moved(5, Move.SUBMITTED);
        moved(6, Move.WITHDRAWN);
        moved(8, Move.SUBMITTED);
        moved(9, Move.RETURNED);
        moved(12, Move.SUBMITTED);
        moved(13, Move.WITHDRAWN);
        assertThat(told())
                .containsExactly(
                        "COLLECTING 5 [a]",
                        "REVIEWING 1 [head]",
                        "COLLECTING 2 [a]",
                        "REVIEWING 1 [head]",
                        "CORRECTING 3 [a]",
                        "REVIEWING 1 [head]",
                        "CORRECTING " + (hours() - 13) + " [a]");
    }

    /** Time in which the office does not answer is the office's, but only while the share is to be filled. */
    @Test
    void chargesTheOfficeWhileAQuestionWaits() {
        assigned(-1, "a", "head");
        moved(-1, Move.OPENED);
        facts.add(new Asked(position(), at(5), "q1"));
        facts.add(new Asked(position(), at(6), "q2"));
        facts.add(new Answered(position(), at(8), "q1"));
        facts.add(new Answered(position(), at(9), "q2"));
        moved(20, Move.SUBMITTED);
        facts.add(new Asked(position(), at(22), "q3"));
        moved(30, Move.APPROVED);

        assertThat(told())
                .containsExactly(
                        "COLLECTING 5 [a]",
                        "OFFICE 4 []",
                        "COLLECTING 11 [a]",
                        "REVIEWING 10 [head]",
                        "DONE " + (hours() - 30) + " []");
    }

    /** A new collector holds it from then on; what the earlier one held stays his. */
    @Test
    void keepsTheTimeOfThoseWhoWereThereBefore() {
        assigned(-1, "a", "head");
        moved(-1, Move.OPENED);
        assigned(7, "b", "head");
        moved(9, Move.LOCKED);
        moved(12, Move.OPENED);
        assertThat(told().subList(0, 4))
                .containsExactly(
                        "COLLECTING 7 [a]", "COLLECTING 2 [b]", "SOURCE 3 []", "COLLECTING " + (hours() - 12) + " [b]");
    }

    @Test
    void aShareThatNobodyHasIsUnassigned() {
        assertThat(told()).containsExactly("UNASSIGNED " + hours() + " []");
        assigned(2, "a", "head");
        moved(4, Move.DROPPED);
        assertThat(told()).containsExactly("UNASSIGNED 2 []", "SOURCE 2 []", "UNASSIGNED " + (hours() - 4) + " []");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233})
    void addsUpExactlyWhateverHappens(int seed) {
        var chance = new Random(seed);
        for (int run = 0; run < 200; run++) {
            facts.clear();
            var at = OPEN.minus(Duration.ofHours(5));
            for (int i = 0; i < chance.nextInt(60); i++) {
                at = at.plusMillis(chance.nextInt(40_000_000));
                facts.add(any(chance, at));
            }
            var intervals = ShareClock.of(facts, OPEN, END);
            var next = OPEN;
            for (var interval : intervals) {
                assertThat(interval.from()).isEqualTo(next);
                assertThat(interval.millis()).isPositive();
                next = interval.to();
            }
            assertThat(next).isEqualTo(END);
            assertThat(intervals.stream().mapToLong(Interval::millis).sum())
                    .isEqualTo(Duration.between(OPEN, END).toMillis());
        }
    }

    private Fact any(Random chance, Instant at) {
        return switch (chance.nextInt(4)) {
            case 0 ->
                new Assigned(position(), at, List.of("p" + chance.nextInt(3)), chance.nextBoolean() ? "head" : null);
            case 1 -> new Asked(position(), at, "q" + chance.nextInt(3));
            case 2 -> new Answered(position(), at, "q" + chance.nextInt(3));
            default -> new Moved(position(), at, Move.values()[chance.nextInt(Move.values().length)]);
        };
    }

    private List<String> told() {
        return ShareClock.of(facts, OPEN, END).stream()
                .map(each -> each.hold() + " " + each.millis() / 3_600_000 + " " + each.people())
                .toList();
    }

    private static long hours() {
        return Duration.between(OPEN, END).toHours();
    }

    private void assigned(int hour, String collector, String reviewer) {
        facts.add(new Assigned(position(), at(hour), List.of(collector), reviewer));
    }

    private void moved(int hour, Move move) {
        facts.add(new Moved(position(), at(hour), move));
    }

    private long position() {
        return facts.size() + 1L;
    }

    private static Instant at(int hour) {
        return OPEN.plus(Duration.ofHours(hour));
    }
}
