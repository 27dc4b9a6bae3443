package org.mingzhang.ops.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.Event;
import org.mingzhang.ops.store.Sequencer.Run;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * 账本: writes and reads events, directly on JDBC, in the transaction of the unit of work.
 *
 * <p>One event costs one round trip besides the commit. The rows of many events are put together {@link RowsAhead ahead}.
 */
final class LedgerStorage implements EventStorageEngine {

    private static final int COPY_FROM = 48;

    private final DataSource database;
    private final EventCodec codec;
    private final PersonKeys keys;
    private final Tickets tickets;
    private final Sequencer sequencer;
    private final GroupWriter group;
    private final Executor preparing;
    private final AggregateReader aggregates;
    private final SnapshotTable snapshots;
    private final LedgerReader ledger;
    private final WriteGate gate;

    LedgerStorage(
            DataSource database,
            EventCodec codec,
            PersonKeys keys,
            Tickets tickets,
            Sequencer sequencer,
            GroupWriter group,
            Executor preparing,
            AggregateReader aggregates,
            SnapshotTable snapshots,
            LedgerReader ledger,
            WriteGate gate) {
        this.database = database;
        this.codec = codec;
        this.keys = keys;
        this.tickets = tickets;
        this.sequencer = sequencer;
        this.group = group;
        this.preparing = preparing;
        this.aggregates = aggregates;
        this.snapshots = snapshots;
        this.ledger = ledger;
        this.gate = gate;
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        if (events.isEmpty()) {
            return;
        }
        gate.pass(events);
        var written = written();
        var connection = DataSourceUtils.getConnection(database);
        try {
            if (events.size() < COPY_FROM) {
                var persons = PersonsIn.events(events);
                var needed = persons.isEmpty()
                        ? Map.<String, SecretKey>of()
                        : keys.forSealing(connection, persons, written.freshKeys());
                var rows = new ArrayList<EventRow>(events.size());
                events.forEach(event -> rows.add(codec.write(event, needed)));
                written.hold(rows);
            } else {
                written.writeHeld();
                copy(connection, events, written);
            }
        } catch (SQLException refused) {
            throw Written.translated(refused, isCreation(events.get(0)));
        } finally {
            written.expectNoMore();
            DataSourceUtils.releaseConnection(connection, database);
        }
    }

    /**
     * Events of the running transaction that are going to be appended: when they become many, their rows are begun while the
     * command still applies others.
     */
    void expect(List<? extends EventMessage<?>> events) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            return;
        }
        var rows = expected(written());
        if (rows.take(events)) {
            var connection = DataSourceUtils.getConnection(database);
            try {
                rows.begin(connection);
            } catch (SQLException refused) {
                throw Written.translated(refused, false);
            } finally {
                DataSourceUtils.releaseConnection(connection, database);
            }
        }
    }

    /** The rows of events that are expected in a transaction; none at first. */
    private RowsAhead expected(Written written) {
        var rows = written.ahead();
        if (rows == null) {
            rows = new RowsAhead(codec, keys, preparing, written.freshKeys());
            written.expect(rows);
        }
        return rows;
    }

    private Written written() {
        return Written.here(database, keys, sequencer, tickets, group);
    }

    private void copy(Connection connection, List<? extends EventMessage<?>> events, Written written)
            throws SQLException {
        var commands = new HashSet<String>();
        events.forEach(event -> commands.add(String.valueOf(event.getMetaData().getOrDefault(EventCodec.COMMAND, ""))));
        var rows = rowsOf(events, written);
        CopyIn copy = null;
        try {
            rows.begin(connection);
            rows.storeKeys(connection, written.freshKeys());
            copy = EventTable.copy(connection);
            rows.send(copy);
            var inserted = EventTable.end(
                    connection, copy, UUID.fromString(events.get(0).getIdentifier()));
            long last = inserted.indices().get(1);
            written.copied(
                    inserted.transaction(),
                    events.size(),
                    commands.size() == 1 ? Map.of(commands.iterator().next(), last) : lastOfEach(connection),
                    run(events, inserted.indices().get(0), last));
        } catch (RuntimeException unprepared) {
            if (copy != null && copy.isActive()) {
                copy.cancelCopy();
            }
            throw unprepared;
        }
    }

    /** What was begun of them, or else, if they are not what was expected, nothing yet. */
    private RowsAhead rowsOf(List<? extends EventMessage<?>> events, Written written) {
        if (!expected(written).are(events)) {
            written.expectNoMore();
            expected(written).take(events);
        }
        return expected(written);
    }

    /** These events as a run, if nobody else drew a global index meanwhile and all happened at one time. */
    private static @Nullable Run run(List<? extends EventMessage<?>> events, long first, long last) {
        var at = at(events.get(0));
        return last - first + 1 == events.size()
                        && events.stream().allMatch(event -> at(event).equals(at))
                ? new Run(first, last, at)
                : null;
    }

    private static Instant at(EventMessage<?> event) {
        return EventCodec.at((Event) event.getPayload());
    }

    private static Map<String, Long> lastOfEach(Connection connection) throws SQLException {
        var last = new HashMap<String, Long>();
        try (var select = connection.prepareStatement("""
                        select command, max(global_index) from store.event
                        where xid = pg_current_xact_id() group by command""");
                var rows = select.executeQuery()) {
            while (rows.next()) {
                last.put(rows.getString(1), rows.getLong(2));
            }
        }
        return last;
    }

    private static boolean isCreation(EventMessage<?> first) {
        return first instanceof DomainEventMessage<?> domain && domain.getSequenceNumber() == 0;
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        return aggregates.read(aggregateIdentifier, firstSequenceNumber);
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        return aggregates.lastSequenceNumber(aggregateIdentifier);
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        snapshots.store(snapshot);
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        return snapshots.read(aggregateIdentifier);
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        return ledger.stream(LedgerSource.positionOf(token));
    }

    @Override
    public TrackingToken createHeadToken() {
        return LedgerSource.tokenAt(ledger.head());
    }
}
