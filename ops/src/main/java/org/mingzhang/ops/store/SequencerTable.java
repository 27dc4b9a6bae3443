package org.mingzhang.ops.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Receipts.Receipt;
import org.mingzhang.ops.store.Sequencer.Run;

/**
 * The SQL of the sequencer, on a connection of its own.
 *
 * <p>Its transactions are not waited for ({@code synchronous_commit = off}): whatever refers to a position, a view or an event,
 * commits later, and the log of the database is written in order, so that a reference can never survive what it refers to.
 */
final class SequencerTable {

    /** The advisory lock; held as long as the connection lives. */
    private static final long LOCK = 0x4d5a_4c45_4447_4552L;

    static final String COMMITTED = "mingzhang_committed";

    /** States of constraints that somebody else was first to meet. */
    private static final String REFUSED = "23";

    private static final int SWEEP = 50_000;

    /** What the planner may do to look through everything. */
    private static final List<String> WAYS_THROUGH_ALL =
            List.of("enable_seqscan", "enable_hashjoin", "enable_mergejoin");

    /** Events that were written together with their positions are visible since as well. */
    private static final String WITHOUT_POSITION =
            "and not exists (select from store.ledger l where l.global_index = e.global_index)\n";

    private static final String FRESH = "select pg_current_snapshot()::text as seen, found.* from (values (1)) as one"
            + " left join (\n" + "select e.global_index, e.xid::text, "
            + EventTable.headerColumns() + " from store.event e where e.xid >= ?::xid8\n"
            + WITHOUT_POSITION + "union all\nselect e.global_index, e.xid::text, "
            + EventTable.headerColumns() + " from store.event e where e.xid = any(?::xid8[])\n"
            + WITHOUT_POSITION + ") as found on true";

    private static final String UNNUMBERED =
            "select pg_current_snapshot()::text as seen, found.* from (values (1)) as one left join (\n"
                    + "select e.global_index, e.xid::text, " + EventTable.headerColumns()
                    + """
                     from store.event e
                    where not exists (select from store.ledger l where l.global_index = e.global_index)
                      and not exists (select from store.quarantine q where q.global_index = e.global_index)
                    order by e.global_index limit ?) as found on true""";

    private static final String NUMBER = """
            with fence as (
                update store.sequencer set head = ?, head_at = ?::timestamptz, seen = ?::pg_snapshot
                where epoch = ? and head = ? and run_first is null returning 1)
            insert into store.ledger (position, global_index, at)
            select numbered.* from unnest(?::bigint[], ?::bigint[], ?::timestamptz[]) as numbered, fence""";

    private static final String NUMBER_OFFERED = """
            with fresh as materialized (
                select e.global_index, e.at, e.xid from (
                    select e.global_index, e.at, e.xid from store.event e where e.xid >= ?::xid8
                    union all
                    select e.global_index, e.at, e.xid from store.event e where e.xid = any(?::xid8[])) as e
                where not exists (select from store.ledger l where l.global_index = e.global_index)),
            fence as (
                update store.sequencer set head = head + ?, seen = pg_current_snapshot(),
                    head_at = greatest(head_at, (select max(at) from fresh))
                where epoch = ? and head = ? and run_first is null
                  and (select count(*) from fresh) = ?
                  and (select count(*) from fresh where xid = any(?::xid8[])) = ?
                returning seen, head_at),
            numbered as (
                insert into store.ledger (position, global_index, at)
                select ? + row_number() over (order by global_index), global_index,
                    greatest(?::timestamptz, max(at) over (order by global_index))
                from fresh where exists (select from fence)
                returning position, global_index)
            select fence.seen::text, fence.head_at, numbered.global_index, numbered.position
            from fence left join numbered on numbered.global_index = any(?::bigint[])""";

    /** Looks only at what other transactions wrote: if none of it is to be numbered first, the run is, unseen. */
    private static final String NUMBER_RUN = """
            with fresh as materialized (
                select from (
                    select e.global_index from store.event e where e.xid >= ?::xid8 and e.xid < ?::xid8
                    union all
                    select e.global_index from store.event e where e.xid >= ?::xid8 and e.xid > ?::xid8
                    union all
                    select e.global_index from store.event e where e.xid = any(?::xid8[])) as e
                where not exists (select from store.ledger l where l.global_index = e.global_index) limit 1),
            fence as (
                update store.sequencer set run_first = ?, run_last = ?, run_at = greatest(head_at, ?::timestamptz),
                    seen = pg_current_snapshot()
                where epoch = ? and head = ? and run_first is null and not exists (select from fresh)
                  and not exists (select from store.ledger l where l.global_index between ? and ?)
                returning seen)
            select seen::text from fence""";

    private static final String LAY_OUT = """
            with run as (
                select head, run_first, run_last, run_at from store.sequencer where run_first is not null),
            moved as (
                update store.sequencer s set head = s.head + run.run_last - run.run_first + 1, head_at = run.run_at,
                    run_first = null, run_last = null, run_at = null
                from run where s.epoch = ? and s.run_first = run.run_first
                returning s.head, s.head_at),
            laid as (
                insert into store.ledger (position, global_index, at)
                select run.head + place, global_index, run.run_at
                from run cross join moved
                    cross join generate_series(run.run_first, run.run_last) with ordinality as event (global_index, place))
            select head, head_at from moved""";

    private final Connection connection;

    /** On this one commits are waited for. */
    private final Connection writing;

    private final String timeout;
    private volatile boolean lost;
    private long epoch;
    private long head;
    private Instant headAt = Instant.EPOCH;
    private Snapshot seen = Snapshot.of("1:1:");

    /** Whether positions were given to a run whose rows are not laid out yet. */
    private volatile boolean owing;

    /** An event to number: its header, with digest and length of its payload. */
    @SuppressWarnings("ArrayRecordComponent")
    record Fenced(long globalIndex, String transaction, EventRow header, byte[] sha256, int size) {}

    /** What was visible and had no position, and the snapshot in which it was. */
    record Found(Snapshot snapshot, List<Fenced> rows) {}

    /** Which transactions were over: all below the end, but for those still running. */
    record Snapshot(String text, String end, List<String> running) {

        static Snapshot of(String text) {
            var parts = text.split(":", -1);
            return new Snapshot(text, parts[1], parts[2].isEmpty() ? List.of() : List.of(parts[2].split(",", -1)));
        }
    }

    /**
     * The table, for one who may become its sequencer.
     *
     * @param connection its own, for what need not be waited for
     * @param writing its own, for events that are written together with their positions
     */
    SequencerTable(Connection connection, Connection writing) throws SQLException {
        this.connection = connection;
        this.writing = writing;
        connection.setAutoCommit(true);
        writing.setAutoCommit(true);
        timeout = one("show statement_timeout", rows -> rows.getString(1));
        execute("set statement_timeout = 0");
        execute("set synchronous_commit = off");
    }

    /** Gives the connection back as it was. */
    void release() throws SQLException {
        if (connection.isValid(1)) {
            execute("select pg_advisory_unlock(" + LOCK + ")");
            execute("set statement_timeout = '" + timeout + "'");
            execute("reset synchronous_commit");
        }
        for (var on : List.of(connection, writing)) {
            if (on.isValid(1)) {
                ways("default", on);
                set("max_parallel_workers_per_gather", "default", on);
            }
        }
    }

    /** Whether this connection is the sequencer's. */
    boolean lock() throws SQLException {
        return one("select pg_try_advisory_lock(" + LOCK + ")", rows -> rows.getBoolean(1));
    }

    /** Takes over from whoever sequenced before. */
    void begin() throws SQLException {
        try (var update = connection.prepareStatement("""
                        update store.sequencer set epoch = epoch + 1
                        returning epoch, head, head_at, seen::text, run_first is not null""");
                var rows = update.executeQuery()) {
            rows.next();
            epoch = rows.getLong(1);
            head = rows.getLong(2);
            headAt = rows.getObject(3, OffsetDateTime.class).toInstant();
            seen = Snapshot.of(rows.getString(4));
            owing = rows.getBoolean(5);
        }
    }

    long head() {
        return head;
    }

    /** The oldest events without a position, found by looking through everything; done when sequencing begins. */
    Found unnumbered() throws SQLException {
        try (var select = connection.prepareStatement(UNNUMBERED)) {
            select.setInt(1, SWEEP);
            return found(select.executeQuery());
        }
    }

    /**
     * From now on only what is new is looked for: by index, for the planner cannot know that nearly everything is old, and would
     * rather read the whole ledger once, with helpers, than ask its index ten thousand times.
     */
    void watch() throws SQLException {
        for (var on : List.of(connection, writing)) {
            ways("off", on);
            set("max_parallel_workers_per_gather", "0", on);
        }
    }

    private static void ways(String to, Connection on) throws SQLException {
        for (var way : WAYS_THROUGH_ALL) {
            set(way, to, on);
        }
    }

    private static void set(String setting, String to, Connection on) throws SQLException {
        try (var statement = on.createStatement()) {
            statement.execute("set " + setting + " to " + to);
        }
    }

    /** Whether a connection was lost on which there was somebody else than the sequencer's own thread. */
    boolean isLost() {
        return lost;
    }

    /**
     * Writes events and their receipts and gives them the next positions, if nothing else lies there to be numbered before them.
     *
     * @throws SQLException if the database refused; then nothing was written, or, after a lost connection, nothing is known
     */
    NumberedWriting.Outcome write(List<EventRow> rows, List<Receipt> receipts) throws SQLException {
        var known = new NumberedWriting.Known(epoch, head, headAt, seen.end(), seen.running());
        try {
            var outcome = NumberedWriting.write(writing, rows, receipts, known);
            if (outcome.seen() != null) {
                head += rows.size();
                headAt = Sequencer.notBefore(NumberedWriting.newest(rows), headAt);
                seen = Snapshot.of(outcome.seen());
            }
            return outcome;
        } catch (SQLException refused) {
            lost = !String.valueOf(refused.getSQLState()).startsWith(REFUSED);
            throw refused;
        }
    }

    /** What became visible since the last snapshot. */
    Found fresh() throws SQLException {
        try (var select = connection.prepareStatement(FRESH)) {
            select.setString(1, seen.end());
            select.setArray(2, connection.createArrayOf("text", seen.running().toArray()));
            return found(select.executeQuery());
        }
    }

    private static Found found(ResultSet rows) throws SQLException {
        try (rows) {
            var found = new ArrayList<Fenced>();
            var text = "";
            while (rows.next()) {
                text = rows.getString(1);
                long index = rows.getLong(2);
                if (!rows.wasNull()) {
                    found.add(new Fenced(
                            index, rows.getString(3), EventTable.header(rows, 4), rows.getBytes(15), rows.getInt(16)));
                }
            }
            return new Found(Snapshot.of(text), found);
        }
    }

    /** Nothing was there in this snapshot. */
    void saw(Snapshot snapshot) {
        seen = snapshot;
    }

    /** Gives the next positions to these events, in this order; false if another sequencer has taken over. */
    boolean number(List<Fenced> rows, Snapshot snapshot) throws SQLException {
        var positions = new Long[rows.size()];
        var indices = new Long[rows.size()];
        var times = new String[rows.size()];
        var time = headAt;
        for (int i = 0; i < rows.size(); i++) {
            positions[i] = head + 1 + i;
            indices[i] = rows.get(i).globalIndex();
            time = Sequencer.notBefore(rows.get(i).header().at(), time);
            times[i] = time.toString();
        }
        try (var number = connection.prepareStatement(NUMBER)) {
            number.setLong(1, head + rows.size());
            number.setString(2, time.toString());
            number.setString(3, snapshot.text());
            number.setLong(4, epoch);
            number.setLong(5, head);
            number.setArray(6, connection.createArrayOf("bigint", positions));
            number.setArray(7, connection.createArrayOf("bigint", indices));
            number.setArray(8, connection.createArrayOf("timestamptz", times));
            if (number.executeUpdate() != rows.size()) {
                return false;
            }
        }
        head += rows.size();
        headAt = time;
        seen = snapshot;
        return true;
    }

    /**
     * Gives the next positions to what transactions of this node have just written, by ascending global index, if nothing
     * else became visible: one round trip.
     *
     * @param asked global indices whose positions are wanted
     * @return positions by global index; null if there was something else, or if another sequencer has taken over
     */
    @Nullable
    Map<Long, Long> numberOffered(List<String> transactions, long events, List<Long> asked) throws SQLException {
        var positions = new HashMap<Long, Long>();
        try (var number = connection.prepareStatement(NUMBER_OFFERED)) {
            number.setString(1, seen.end());
            number.setArray(2, connection.createArrayOf("text", seen.running().toArray()));
            number.setLong(3, events);
            number.setLong(4, epoch);
            number.setLong(5, head);
            number.setLong(6, events);
            number.setArray(7, connection.createArrayOf("text", transactions.toArray()));
            number.setLong(8, events);
            number.setLong(9, head);
            number.setObject(10, headAt.atOffset(ZoneOffset.UTC));
            number.setArray(11, connection.createArrayOf("bigint", asked.toArray()));
            try (var rows = number.executeQuery()) {
                if (!rows.next()) {
                    return null;
                }
                seen = Snapshot.of(rows.getString(1));
                headAt = rows.getObject(2, OffsetDateTime.class).toInstant();
                do {
                    positions.put(rows.getLong(3), rows.getLong(4));
                } while (rows.next());
            }
        }
        head += events;
        return positions;
    }

    /**
     * Gives the next positions to all events of a transaction that this node has just written, if nothing else became visible:
     * one round trip, in which none of them is looked for. From then on the positions stand, but the events can be read by them,
     * and others get theirs, only when the run has been {@link #layOut laid out}.
     *
     * @param asked global indices whose positions are wanted
     * @return positions by global index; null if there was something else, or if another sequencer has taken over
     */
    @Nullable
    Map<Long, Long> numberRun(String transaction, Run run, List<Long> asked) throws SQLException {
        var others = seen.running().stream()
                .filter(running -> !running.equals(transaction))
                .toArray();
        try (var number = connection.prepareStatement(NUMBER_RUN)) {
            number.setString(1, seen.end());
            number.setString(2, transaction);
            number.setString(3, seen.end());
            number.setString(4, transaction);
            number.setArray(5, connection.createArrayOf("text", others));
            number.setLong(6, run.first());
            number.setLong(7, run.last());
            number.setObject(8, run.at().atOffset(ZoneOffset.UTC));
            number.setLong(9, epoch);
            number.setLong(10, head);
            number.setLong(11, run.first());
            number.setLong(12, run.last());
            try (var rows = number.executeQuery()) {
                if (!rows.next()) {
                    return null;
                }
                seen = Snapshot.of(rows.getString(1));
                owing = true;
            }
        }
        long before = head - run.first() + 1;
        return asked.stream().collect(Collectors.toMap(Function.identity(), index -> before + index));
    }

    /** Whether a run has positions and is not laid out yet. */
    boolean owesRun() {
        return owing;
    }

    /** Writes a row for each event of the run that has its positions; false if another sequencer has taken over. */
    boolean layOut() throws SQLException {
        try (var lay = connection.prepareStatement(LAY_OUT)) {
            lay.setLong(1, epoch);
            try (var rows = lay.executeQuery()) {
                if (!rows.next()) {
                    return false;
                }
                head = rows.getLong(1);
                headAt = rows.getObject(2, OffsetDateTime.class).toInstant();
                owing = false;
            }
        }
        return true;
    }

    /** Sets rows aside for good. */
    void quarantine(List<Long> indices, String reason) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into store.quarantine (global_index, reason)
                select forged, ? from unnest(?::bigint[]) as forged on conflict do nothing""")) {
            insert.setString(1, reason);
            insert.setArray(2, connection.createArrayOf("bigint", indices.toArray()));
            insert.executeUpdate();
        }
    }

    long quarantined() throws SQLException {
        return one("select count(*) from store.quarantine", rows -> rows.getLong(1));
    }

    // for a node that does not sequence

    long readHead() throws SQLException {
        return one("select head from store.sequencer", rows -> rows.getLong(1));
    }

    /** Wakes the sequencer of another node. */
    void tellOfCommits() throws SQLException {
        execute("notify " + COMMITTED);
    }

    Map<String, Long> positions(Map<String, Long> indexByCommand) throws SQLException {
        if (indexByCommand.isEmpty()) {
            return Map.of();
        }
        var positions = new HashMap<Long, Long>();
        try (var select = connection.prepareStatement(
                "select global_index, position from store.ledger where global_index = any(?)")) {
            select.setArray(
                    1,
                    connection.createArrayOf("bigint", indexByCommand.values().toArray()));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    positions.put(rows.getLong(1), rows.getLong(2));
                }
            }
        }
        var byCommand = new HashMap<String, Long>();
        indexByCommand.forEach((command, index) -> {
            var position = positions.get(index);
            if (position != null) {
                byCommand.put(command, position);
            }
        });
        return byCommand;
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private <T> T one(String sql, Reading<T> reading) throws SQLException {
        try (var select = connection.prepareStatement(sql);
                var rows = select.executeQuery()) {
            rows.next();
            return reading.read(rows);
        }
    }
}
