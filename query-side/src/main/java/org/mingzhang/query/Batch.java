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
import java.util.concurrent.ForkJoinTask;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.proof.ByteBuilder;
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

    /** Rows that go to the database at a time; those of the next pieces are made meanwhile. */
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
     * @param begun the pieces of the copy that are complete and being made, in order
     */
    private record Run(
            String sql,
            @Nullable String copy,
            List<Row> rows,
            Map<Object, Row> folded,
            boolean commutes,
            List<Supplier<ByteBuilder>> begun) {

        Run(String sql, @Nullable String copy, boolean commutes) {
            this(sql, copy, new ArrayList<>(), new HashMap<>(), commutes, new ArrayList<>());
        }

        /** How they are copied; null if they are not. */
        @Nullable
        String copyOfMany() {
            return rows.size() < NewRows.WORTH_COPYING ? null : copy;
        }

        /** A row of a copy: whenever a piece is complete, somebody else makes it while further events are being told. */
        void add(NewRows.OfEvent row) {
            rows.add(row);
            if (rows.size() % PIECE == 0) {
                begun.add(beside(List.copyOf(rows.subList(rows.size() - PIECE, rows.size())), NewRows::text));
            }
        }

        /** The piece from this row on, without rows of events that the group was told before. */
        ByteBuilder piece(int from, long before) {
            if (from / PIECE < begun.size() && position(from) > before) {
                return begun.get(from / PIECE).get();
            }
            return NewRows.text(IntStream.range(from, Math.min(rows.size(), from + PIECE))
                    .filter(at -> position(at) > before)
                    .mapToObj(rows::get)
                    .toList());
        }

        private long position(int at) {
            return ((NewRows.OfEvent) rows.get(at)).position();
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
        run(into.insert(), into.copy()).add(new NewRows.OfEvent(position, row));
    }

    /** One statement. Strings, numbers, booleans, instants, dates and collections of strings are understood, and bytes as text in UTF-8. */
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
                copy(connection, copy, run, before);
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
            var next = made(rows, 0);
            for (int from = 0; from < rows.size(); from += PIECE) {
                var piece = next.get();
                if (from + PIECE < rows.size()) {
                    next = made(rows, from + PIECE);
                }
                for (var arguments : piece) {
                    bind(connection, statement, arguments);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }
    }

    private static void copy(Connection connection, String sql, Run run, long before) throws SQLException {
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            for (int from = 0; from < run.rows().size(); from += PIECE) {
                var piece = run.piece(from, before);
                copy.writeToCopy(piece.array(), 0, piece.size());
            }
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** Makes a lone piece when it is asked for, one among many while the one before it is being written. */
    private static Supplier<List<@Nullable Object[]>> made(List<Row> rows, int from) {
        var piece = rows.subList(from, Math.min(rows.size(), from + PIECE));
        return rows.size() <= PIECE ? () -> arguments(piece) : beside(piece, Batch::arguments);
    }

    private static List<@Nullable Object[]> arguments(List<Row> rows) {
        return rows.stream().map(Row::arguments).toList();
    }

    /** Begins to make a piece; whoever asks for it before somebody else has begun makes it himself. */
    private static <T> Supplier<T> beside(List<Row> piece, Function<List<Row>, T> make) {
        return ForkJoinTask.adapt(() -> make.apply(piece)).fork()::join;
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
        if (value instanceof ByteBuilder json) {
            return json.toString();
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
