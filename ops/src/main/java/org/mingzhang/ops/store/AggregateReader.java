package org.mingzhang.ops.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Reads the events of one aggregate, a block at a time, so that neither the driver nor the heap ever holds a long history whole.
 *
 * <p>Every row's MAC is checked: the law is never asked on the ground of a row that somebody put into the database.
 */
final class AggregateReader {

    private static final int BLOCK = 2_000;
    private static final int WORTH_SHARING = 200;

    private static final String READ = "select " + EventTable.columns() + """
             from store.event e where e.aggregate_id = ? and e.sequence_number >= ?
            order by e.sequence_number limit ?""";

    private final DataSource database;
    private final EventCodec codec;
    private final AppendKey appendKey;

    AggregateReader(DataSource database, EventCodec codec, AppendKey appendKey) {
        this.database = database;
        this.codec = codec;
        this.appendKey = appendKey;
    }

    DomainEventStream read(String aggregate, long first) {
        return new Events(aggregate, first);
    }

    Optional<Long> lastSequenceNumber(String aggregate) {
        var connection = DataSourceUtils.getConnection(database);
        try (var select =
                connection.prepareStatement("select max(sequence_number) from store.event where aggregate_id = ?")) {
            select.setString(1, aggregate);
            try (var rows = select.executeQuery()) {
                rows.next();
                return Optional.ofNullable(rows.getObject(1, Long.class));
            }
        } catch (SQLException broken) {
            throw new EventStoreException("aggregate " + aggregate + " cannot be read", broken);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }

    private List<? extends DomainEventMessage<?>> block(String aggregate, long first) {
        var rows = rows(aggregate, first);
        var stream = rows.size() > WORTH_SHARING ? rows.parallelStream() : rows.stream();
        return stream.map(this::checked).toList();
    }

    private DomainEventMessage<?> checked(EventRow row) {
        if (!appendKey.wrote(row)) {
            throw new EventStoreException("event " + row.sequenceNumber() + " of " + row.aggregateId()
                    + " was not written by this application, or was changed since");
        }
        return codec.read(row);
    }

    private List<EventRow> rows(String aggregate, long first) {
        var connection = DataSourceUtils.getConnection(database);
        try (var select = connection.prepareStatement(READ)) {
            select.setString(1, aggregate);
            select.setLong(2, first);
            select.setInt(3, BLOCK);
            var found = new ArrayList<EventRow>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(EventTable.row(rows, 1));
                }
            }
            return found;
        } catch (SQLException broken) {
            throw new EventStoreException("aggregate " + aggregate + " cannot be read", broken);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }

    private final class Events implements DomainEventStream {

        private final String aggregate;
        private Iterator<? extends DomainEventMessage<?>> block =
                List.<DomainEventMessage<?>>of().iterator();
        private @Nullable DomainEventMessage<?> next;
        private long from;
        private @Nullable Long last;
        private boolean complete;

        private Events(String aggregate, long first) {
            this.aggregate = aggregate;
            this.from = first;
        }

        @Override
        public boolean hasNext() {
            if (next == null && !block.hasNext() && !complete) {
                var read = block(aggregate, from);
                complete = read.size() < BLOCK;
                from += read.size();
                block = read.iterator();
            }
            if (next == null && block.hasNext()) {
                next = block.next();
            }
            return next != null;
        }

        @Override
        public DomainEventMessage<?> peek() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            return next;
        }

        @Override
        public DomainEventMessage<?> next() {
            var event = peek();
            next = null;
            last = event.getSequenceNumber();
            return event;
        }

        @Override
        public @Nullable Long getLastSequenceNumber() {
            return last;
        }
    }
}
