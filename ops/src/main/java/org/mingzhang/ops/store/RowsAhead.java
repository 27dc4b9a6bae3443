package org.mingzhang.ops.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import javax.crypto.SecretKey;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.proof.ByteBuilder;
import org.mingzhang.ops.store.PersonKeys.Wrapped;
import org.postgresql.copy.CopyIn;

/**
 * 先行备写: the rows of very many events, put together (written as JSON, sealed, signed) and sent to the table on other threads
 * while the command is still applying the next ones. Belongs to one transaction, on whose connection it sends: whatever else the
 * transaction asks there meanwhile waits in the driver for the end of a piece, and what is sent is undone if it is not appended.
 *
 * <p>One thread sends, and its fields are below; all methods that are not private belong to the transaction's own thread.
 */
final class RowsAhead {

    /** Events whose rows are put together at a time: few enough that their bytes are no large object to the garbage collector. */
    private static final int CHUNK = 64;

    /** Events for whose persons' keys the database is asked at a time. */
    private static final int GROUP = 16 * CHUNK;

    /** Chunks that are sent at a time: nobody else can use the connection until the database has taken them. */
    private static final int PIECE = 8;

    private static final int LIKELY_ROW = 2_048;

    private static final List<EventMessage<?>> NO_MORE = List.of();

    /**
     * Threads that work for a transaction while it goes on.
     *
     * @param preparing for putting rows together
     * @param sending for waiting until the database has taken them, one for each transaction that has very many
     */
    record Helpers(Executor preparing, Executor sending) {}

    private final EventCodec codec;
    private final PersonKeys personKeys;
    private final Helpers helpers;

    private final List<EventMessage<?>> events = new ArrayList<>();

    /** Rows of so many events were begun. */
    private int begun;

    private final BlockingQueue<List<EventMessage<?>>> groups = new LinkedBlockingQueue<>();
    private @Nullable FutureTask<?> sending;
    private volatile boolean cancelled;

    // of the thread that sends, and of the transaction's own once that one is done

    private final Map<String, SecretKey> keys;
    private final List<Wrapped> made = new ArrayList<>();
    private final Deque<FutureTask<ByteBuilder>> chunks = new ArrayDeque<>();

    /** To where the transaction goes back if what was sent is not appended. */
    private @Nullable Savepoint before;

    /**
     * None yet.
     *
     * @param known keys that the transaction has made for persons already
     */
    RowsAhead(EventCodec codec, PersonKeys personKeys, Helpers helpers, Map<String, SecretKey> known) {
        this.codec = codec;
        this.personKeys = personKeys;
        this.helpers = helpers;
        this.keys = new HashMap<>(known);
    }

    /** Takes events that are going to be appended; false as long as they are too few for their rows to be begun. */
    boolean take(List<? extends EventMessage<?>> more) {
        events.addAll(more);
        return events.size() - begun >= GROUP;
    }

    /** Whether these are the events that were taken. */
    boolean are(List<? extends EventMessage<?>> appended) {
        if (appended.size() != events.size()) {
            return false;
        }
        for (int i = 0; i < appended.size(); i++) {
            if (appended.get(i) != events.get(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Begins the rows of all events taken so far, and to send them.
     *
     * @param connection that of the transaction
     */
    void begin(Connection connection) {
        handOver();
        if (sending == null) {
            sending = new FutureTask<>(() -> {
                before = connection.setSavepoint();
                send(connection);
                return null;
            });
            helpers.sending().execute(sending);
        }
    }

    /**
     * Sends all rows that are not sent yet, and waits for those that are being sent.
     *
     * @return the keys that were made for their persons and are not stored yet, ascending, so that two transactions that need the
     *     same keys cannot wait for each other in a circle
     * @throws SQLException if the database refused any of them
     */
    List<Wrapped> finish(Connection connection) throws SQLException {
        handOver();
        groups.add(NO_MORE);
        if (sending == null) {
            send(connection);
        } else {
            // whoever was to send them may not have come to it yet
            sending.run();
            await(sending);
        }
        made.sort(Comparator.comparing(Wrapped::person));
        return made;
    }

    /** Makes as if nothing had been begun; the transaction goes on. */
    void undo(Connection connection) throws SQLException {
        cancel();
        if (before != null) {
            connection.rollback(before);
        }
    }

    /** Nobody wants the rows any more; when this returns the connection is nobody else's. */
    void cancel() {
        cancelled = true;
        groups.add(NO_MORE);
        if (sending != null) {
            sending.run();
            var interrupted = false;
            while (!sending.isDone()) {
                try {
                    sending.get();
                } catch (ExecutionException unwanted) {
                    // nobody wants its outcome either
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void handOver() {
        while (begun < events.size()) {
            var group = List.copyOf(events.subList(begun, Math.min(begun + GROUP, events.size())));
            groups.add(group);
            begun += group.size();
        }
    }

    /** Sends whatever is handed over, until there is no more. */
    private void send(Connection connection) throws SQLException {
        try {
            for (var group = next(); group != NO_MORE && !cancelled; group = next()) {
                if (group == null) {
                    sendPiece(connection);
                } else {
                    prepare(connection, group);
                }
            }
            while (!chunks.isEmpty() && !cancelled) {
                sendPiece(connection);
            }
        } finally {
            chunks.forEach(chunk -> chunk.cancel(false));
        }
    }

    /** What is there to be prepared, which goes first so that nobody is idle; null if there is something to send meanwhile. */
    private @Nullable List<EventMessage<?>> next() {
        try {
            return chunks.isEmpty() ? groups.take() : groups.poll();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for more events", interrupted);
        }
    }

    private void prepare(Connection connection, List<EventMessage<?>> group) throws SQLException {
        var planned = personKeys.plan(connection, PersonsIn.events(group), keys);
        keys.putAll(planned.keys());
        made.addAll(planned.made());
        for (int first = 0; first < group.size(); first += CHUNK) {
            var chunk = group.subList(first, Math.min(first + CHUNK, group.size()));
            var rows = new FutureTask<>(() -> prepared(chunk, planned.keys()));
            chunks.add(rows);
            helpers.preparing().execute(rows);
        }
    }

    private ByteBuilder prepared(List<EventMessage<?>> chunk, Map<String, SecretKey> needed) {
        var rows = new ByteBuilder(chunk.size() * LIKELY_ROW);
        chunk.forEach(event -> EventTable.append(rows, codec.write(event, needed)));
        return rows;
    }

    /** Sends some of the rows that were begun, in the order of their events; whatever was sent is not kept. */
    private void sendPiece(Connection connection) throws SQLException {
        CopyIn copy = EventTable.copy(connection);
        try {
            for (int sent = 0; sent < PIECE && !chunks.isEmpty(); sent++) {
                var chunk = chunks.remove();
                EventTable.write(copy, ready(chunk));
                if (cancelled) {
                    return;
                }
            }
            EventTable.end(copy);
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /**
     * The rows of a chunk. Whoever would have to wait for them puts rows together himself: he waits when the database takes them
     * faster than they come, and otherwise leaves the processor to the database.
     */
    private ByteBuilder ready(FutureTask<ByteBuilder> chunk) throws SQLException {
        chunk.run();
        for (var later = chunks.iterator(); !chunk.isDone() && later.hasNext(); ) {
            later.next().run();
        }
        return await(chunk);
    }

    private static <T> T await(FutureTask<T> task) throws SQLException {
        try {
            return task.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof SQLException refused) {
                throw refused;
            }
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException("rows of events cannot be put together", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while rows of events were put together", interrupted);
        }
    }
}
