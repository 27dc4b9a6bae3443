package org.mingzhang.ops.store;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Receipts;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** 回执: answers to requests, written in the transaction of the events that follow from them. */
final class ReceiptTable implements Receipts {

    private static final long PATIENCE_MILLIS = 10_000;

    private final DataSource database;
    private final PersonKeys keys;
    private final Sequencer sequencer;
    private final Tickets tickets;
    private final Bell bell;
    private final GroupWriter group;

    private record Found(Receipt receipt, @Nullable Long globalIndex) {}

    ReceiptTable(
            DataSource database, PersonKeys keys, Sequencer sequencer, Tickets tickets, Bell bell, GroupWriter group) {
        this.group = group;
        this.database = database;
        this.keys = keys;
        this.sequencer = sequencer;
        this.tickets = tickets;
        this.bell = bell;
    }

    @Override
    public void store(Collection<Receipt> receipts) {
        Written.here(database, keys, sequencer, tickets, group).hold(receipts);
    }

    /**
     * Writes receipts whose events were written before.
     *
     * @param lastIndices global index of each command's last event
     */
    static void insert(Connection connection, List<Receipt> receipts, Map<String, Long> lastIndices)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into store.receipt (by, key, body_sha256, command, result, global_index)
                values (?, ?, ?, ?, ?, ?)""")) {
            for (var receipt : receipts) {
                insert.setString(1, receipt.by());
                insert.setString(2, receipt.key());
                insert.setString(3, receipt.bodySha256());
                insert.setString(4, receipt.command());
                insert.setString(5, receipt.resultJson());
                insert.setObject(6, lastIndices.get(receipt.command()), Types.BIGINT);
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (BatchUpdateException refused) {
            throw refused.getNextException() == null ? refused : refused.getNextException();
        }
    }

    @Override
    public Optional<Receipt> find(String by, String key) {
        var found = read(by, key);
        for (long waited = 0; unnumbered(found) && waited < PATIENCE_MILLIS; waited += 5) {
            try {
                Thread.sleep(5);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                break;
            }
            found = read(by, key);
        }
        return found.map(Found::receipt);
    }

    private static boolean unnumbered(Optional<Found> found) {
        return found.isPresent()
                && found.get().receipt().position() == 0
                && found.get().globalIndex() != null;
    }

    private Optional<Found> read(String by, String key) {
        var connection = DataSourceUtils.getConnection(database);
        try (var select = connection.prepareStatement("""
                select r.body_sha256, r.command, r.result, r.global_index, l.position
                from store.receipt r left join store.ledger l on l.global_index = r.global_index
                where r.by = ? and r.key = ?""")) {
            select.setString(1, by);
            select.setString(2, key);
            try (var rows = select.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                var index = rows.getObject(4, Long.class);
                var position = index == null ? bell.lastGiven() : rows.getLong(5);
                return Optional.of(new Found(
                        new Receipt(by, key, rows.getString(1), rows.getString(2), rows.getString(3), position),
                        index));
            }
        } catch (SQLException broken) {
            throw new EventStoreException("receipts cannot be read", broken);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }
}
