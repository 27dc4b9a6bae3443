package org.mingzhang.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
    private final Map<String, Long> reached = new LinkedHashMap<>();

    /** One row of arguments, made when it is written, by any thread. */
    @FunctionalInterface
    public interface Row {
        @Nullable
        Object[] arguments();
    }

    /** Neighbouring statements with the same text. */
    private record Run(String sql, List<Row> rows, Map<Object, Row> folded, boolean commutes) {}

    Batch() {}

    /** One statement. Strings, numbers, booleans, instants, dates and collections of strings are understood. */
    public void add(String sql, @Nullable Object... arguments) {
        run(sql).rows().add(() -> arguments);
    }

    /** One statement whose arguments take some work: it is done while rows before it are being written. */
    public void add(String sql, Row row) {
        run(sql).rows().add(row);
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
        var run = new Run(sql, new ArrayList<>(), new HashMap<>(), true);
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

    void reached(String group, long position) {
        reached.merge(group, position, Math::max);
    }

    Map<String, Long> reached() {
        return reached;
    }

    /** Sends everything to the database, in the running transaction. */
    void write(Connection connection) throws SQLException {
        for (var run : runs) {
            write(connection, run.sql(), run.rows());
        }
        var positions = new ArrayList<Row>();
        reached.forEach((group, position) -> positions.add(() -> new Object[] {group, position}));
        write(connection, REACHED, positions);
    }

    private Run run(String sql) {
        if (runs.isEmpty() || !runs.get(runs.size() - 1).sql().equals(sql)) {
            runs.add(new Run(sql, new ArrayList<>(), new HashMap<>(), false));
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

    /** The arguments of a piece: of a lone one when they are asked for, of one among many at once and beside. */
    private static Supplier<List<@Nullable Object[]>> made(List<Row> rows, int from) {
        var piece = rows.subList(from, Math.min(rows.size(), from + PIECE));
        Supplier<List<@Nullable Object[]>> make =
                () -> piece.stream().map(Row::arguments).toList();
        if (rows.size() <= PIECE) {
            return make;
        }
        var beside = CompletableFuture.supplyAsync(make);
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
