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
import org.postgresql.jdbc.PgConnection;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * 账本: writes and reads events, directly on JDBC, in the transaction of the unit of work.
 *
 * <p>One event costs one round trip besides the commit. The rows of many events are put together and sent {@link RowsAhead ahead}.
 */
final class LedgerStorage implements EventStorageEngine {

    private static final int COPY_FROM = 48;

    private final DataSource database;
    private final EventCodec codec;
    private final PersonKeys keys;
    private final Tickets tickets;
    private final Sequencer sequencer;
    private final GroupWriter group;
    private final RowsAhead.Helpers helpers;
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
            RowsAhead.Helpers helpers,
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
        this.helpers = helpers;
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
            written.expectOnly(events, connection);
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
            written.expectNoMore();
        } catch (SQLException refused) {
            throw Written.translated(refused, isCreation(events.get(0)));
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }

    /**
     * Events of the running transaction that are going to be appended: when they become many, their rows are put together and sent
     * while the command still applies others.
     */
    void expect(List<? extends EventMessage<?>> events) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            return;
        }
        var written = written();
        var rows = expected(written);
        if (rows.take(events)) {
            written.writeHeld();
            var connection = DataSourceUtils.getConnection(database);
            try {
                rows.begin(connection.unwrap(PgConnection.class));
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
            rows = new RowsAhead(codec, keys, helpers, written.freshKeys());
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
        var rows = expected(written);
        if (!rows.are(events)) {
            rows.take(events);
        }
        keys.store(connection, rows.finish(connection), written.freshKeys());
        var inserted =
                EventTable.inserted(connection, UUID.fromString(events.get(0).getIdentifier()));
        long last = inserted.indices().get(1);
        written.copied(
                inserted.transaction(),
                events.size(),
                commands.size() == 1 ? Map.of(commands.iterator().next(), last) : lastOfEach(connection),
                run(events, inserted.indices().get(0), last));
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
