package org.mingzhang.query.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.mingzhang.events.Unsealing;
import org.mingzhang.query.Views;

/**
 * 重建视图: builds all views again from the ledger beside the live ones, compares them table by table at the very same
 * positions and, if asked, puts them in the place of the live ones.
 *
 * <p>Only projectors are told anything; nothing is sent and nothing is commanded. While the two are compared, the live views
 * stand still; reading goes on.
 */
public final class Rebuild {

    /** Schema in which the new views are built. */
    public static final String BESIDE = "view_beside";

    private static final String LIVE = "view";
    private static final String BEFORE = "view_before";

    /**
     * One table of both.
     *
     * @param live what people look at
     * @param rebuilt what follows from the ledger
     */
    public record Comparison(String table, ViewDigest live, ViewDigest rebuilt) {

        public boolean same() {
            return live.equals(rebuilt);
        }
    }

    /**
     * What came of it.
     *
     * @param positions ledger position of each processing group at which they were compared
     * @param events how many events were told
     * @param millis how long telling them took
     * @param tables every table of the views
     * @param switched whether the new views are now the live ones
     */
    public record Outcome(
            Map<String, Long> positions, long events, long millis, List<Comparison> tables, boolean switched) {

        public Outcome {
            positions = Map.copyOf(positions);
            tables = List.copyOf(tables);
        }

        public boolean same() {
            return tables.stream().allMatch(Comparison::same);
        }
    }

    private final DataSource live;
    private final DataSource beside;
    private final Consumer<DataSource> migrate;
    private final Retelling retelling;

    /**
     * A rebuild that has not begun.
     *
     * @param live connections to the live views
     * @param beside connections whose unqualified names stand for schema {@link #BESIDE}
     * @param migrate makes the empty tables there
     * @param ledger all events by position
     * @param unsealing opens personal values
     */
    public Rebuild(
            DataSource live,
            DataSource beside,
            Consumer<DataSource> migrate,
            StreamableMessageSource<TrackedEventMessage<?>> ledger,
            Unsealing unsealing) {
        this.live = live;
        this.beside = beside;
        this.migrate = migrate;
        this.retelling = new Retelling(beside, ledger, unsealing, Views.GROUPS);
    }

    /** Builds and compares; switches too if asked. */
    public Outcome run(boolean switchOver) {
        try (var connection = live.getConnection()) {
            empty(connection);
            migrate.accept(beside);
            long began = System.nanoTime();
            retelling.tell(positions(connection));
            connection.setAutoCommit(false);
            standStill(connection);
            var positions = positions(connection);
            retelling.tell(positions);
            long millis = (System.nanoTime() - began) / 1_000_000;
            var tables = compare(connection);
            if (switchOver) {
                swap(connection);
            }
            connection.commit();
            connection.setAutoCommit(true);
            return new Outcome(positions, retelling.events(), millis, tables, switchOver);
        } catch (SQLException failed) {
            throw new IllegalStateException("the views could not be rebuilt", failed);
        }
    }

    private static void empty(Connection connection) throws SQLException {
        execute(connection, "drop schema if exists " + BESIDE + " cascade", "create schema " + BESIDE);
    }

    private static void standStill(Connection connection) throws SQLException {
        execute(
                connection,
                "set local statement_timeout = 0",
                "set local lock_timeout = 0",
                "set local idle_in_transaction_session_timeout = 0",
                "select pg_advisory_xact_lock(" + Views.SWITCH_LOCK + ")");
    }

    private static void swap(Connection connection) throws SQLException {
        execute(
                connection,
                "drop schema if exists " + BEFORE + " cascade",
                "alter schema " + LIVE + " rename to " + BEFORE,
                "alter schema " + BESIDE + " rename to " + LIVE);
    }

    private static Map<String, Long> positions(Connection connection) throws SQLException {
        var positions = new HashMap<String, Long>();
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("select processing_group, position from " + LIVE + ".view_position")) {
            while (rows.next()) {
                positions.put(rows.getString(1), rows.getLong(2));
            }
        }
        return positions;
    }

    private static List<Comparison> compare(Connection connection) throws SQLException {
        var now = ViewDigest.ofSchema(connection, LIVE);
        var again = ViewDigest.ofSchema(connection, BESIDE);
        var names = new TreeSet<>(now.keySet());
        names.addAll(again.keySet());
        var none = new ViewDigest(0, "none");
        return names.stream()
                .map(name -> new Comparison(name, now.getOrDefault(name, none), again.getOrDefault(name, none)))
                .toList();
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
