package org.mingzhang.query.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * 追责时钟 of one share. The intervals it gives begin where the campaign begins, end where it is looked at, and leave no gap:
 * their lengths add up exactly to the whole.
 */
final class ShareClock {

    private final List<Interval> intervals = new ArrayList<>();
    private final Set<String> questions = new HashSet<>();
    private boolean assigned;
    private boolean open;
    private Hold stage = Hold.COLLECTING;

    /** What the share was being filled for when it was handed over last; taken back, it is that again. */
    private Hold filling = Hold.COLLECTING;

    private List<String> collectors = List.of();
    private List<String> reviewer = List.of();
    private final Instant begin;
    private Instant since;
    private long began;

    private ShareClock(Instant from) {
        this.begin = from;
        this.since = from;
    }

    /**
     * In whose hands a share was.
     *
     * @param facts in the order of the ledger; those before the campaign opened only say how it began
     * @param from when the campaign opened
     * @param to until when to look; not before {@code from}
     */
    static List<Interval> of(List<Fact> facts, Instant from, Instant to) {
        var clock = new ShareClock(from);
        for (var fact : facts) {
            if (fact.at().isAfter(to)) {
                break;
            }
            clock.tell(fact);
        }
        clock.end(to);
        return clock.intervals;
    }

    private void tell(Fact fact) {
        var before = hold();
        var people = people(before);
        change(fact);
        var now = hold();
        if (now != before || !people(now).equals(people)) {
            close(before, people, fact.at());
            began = fact.at().isAfter(begin) ? fact.position() : 0;
        }
    }

    private void change(Fact fact) {
        if (fact instanceof Fact.Assigned to) {
            var again = to.reviewer();
            assigned = true;
            collectors = to.collectors();
            reviewer = again == null ? List.of() : List.of(again);
        } else if (fact instanceof Fact.Asked asked) {
            questions.add(asked.question());
        } else if (fact instanceof Fact.Answered answered) {
            questions.remove(answered.question());
        } else if (fact instanceof Fact.Moved moved) {
            move(moved.move());
        }
    }

    private void move(Fact.Move move) {
        switch (move) {
            case DROPPED -> {
                assigned = false;
                stage = Hold.COLLECTING;
            }
            case OPENED -> open = true;
            case LOCKED -> open = false;
            case SUBMITTED -> {
                filling = stage == Hold.CORRECTING ? Hold.CORRECTING : Hold.COLLECTING;
                stage = Hold.REVIEWING;
            }
            case WITHDRAWN -> stage = filling;
            case RETURNED -> stage = Hold.CORRECTING;
            case APPROVED -> stage = Hold.DONE;
        }
    }

    private Hold hold() {
        if (!assigned) {
            return Hold.UNASSIGNED;
        }
        if (stage == Hold.DONE || stage == Hold.REVIEWING) {
            return stage;
        }
        if (!open) {
            return Hold.SOURCE;
        }
        return questions.isEmpty() ? stage : Hold.OFFICE;
    }

    private List<String> people(Hold hold) {
        return switch (hold) {
            case COLLECTING, CORRECTING -> collectors;
            case REVIEWING -> reviewer;
            case UNASSIGNED, SOURCE, OFFICE, DONE -> List.of();
        };
    }

    private void end(Instant to) {
        close(hold(), people(hold()), to);
    }

    private void close(Hold hold, List<String> people, Instant at) {
        if (at.isAfter(since)) {
            intervals.add(new Interval(since, at, hold, people, began));
            since = at;
        }
    }
}
