package org.mingzhang.ops.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import javax.crypto.SecretKey;
import org.axonframework.eventhandling.EventMessage;
import org.mingzhang.events.proof.ByteBuilder;
import org.mingzhang.ops.store.PersonKeys.Wrapped;
import org.postgresql.copy.CopyIn;

/**
 * 先行备写: the rows of very many events, put together (written as JSON, sealed, signed) on other threads while the command is
 * still applying the next ones, and while earlier rows are on their way into the table. Belongs to one transaction; nothing of
 * it is stored before the events are appended.
 */
final class RowsAhead {

    /** Events whose rows are put together at a time: few enough that their bytes are no large object to the garbage collector. */
    private static final int CHUNK = 64;

    /** Events for whose persons' keys the database is asked at a time. */
    private static final int GROUP = 16 * CHUNK;

    private static final int LIKELY_ROW = 3_072;

    private final EventCodec codec;
    private final PersonKeys personKeys;
    private final Executor preparing;

    private final List<EventMessage<?>> events = new ArrayList<>();
    private final Map<String, SecretKey> keys;
    private final List<Wrapped> made = new ArrayList<>();
    private final Deque<FutureTask<ByteBuilder>> chunks = new ArrayDeque<>();

    /** Rows of so many events were begun. */
    private int begun;

    /**
     * None yet.
     *
     * @param known keys that the transaction has made for persons already
     */
    RowsAhead(EventCodec codec, PersonKeys personKeys, Executor preparing, Map<String, SecretKey> known) {
        this.codec = codec;
        this.personKeys = personKeys;
        this.preparing = preparing;
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

    /** Begins the rows of all events taken so far. */
    void begin(Connection connection) throws SQLException {
        while (begun < events.size()) {
            var group = List.copyOf(events.subList(begun, Math.min(begun + GROUP, events.size())));
            var planned = personKeys.plan(connection, PersonsIn.events(group), keys);
            keys.putAll(planned.keys());
            made.addAll(planned.made());
            for (int first = 0; first < group.size(); first += CHUNK) {
                var chunk = group.subList(first, Math.min(first + CHUNK, group.size()));
                var rows = new FutureTask<>(() -> prepared(chunk, planned.keys()));
                chunks.add(rows);
                preparing.execute(rows);
            }
            begun += group.size();
        }
    }

    private ByteBuilder prepared(List<EventMessage<?>> chunk, Map<String, SecretKey> needed) {
        var rows = new ByteBuilder(chunk.size() * LIKELY_ROW);
        chunk.forEach(event -> EventTable.append(rows, codec.write(event, needed)));
        return rows;
    }

    /** Stores the keys that were made, to be used once the transaction has committed. */
    void storeKeys(Connection connection, Map<String, SecretKey> fresh) throws SQLException {
        // ascending, so that two transactions that need the same keys cannot wait for each other in a circle
        made.sort(Comparator.comparing(Wrapped::person));
        personKeys.store(connection, made, fresh);
    }

    /** Sends the rows, in the order of their events; whatever was sent is not kept. */
    void send(CopyIn copy) throws SQLException {
        for (var chunk = chunks.poll(); chunk != null; chunk = chunks.poll()) {
            EventTable.write(copy, ready(chunk));
        }
    }

    /**
     * The rows of a chunk. Whoever would have to wait for them puts rows together himself: he waits when the database takes them
     * faster than they come, and otherwise leaves the processor to the database.
     */
    private ByteBuilder ready(FutureTask<ByteBuilder> chunk) {
        chunk.run();
        for (var later = chunks.iterator(); !chunk.isDone() && later.hasNext(); ) {
            later.next().run();
        }
        try {
            return chunk.get();
        } catch (ExecutionException unprepared) {
            throw unprepared.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException("rows of events cannot be put together", unprepared);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while rows of events were put together", interrupted);
        }
    }

    /** Nobody wants the rows that are not begun yet. */
    void cancel() {
        chunks.forEach(chunk -> chunk.cancel(false));
    }
}
