package org.mingzhang.ops.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.messaging.MetaData;
import org.springframework.jdbc.datasource.DataSourceUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * 快照: the newest known state of each long-lived aggregate, so that its past need not be read again. Anything here may be
 * deleted any day; it is never evidence.
 */
final class SnapshotTable {

    private static final JsonMapper STATE = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final DataSource database;
    private final Map<String, Class<?>> classes;
    private final Map<String, String> forms;

    /**
     * The snapshots of these aggregates.
     *
     * @param aggregates their classes; a snapshot of any other is neither stored nor read
     */
    SnapshotTable(DataSource database, Collection<Class<?>> aggregates) {
        this.database = database;
        this.classes = aggregates.stream().collect(Collectors.toMap(Class::getSimpleName, Function.identity()));
        this.forms = aggregates.stream().collect(Collectors.toMap(Class::getSimpleName, SnapshotForm::of));
    }

    void store(DomainEventMessage<?> snapshot) {
        if (!classes.containsKey(snapshot.getType())) {
            return;
        }
        var connection = DataSourceUtils.getConnection(database);
        try (var upsert = connection.prepareStatement("""
                insert into store.snapshot as kept (aggregate_id, aggregate_type, sequence_number, form, at, state)
                values (?, ?, ?, ?, ?, ?)
                on conflict (aggregate_id) do update
                set sequence_number = excluded.sequence_number, form = excluded.form, at = excluded.at,
                    state = excluded.state
                where kept.sequence_number < excluded.sequence_number or kept.form <> excluded.form""")) {
            upsert.setString(1, snapshot.getAggregateIdentifier());
            upsert.setString(2, snapshot.getType());
            upsert.setLong(3, snapshot.getSequenceNumber());
            upsert.setString(4, forms.get(snapshot.getType()));
            upsert.setObject(5, snapshot.getTimestamp().atOffset(ZoneOffset.UTC));
            upsert.setBytes(6, bytes(snapshot.getPayload()));
            upsert.executeUpdate();
        } catch (SQLException broken) {
            throw new EventStoreException("a snapshot cannot be stored", broken);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }

    Optional<DomainEventMessage<?>> read(String aggregate) {
        var connection = DataSourceUtils.getConnection(database);
        try (var select = connection.prepareStatement("""
                select aggregate_type, sequence_number, form, at, state from store.snapshot
                where aggregate_id = ?""")) {
            select.setString(1, aggregate);
            try (var rows = select.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                var type = classes.get(rows.getString(1));
                if (type == null || !rows.getString(3).equals(forms.get(type.getSimpleName()))) {
                    return Optional.empty();
                }
                return Optional.of(new GenericDomainEventMessage<>(
                        rows.getString(1),
                        aggregate,
                        rows.getLong(2),
                        state(type, rows.getBytes(5)),
                        MetaData.emptyInstance(),
                        aggregate,
                        rows.getObject(4, OffsetDateTime.class).toInstant()));
            }
        } catch (SQLException broken) {
            throw new EventStoreException("a snapshot cannot be read", broken);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }

    private static byte[] bytes(Object state) {
        var bytes = new ByteArrayOutputStream();
        var fast = new Deflater(Deflater.BEST_SPEED);
        try (var out = new DeflaterOutputStream(bytes, fast)) {
            STATE.writeValue(out, state);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            fast.end();
        }
        return bytes.toByteArray();
    }

    private static Object state(Class<?> type, byte[] bytes) {
        try (var in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            return STATE.readValue(in, type);
        } catch (IOException | JacksonException unreadable) {
            throw new EventStoreException("a snapshot of " + type.getSimpleName() + " is unreadable", unreadable);
        }
    }
}
