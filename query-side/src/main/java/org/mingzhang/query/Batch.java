package org.mingzhang.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * The statements of one batch of events, in their order; neighbours with the same text go to the database together.
 *
 * <p>Positions reached are written last, so that the rows of a view and how far it is are always told by one transaction.
 */
public final class Batch {

    private static final String REACHED = """
            insert into view_position (processing_group, position) select ?, ?
            on conflict (processing_group) do update
            set position = greatest(view_position.position, excluded.position)""";

    /** Rows that go to the database at a time; those of the next piece are made meanwhile. */
    private static final int PIECE = 256;

    private final List<Run> runs = new ArrayList<>();
    private final String group;
    private long reached;

    /** One row of arguments, made when it is written, by any thread. */
    @FunctionalInterface
    public interface Row {
        @Nullable
        Object[] arguments();
    }

    /**
     * Neighbouring statements with the same text.
     *
     * @param copy the statement that copies them, if each is a new row of one event; null if they are of another kind
     */
    private record Run(String sql, @Nullable String copy, List<Row> rows, Map<Object, Row> folded, boolean commutes) {

        Run(String sql, @Nullable String copy, boolean commutes) {
            this(sql, copy, new ArrayList<>(), new HashMap<>(), commutes);
        }

        /** How they are copied; null if they are not. */
        @Nullable
        String copyOfMany() {
            return rows.size() < NewRows.WORTH_COPYING ? null : copy;
        }
    }

    Batch(String group) {
        this.group = group;
    }

    /**
     * A new row that follows from one event. Many of them are copied into their table; those of events that the group was told before are
     * left out then.
     *
     * @param row makes values in the order of the columns, while rows before it are being written
     */
    void add(NewRows into, long position, Row row) {
        run(into.insert(), into.copy()).rows().add(new NewRows.OfEvent(position, row));
    }

    /** One statement. Strings, numbers, booleans, instants, dates and collections of strings are understood. */
    public void add(String sql, @Nullable Object... arguments) {
        run(sql, null).rows().add(() -> arguments);
    }

    /** One statement whose arguments take some work: it is done while rows before it are being written. */
    public void add(String sql, Row row) {
        run(sql, null).rows().add(row);
    }

    /**
     * A row that takes up further events of the same key. Such rows may change places with each other, for no two of their
     * statements touch the same table; only a statement of another kind in between ends what a row takes up.
     *
     * @param key what the row is about
     * @param row makes the row on the first event
     */
    @SuppressWarnings("unchecked")
    public <R extends Row> R fold(String sql, Object key, Supplier<R> row) {
        for (int i = runs.size() - 1; i >= 0 && runs.get(i).commutes(); i--) {
            if (runs.get(i).sql().equals(sql)) {
                return (R) folded(runs.get(i), key, row);
            }
        }
        var run = new Run(sql, null, true);
        runs.add(run);
        return (R) folded(run, key, row);
    }

    private static Row folded(Run run, Object key, Supplier<? extends Row> row) {
        return run.folded().computeIfAbsent(key, absent -> {
            var made = row.get();
            run.rows().add(made);
            return made;
        });
    }

    void reached(long position) {
        reached = Math.max(reached, position);
    }

    long reached() {
        return reached;
    }

    /** Sends everything to the database, in the running transaction. */
    void write(Connection connection) throws SQLException {
        boolean copying = runs.stream().anyMatch(run -> run.copyOfMany() != null);
        long before = copying ? reachedBefore(connection) : 0;
        for (var run : runs) {
            var copy = run.copyOfMany();
            if (copy == null) {
                write(connection, run.sql(), run.rows());
            } else {
                var fresh = run.rows().stream()
                        .filter(row -> ((NewRows.OfEvent) row).position() > before)
                        .toList();
                copy(connection, copy, fresh);
            }
        }
        write(connection, REACHED, List.of(() -> new Object[] {group, reached}));
    }

    private long reachedBefore(Connection connection) throws SQLException {
        try (var select =
                connection.prepareStatement("select max(position) from view_position where processing_group = ?")) {
            select.setString(1, group);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private Run run(String sql, @Nullable String copy) {
        if (runs.isEmpty() || !runs.get(runs.size() - 1).sql().equals(sql)) {
            runs.add(new Run(sql, copy, false));
        }
        return runs.get(runs.size() - 1);
    }

    private static void write(Connection connection, String sql, List<Row> rows) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            inPieces(rows, piece -> piece.stream().map(Row::arguments).toList(), piece -> {
                for (var arguments : piece) {
                    bind(connection, statement, arguments);
                    statement.addBatch();
                }
                statement.executeBatch();
            });
        }
    }

    private static void copy(Connection connection, String sql, List<Row> rows) throws SQLException {
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            inPieces(rows, NewRows::text, piece -> copy.writeToCopy(piece, 0, piece.length));
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** What is to be done with a piece of rows once it was made. */
    private interface Writing<T> {
        void write(T piece) throws SQLException;
    }

    /** Makes a lone piece when it is asked for, one among many while the one before it is being written. */
    private static <T> void inPieces(List<Row> rows, Function<List<Row>, T> make, Writing<T> writing)
            throws SQLException {
        var next = made(rows, 0, make);
        for (int from = 0; from < rows.size(); from += PIECE) {
            var piece = next.get();
            if (from + PIECE < rows.size()) {
                next = made(rows, from + PIECE, make);
            }
            writing.write(piece);
        }
    }

    private static <T> Supplier<T> made(List<Row> rows, int from, Function<List<Row>, T> make) {
        var piece = rows.subList(from, Math.min(rows.size(), from + PIECE));
        if (rows.size() <= PIECE) {
            return () -> make.apply(piece);
        }
        var beside = CompletableFuture.supplyAsync(() -> make.apply(piece));
        return () -> {
            try {
                return beside.join();
            } catch (CompletionException failed) {
                throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
            }
        };
    }

    private static void bind(Connection connection, PreparedStatement statement, @Nullable Object[] arguments)
            throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, sqlValue(connection, arguments[i]));
        }
    }

    private static @Nullable Object sqlValue(Connection connection, @Nullable Object value) throws SQLException {
        if (value instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Collection<?> texts) {
            return connection.createArrayOf(
                    "text", texts.stream().map(String::valueOf).toArray());
        }
        if (value instanceof long[] numbers) {
            return connection.createArrayOf(
                    "bigint", java.util.Arrays.stream(numbers).boxed().toArray());
        }
        return value;
    }
}
