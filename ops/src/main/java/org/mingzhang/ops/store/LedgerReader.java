package org.mingzhang.ops.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Reads the ledger by position. All views read the same events at nearly the same time, so each batch is read and decoded once
 * and kept for a while.
 */
final class LedgerReader {

    static final int BATCH = 1_000;

    private static final int KEPT = 8_000;
    private static final int WORTH_SHARING = 200;

    private static final String READ = "select l.position, " + EventTable.columns() + """
             from store.ledger l join store.event e on e.global_index = l.global_index
            where l.position > ? and l.position <= ? order by l.position""";

    private final DataSource database;
    private final EventCodec codec;
    private final PersonKeys keys;
    private final Bell bell;
    private final JustWritten justWritten;
    private final ReentrantLock reading = new ReentrantLock();

    /** Decoded batches, dense, by the position before their first event; under the lock. */
    private final TreeMap<Long, List<TrackedEventMessage<?>>> batches = new TreeMap<>();

    private int kept;

    private final Executor behind;

    /** One batch is read ahead at a time. */
    private final Semaphore ahead = new Semaphore(1);

    LedgerReader(
            DataSource database,
            EventCodec codec,
            PersonKeys keys,
            Bell bell,
            JustWritten justWritten,
            Executor behind) {
        this.justWritten = justWritten;
        this.behind = behind;
        this.database = database;
        this.codec = codec;
        this.keys = keys;
        this.bell = bell;
    }

    long head() {
        return bell.head();
    }

    /** Events after a position, in order, without a gap; none only if there are none yet. */
    List<TrackedEventMessage<?>> after(long position) {
        if (position >= bell.head()) {
            return List.of();
        }
        reading.lock();
        try {
            var known = batches.floorEntry(position);
            if (known != null && known.getKey() + known.getValue().size() > position) {
                var batch = known.getValue();
                readAhead(known.getKey() + batch.size());
                return batch.subList((int) (position - known.getKey()), batch.size());
            }
            var fresh = justWritten.after(position, BATCH);
            var read = decoded(fresh.isEmpty() ? rows(position) : fresh);
            if (!read.isEmpty()) {
                keep(position, read);
                readAhead(position + read.size());
            }
            return read;
        } finally {
            reading.unlock();
        }
    }

    // far behind, the next batch is read and decoded while this one is being written into a view
    private void readAhead(long position) {
        if (bell.head() >= position + BATCH && !batches.containsKey(position) && ahead.tryAcquire()) {
            behind.execute(() -> {
                try {
                    var unused = after(position);
                } catch (RuntimeException broken) {
                    // who needs it will read it again and be told
                } finally {
                    ahead.release();
                }
            });
        }
    }

    /** Everything after a position that is there now. */
    Stream<TrackedEventMessage<?>> stream(long position) {
        return Stream.iterate(
                        after(position),
                        batch -> !batch.isEmpty(),
                        batch -> after(LedgerSource.positionOf(
                                batch.get(batch.size() - 1).trackingToken())))
                .flatMap(List::stream);
    }

    private void keep(long position, List<TrackedEventMessage<?>> batch) {
        kept += batch.size();
        var replaced = batches.put(position, batch);
        kept -= replaced == null ? 0 : replaced.size();
        while (kept > KEPT && batches.size() > 1) {
            // what lies farthest from here: behind it when reading on, before it when rebuilding
            var first = batches.firstKey();
            var last = batches.lastKey();
            var farthest = position - first >= last - position ? batches.pollFirstEntry() : batches.pollLastEntry();
            kept -= farthest.getValue().size();
        }
    }

    private List<TrackedEventMessage<?>> decoded(List<NumberedRow> rows) {
        var stream = rows.size() > WORTH_SHARING ? rows.parallelStream() : rows.stream();
        var events = new ArrayList<TrackedEventMessage<?>>(rows.size());
        stream.map(this::decoded).toList().forEach(events::add);
        keys.prefetch(PersonsIn.events(events));
        return List.copyOf(events);
    }

    private TrackedEventMessage<?> decoded(NumberedRow numbered) {
        return new GenericTrackedDomainEventMessage<>(
                LedgerSource.tokenAt(numbered.position()), codec.read(numbered.row()));
    }

    private List<NumberedRow> rows(long position) {
        var connection = DataSourceUtils.getConnection(database);
        try (var select = connection.prepareStatement(READ)) {
            select.setLong(1, position);
            select.setLong(2, position + BATCH);
            var found = new ArrayList<NumberedRow>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new NumberedRow(rows.getLong(1), EventTable.row(rows, 2)));
                }
            }
            for (int i = 0; i < found.size(); i++) {
                if (found.get(i).position() != position + 1 + i) {
                    throw new EventStoreException("the ledger lacks position " + (position + 1 + i));
                }
            }
            return found;
        } catch (SQLException broken) {
            throw new EventStoreException("the ledger cannot be read after position " + position, broken);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }
}
