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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
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
import org.mingzhang.events.proof.ByteBuilder;
import org.mingzhang.ops.store.Sequencer.Run;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * 账本: writes and reads events, directly on JDBC, in the transaction of the unit of work.
 *
 * <p>One event costs one round trip besides the commit. Many events are prepared (written as JSON, sealed, signed) in chunks on
 * several threads while earlier chunks are already on their way into the table.
 */
final class LedgerStorage implements EventStorageEngine {

    /** Events that are prepared at a time: few enough that their bytes are no large object to the garbage collector. */
    private static final int CHUNK = 128;

    private static final int LIKELY_ROW = 2_048;
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
        var written = Written.here(database, keys, sequencer, tickets, group);
        var connection = DataSourceUtils.getConnection(database);
        try {
            if (events.size() < COPY_FROM) {
                var persons = personsIn(events);
                var needed = persons.isEmpty()
                        ? Map.<String, SecretKey>of()
                        : keys.forSealing(connection, persons, written.freshKeys());
                var rows = new ArrayList<EventRow>(events.size());
                events.forEach(event -> rows.add(codec.write(event, from(needed))));
                written.hold(rows);
            } else {
                written.writeHeld();
                copy(connection, events, written);
            }
        } catch (SQLException refused) {
            throw Written.translated(refused, isCreation(events.get(0)));
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }

    private static Set<String> personsIn(List<? extends EventMessage<?>> events) {
        var persons = new HashSet<String>();
        events.forEach(event -> PersonsIn.collect(event.getPayload(), persons));
        return persons;
    }

    private static Function<String, SecretKey> from(Map<String, SecretKey> keys) {
        return person -> Optional.ofNullable(keys.get(person)).orElseThrow();
    }

    private void copy(Connection connection, List<? extends EventMessage<?>> events, Written written)
            throws SQLException {
        var commands = new HashSet<String>();
        events.forEach(event -> commands.add(String.valueOf(event.getMetaData().getOrDefault(EventCodec.COMMAND, ""))));
        var planned = keys.plan(connection, personsIn(events), written.freshKeys());
        var chunks = new ArrayList<CompletableFuture<ByteBuilder>>();
        for (int first = 0; first < events.size(); first += CHUNK) {
            var chunk = events.subList(first, Math.min(first + CHUNK, events.size()));
            chunks.add(CompletableFuture.supplyAsync(() -> prepared(chunk, from(planned.keys())), preparing));
        }
        CopyIn copy = null;
        try {
            keys.store(connection, planned, written.freshKeys());
            copy = EventTable.copy(connection);
            for (var chunk : chunks) {
                EventTable.write(copy, chunk.join());
            }
            var inserted = EventTable.end(
                    connection, copy, UUID.fromString(events.get(0).getIdentifier()));
            long last = inserted.indices().get(1);
            written.copied(
                    inserted.transaction(),
                    events.size(),
                    commands.size() == 1 ? Map.of(commands.iterator().next(), last) : lastOfEach(connection),
                    run(events, inserted.indices().get(0), last));
        } catch (CompletionException unprepared) {
            if (copy != null && copy.isActive()) {
                copy.cancelCopy();
            }
            throw unprepared.getCause() instanceof RuntimeException cause ? cause : unprepared;
        } finally {
            chunks.forEach(chunk -> chunk.cancel(false));
        }
    }

    private ByteBuilder prepared(List<? extends EventMessage<?>> events, Function<String, SecretKey> needed) {
        var copy = new ByteBuilder(events.size() * LIKELY_ROW);
        events.forEach(event -> EventTable.append(copy, codec.write(event, needed)));
        return copy;
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
