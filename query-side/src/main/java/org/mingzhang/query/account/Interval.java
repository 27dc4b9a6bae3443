package org.mingzhang.query.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * 一段时间: from one moment, included, to another, excluded, in the same hands.
 *
 * @param people staff numbers of those in whose hands it was: all collectors at the time, or the reviewer; empty if nobody's
 * @param position ledger position of the event that began it; 0 for the beginning of the campaign
 */
record Interval(Instant from, Instant to, Hold hold, List<String> people, long position) {

    Interval {
        people = List.copyOf(people);
    }

    long millis() {
        return Duration.between(from, to).toMillis();
    }
}
