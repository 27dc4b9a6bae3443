package org.mingzhang.ops.store;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.mingzhang.command.Receipts.DuplicateReceipt;
import org.mingzhang.command.Receipts.Receipt;
import org.postgresql.util.PSQLException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What one transaction writes, and what follows when it commits or does not.
 *
 * <p>A few events are held back until their receipts are known, at the latest until the commit, so that both go to the
 * database in one statement: for a single edit that is one round trip besides the commit.
 */
final class Written implements TransactionSynchronization {

    private static final String UNIQUE_VIOLATION = "23505";

    private final DataSource database;
    private final PersonKeys keys;
    private final Sequencer sequencer;
    private final Tickets tickets;

    private final Map<String, SecretKey> freshKeys = new HashMap<>();
    private final Map<String, Long> lastIndices = new HashMap<>();
    private List<EventRow> held = List.of();
    private String transaction = "";
    private int events;

    private Written(DataSource database, PersonKeys keys, Sequencer sequencer, Tickets tickets) {
        this.database = database;
        this.keys = keys;
        this.sequencer = sequencer;
        this.tickets = tickets;
    }

    /** That of the running transaction. */
    static Written here(DataSource database, PersonKeys keys, Sequencer sequencer, Tickets tickets) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("events are written in a transaction only");
        }
        for (var known : TransactionSynchronizationManager.getSynchronizations()) {
            if (known instanceof Written written && written.sequencer == sequencer) {
                return written;
            }
        }
        var written = new Written(database, keys, sequencer, tickets);
        TransactionSynchronizationManager.registerSynchronization(written);
        return written;
    }

    /** Keys that this transaction made for persons. */
    Map<String, SecretKey> freshKeys() {
        return freshKeys;
    }

    /** Takes a few events, to be written soon. */
    void hold(List<EventRow> rows) {
        write(List.of());
        held = rows;
    }

    /** Many events were written already. */
    void copied(String inTransaction, int count, Map<String, Long> lastIndexOfEach) {
        transaction = inTransaction;
        events += count;
        lastIndices.putAll(lastIndexOfEach);
    }

    /** Writes what is held, with these receipts. */
    void write(List<Receipt> receipts) {
        if (held.isEmpty()) {
            writeReceipts(receipts);
            return;
        }
        var rows = held;
        held = List.of();
        var connection = DataSourceUtils.getConnection(database);
        try {
            var inserted = EventTable.insert(connection, rows, receipts);
            transaction = inserted.transaction();
            events += rows.size();
            for (int i = 0; i < rows.size(); i++) {
                lastIndices.put(rows.get(i).command(), inserted.indices().get(i));
            }
        } catch (SQLException refused) {
            throw translated(refused, rows.get(0).sequenceNumber() == 0);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }

    private void writeReceipts(List<Receipt> receipts) {
        if (receipts.isEmpty()) {
            return;
        }
        var connection = DataSourceUtils.getConnection(database);
        try {
            ReceiptTable.insert(connection, receipts, lastIndices);
        } catch (SQLException refused) {
            throw translated(refused, false);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }

    static RuntimeException translated(SQLException refused, boolean creating) {
        if (!UNIQUE_VIOLATION.equals(refused.getSQLState())) {
            return new EventStoreException("events cannot be written", refused);
        }
        if (isReceipt(refused)) {
            return new DuplicateReceipt();
        }
        var said = String.valueOf(refused.getMessage());
        return creating
                ? new AggregateStreamCreationException("this was created by somebody else: " + said, refused)
                : new ConcurrencyException("somebody else wrote at the same time: " + said, refused);
    }

    private static boolean isReceipt(SQLException refused) {
        return refused instanceof PSQLException known
                && known.getServerErrorMessage() != null
                && Objects.equals(known.getServerErrorMessage().getTable(), "receipt");
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        write(List.of());
        lastIndices.forEach((command, lastIndex) -> {
            if (!command.isEmpty()) {
                tickets.issue(command, lastIndex);
            }
        });
    }

    @Override
    public void afterCommit() {
        keys.remember(freshKeys);
        if (events > 0) {
            sequencer.committed(new Sequencer.Offer(transaction, events, lastIndices));
        }
    }

    @Override
    public void afterCompletion(int status) {
        if (status == STATUS_ROLLED_BACK) {
            Set<String> commands = new HashSet<>(lastIndices.keySet());
            tickets.withdraw(commands);
        } else if (status == STATUS_UNKNOWN) {
            // the answer to the commit was lost: the sequencer finds out
            sequencer.look();
        }
    }
}
