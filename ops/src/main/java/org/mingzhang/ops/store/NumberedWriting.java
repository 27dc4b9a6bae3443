package org.mingzhang.ops.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Receipts.Receipt;
import org.mingzhang.ops.store.EventTable.Inserted;

/**
 * Events, their receipts and their positions in one statement, committed by itself: one round trip.
 *
 * <p>Numbered they are only if the sequencer still holds the fence and nothing else became visible since it looked last: an event
 * that came before, perhaps of the same aggregate, must not be passed over.
 */
final class NumberedWriting {

    private static final String FENCE = """
            with fresh as materialized (
                select from (
                    select e.global_index from store.event e where e.xid >= ?::xid8
                    union all
                    select e.global_index from store.event e where e.xid = any(?::xid8[])) as e
                where not exists (select from store.ledger l where l.global_index = e.global_index) limit 1),
            fence as (
                update store.sequencer set head = head + ?, head_at = greatest(head_at, ?::timestamptz),
                    seen = pg_current_snapshot()
                where epoch = ? and head = ? and run_first is null and not exists (select from fresh)
                returning seen::text),
            """;

    private static final String NUMBERED = """
            ,
            numbered as (
                insert into store.ledger (position, global_index, at)
                select ? + row_number() over earlier, global_index, greatest(?::timestamptz, max(at) over earlier)
                from written cross join fence window earlier as (order by global_index))
            select global_index, xid::text, (select seen from fence) from written order by global_index""";

    private static final String ONE = FENCE + EventTable.WRITTEN_ONE + NUMBERED;
    private static final String ONE_WITH_RECEIPT =
            FENCE + EventTable.WRITTEN_ONE + ",\n" + EventTable.ANSWERED_ONE + NUMBERED;
    private static final String MANY = FENCE + EventTable.WRITTEN_MANY + ",\n" + EventTable.ANSWERED_MANY + NUMBERED;

    private NumberedWriting() {}

    /**
     * What the sequencer knows.
     *
     * @param epoch its own
     * @param head last position given so far
     * @param headAt time of that position
     * @param end transactions from this one on were not seen to be over
     * @param running of those before, the ones that ran still
     */
    record Known(long epoch, long head, Instant headAt, String end, List<String> running) {

        Known {
            running = List.copyOf(running);
        }
    }

    /**
     * What was written.
     *
     * @param seen snapshot in which nothing else lacked a position; null if something did, and then nothing was numbered
     */
    record Outcome(Inserted inserted, @Nullable String seen) {}

    /** Writes these events, which get the positions after the head in this order. */
    static Outcome write(Connection connection, List<EventRow> rows, List<Receipt> receipts, Known known)
            throws SQLException {
        var one = rows.size() == 1 && receipts.size() <= 1;
        var ofOne = receipts.isEmpty() ? ONE : ONE_WITH_RECEIPT;
        try (var write = connection.prepareStatement(one ? ofOne : MANY)) {
            write.setString(1, known.end());
            write.setArray(2, connection.createArrayOf("text", known.running().toArray()));
            write.setLong(3, rows.size());
            write.setObject(4, newest(rows).atOffset(ZoneOffset.UTC));
            write.setLong(5, known.epoch());
            write.setLong(6, known.head());
            int next = one
                    ? EventTable.bindOne(write, 7, rows.get(0), receipts)
                    : EventTable.bindMany(write, 7, rows, receipts);
            write.setLong(next, known.head());
            write.setObject(next + 1, known.headAt().atOffset(ZoneOffset.UTC));
            var indices = new ArrayList<Long>(rows.size());
            var transaction = "";
            String seen = null;
            try (var written = write.executeQuery()) {
                while (written.next()) {
                    indices.add(written.getLong(1));
                    transaction = written.getString(2);
                    seen = written.getString(3);
                }
            }
            return new Outcome(new Inserted(transaction, indices), seen);
        }
    }

    static Instant newest(List<EventRow> rows) {
        return rows.stream().map(EventRow::at).max(Instant::compareTo).orElseThrow();
    }
}
