package org.mingzhang.ops.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Receipts.DuplicateReceipt;
import org.mingzhang.command.Receipts.Receipt;
import org.mingzhang.ops.store.Sequencer.Run;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.util.PSQLException;
import org.springframework.core.Ordered;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What one transaction writes, and what follows when it commits or does not.
 *
 * <p>A few events and their receipts are held back until the commit, so that all goes to the database together: for a single
 * edit that is one round trip, the commit included.
 */
final class Written implements TransactionSynchronization, Ordered {

    private static final String UNIQUE_VIOLATION = "23505";

    private final DataSource database;
    private final PersonKeys keys;
    private final Sequencer sequencer;
    private final Tickets tickets;
    private final GroupWriter group;

    private final Map<String, SecretKey> freshKeys = new HashMap<>();
    private final Map<String, Long> lastIndices = new HashMap<>();
    private final Set<String> announced = new HashSet<>();
    private final List<Receipt> receipts = new ArrayList<>();
    private List<EventRow> held = List.of();
    private String transaction = "";
    private int events;
    private @Nullable Run run;
    private @Nullable RowsAhead ahead;

    private Written(DataSource database, PersonKeys keys, Sequencer sequencer, Tickets tickets, GroupWriter group) {
        this.database = database;
        this.keys = keys;
        this.sequencer = sequencer;
        this.tickets = tickets;
        this.group = group;
    }

    /** That of the running transaction. */
    static Written here(DataSource database, PersonKeys keys, Sequencer sequencer, Tickets tickets, GroupWriter group) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("events are written in a transaction only");
        }
        for (var known : TransactionSynchronizationManager.getSynchronizations()) {
            if (known instanceof Written written && written.sequencer == sequencer) {
                return written;
            }
        }
        var written = new Written(database, keys, sequencer, tickets, group);
        TransactionSynchronizationManager.registerSynchronization(written);
        return written;
    }

    /** Keys that this transaction made for persons. */
    Map<String, SecretKey> freshKeys() {
        return freshKeys;
    }

    /** Rows of events that are going to be appended; null if none are expected. */
    @Nullable
    RowsAhead ahead() {
        return ahead;
    }

    /** From now on these are the rows of events that are going to be appended. */
    void expect(RowsAhead rows) {
        ahead = rows;
    }

    /** Whatever was expected has been appended. */
    void expectNoMore() {
        ahead = null;
    }

    /** Whatever else was expected than these events is undone: it is not going to be appended. */
    void expectOnly(List<? extends EventMessage<?>> events, Connection connection) throws SQLException {
        if (ahead != null && !ahead.are(events)) {
            ahead.undo(connection);
            ahead = null;
        }
    }

    /** Takes a few events, to be written with the commit. */
    void hold(List<EventRow> rows) {
        writeHeld();
        held = rows;
    }

    /** Takes receipts, to be written with the commit. */
    void hold(Collection<Receipt> more) {
        receipts.addAll(more);
    }

    /**
     * Many events were written already.
     *
     * @param asRun where they lie, if they lie together
     */
    void copied(String inTransaction, int count, Map<String, Long> lastIndexOfEach, @Nullable Run asRun) {
        transaction = inTransaction;
        run = asRun;
        events += count;
        lastIndices.putAll(lastIndexOfEach);
    }

    /** Writes the events held so far, ahead of others. */
    void writeHeld() {
        if (!held.isEmpty()) {
            var rows = held;
            held = List.of();
            write(
                    connection -> wrote(rows, EventTable.insert(connection, rows)),
                    rows.get(0).sequenceNumber() == 0);
        }
    }

    /** Writes all that is left; with events at hand the database commits in the same round trip. */
    private void writeTheRest() {
        if (!held.isEmpty()) {
            var rows = held;
            rows.stream().map(EventRow::command).forEach(this::announce);
            if (wroteNothingYet() && group.write(rows, receipts)) {
                return;
            }
            write(
                    connection -> wrote(rows, EventTable.insertAndCommit(connection, rows, receipts)),
                    rows.get(0).sequenceNumber() == 0);
        } else if (!receipts.isEmpty()) {
            write(connection -> ReceiptTable.insert(connection, receipts, lastIndices), false);
        }
    }

    /** Whether all that this transaction writes is at hand. */
    private boolean wroteNothingYet() {
        var connection = DataSourceUtils.getConnection(database);
        try {
            return connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.IDLE;
        } catch (SQLException broken) {
            return false;
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }

    private void wrote(List<EventRow> rows, EventTable.Inserted inserted) {
        transaction = inserted.transaction();
        events += rows.size();
        for (int i = 0; i < rows.size(); i++) {
            lastIndices.put(rows.get(i).command(), inserted.indices().get(i));
        }
    }

    private void announce(String command) {
        if (!command.isEmpty()) {
            announced.add(command);
            tickets.announce(command);
        }
    }

    private void issueTickets() {
        lastIndices.forEach((command, lastIndex) -> {
            if (!command.isEmpty()) {
                announced.add(command);
                tickets.issue(command, lastIndex);
            }
        });
    }

    @FunctionalInterface
    private interface Writing {
        void on(Connection connection) throws SQLException;
    }

    private void write(Writing writing, boolean creating) {
        var connection = DataSourceUtils.getConnection(database);
        try {
            writing.on(connection);
        } catch (SQLException refused) {
            throw translated(refused, creating);
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

    /** After everybody else, for it may commit. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        if (ahead != null) {
            write(connection -> expectOnly(List.of(), connection), false);
        }
        writeTheRest();
        issueTickets();
    }

    @Override
    public void beforeCompletion() {
        if (ahead != null) {
            ahead.cancel();
            ahead = null;
        }
    }

    @Override
    public void afterCommit() {
        keys.remember(freshKeys);
        if (events > 0) {
            var all = run != null && run.length() == events ? run : null;
            sequencer.committed(new Sequencer.Offer(transaction, events, lastIndices, all));
        }
    }

    @Override
    public void afterCompletion(int status) {
        if (status == STATUS_ROLLED_BACK) {
            tickets.withdraw(announced);
        } else if (status == STATUS_UNKNOWN) {
            // the answer to the commit was lost: the sequencer finds out
            sequencer.look();
        }
    }
}
