package org.mingzhang.query;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 读取: at which ledger position a question is answered, waiting for it where the reader asks so. */
@Component
public final class Reads {

    /** Header with the position of the view a read was answered from. */
    public static final String LEDGER_POSITION = "Ledger-Position";

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST = 500;

    private final ViewPositions positions;
    private final LedgerHead head;
    private final JdbcClient sql;
    private final Clock clock;

    /** Groups that are told the whole ledger again, by the position up to which they would show but a part of it. */
    private final Map<String, Long> retold = new ConcurrentHashMap<>();

    Reads(ViewPositions positions, LedgerHead head, JdbcClient sql, Clock clock) {
        this.positions = positions;
        this.head = head;
        this.sql = sql;
        this.clock = clock;
        for (var group : Views.GROUPS) {
            // one that has not begun is told all of it, another goes on where a killed program left it
            long whole = positions.of(group) == 0 ? head.position() : head.toldAgainUntil();
            if (positions.of(group) < whole) {
                retold.put(group, whole);
            }
        }
    }

    /** The position these groups have reached, not before what the reader asks for. */
    public long now(@Nullable Long minPosition, String... groups) {
        var then = Then.here();
        if (then != null) {
            return then.position();
        }
        var all = List.of(groups);
        if (minPosition != null && !positions.await(all, minPosition, PATIENCE)) {
            throw new Unanswerable(Why.VIEW_BEHIND, minPosition.toString());
        }
        all.forEach(this::mustNotBeHalfTold);
        return positions.of(all);
    }

    /** A view that is made anew answers once it is whole, and never with half a table. */
    private void mustNotBeHalfTold(String group) {
        var whole = retold.get(group);
        if (whole != null) {
            // a rehearsal tells less than there is
            if (positions.of(group) < Math.min(whole, head.position())) {
                throw new Unanswerable(Why.VIEW_BEHIND, whole.toString());
            }
            retold.remove(group);
        }
    }

    /** The position these groups have once they show everything that was committed before the question. */
    public long everything(String... groups) {
        return now(head.position(), groups);
    }

    /**
     * The position of the trail, with all that was committed before the question: a read that is itself recorded tells
     * its reader no position to wait for. A trail that is far behind answers as it is.
     */
    public long trailNow(@Nullable Long minPosition) {
        if (Then.here() == null) {
            positions.await(List.of(Views.TRAIL), head.position(), PATIENCE);
        }
        return now(minPosition, Views.TRAIL);
    }

    /** The position a list of what was recorded ends at: the moment asked for, or else the given one. */
    public long upTo(@Nullable String asOf, long now) {
        return asOf == null || asOf.isBlank() ? now : tableAt(asOf, null);
    }

    /**
     * The position at which a table is shown.
     *
     * @param asOf a ledger position or an instant; null for now
     */
    public long tableAt(@Nullable String asOf, @Nullable Long minPosition) {
        if (asOf == null || asOf.isBlank()) {
            return now(minPosition, Views.TABLE);
        }
        return position(asOf.strip());
    }

    /**
     * The moment of the past that a reader asks for.
     *
     * @param asOf a ledger position or an instant
     * @return its position, and the instant itself or that of the position
     */
    public Map.Entry<Long, Instant> moment(String asOf) {
        long position = position(asOf.strip());
        return Map.entry(position, asOf.strip().matches("[0-9]{1,18}") ? at(position) : instant(asOf));
    }

    private Instant at(long position) {
        return sql.sql("select at from moment where position = ?")
                .param(position)
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .optional()
                .orElse(Instant.EPOCH);
    }

    /** The position at which the trail is told: now, or an instant or position of the past. */
    public long trailAt(@Nullable String asOf, @Nullable Long minPosition) {
        long now = now(minPosition, Views.TRAIL, Views.PROGRESS);
        return asOf == null || asOf.isBlank() ? now : position(asOf.strip());
    }

    /** How many items a page has at most. */
    public static int limit(@Nullable Integer asked) {
        return limit(asked, MOST);
    }

    /** The same for lists of which more are shown at once. */
    public static int limit(@Nullable Integer asked, int most) {
        int limit = asked == null ? 100 : asked;
        if (limit < 1 || limit > most) {
            throw new Unanswerable(Why.BAD_LIMIT, Integer.toString(most));
        }
        return limit;
    }

    /** 200, with the position of the view. */
    public static ResponseEntity.BodyBuilder ok(long position) {
        return ResponseEntity.ok().header(LEDGER_POSITION, Long.toString(position));
    }

    private long position(String asOf) {
        if (asOf.matches("[0-9]{1,18}")) {
            long asked = Long.parseLong(asOf);
            if (asked > head.position()) {
                throw new Unanswerable(Why.AS_OF_IN_FUTURE, asOf);
            }
            now(asked, Views.TABLE);
            return asked;
        }
        var instant = instant(asOf);
        if (instant.isAfter(clock.instant())) {
            throw new Unanswerable(Why.AS_OF_IN_FUTURE, asOf);
        }
        everything(Views.TABLE, Views.TRAIL);
        return lastUntil(instant);
    }

    /** The last position whose event was accepted at or before an instant, 0 if there was none. */
    public long lastUntil(Instant instant) {
        return sql.sql("select position from moment where at <= ? order by at desc, position desc limit 1")
                .param(Timestamp.from(instant))
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** An instant as a reader writes it; a plus sign that became a blank on its way is forgiven. */
    public static Instant instant(String written) {
        try {
            return OffsetDateTime.parse(written.strip().replace(' ', '+')).toInstant();
        } catch (DateTimeParseException unreadable) {
            throw new Unanswerable(Why.AS_OF_MALFORMED, written);
        }
    }
}
