package org.mingzhang.ops.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.mingzhang.events.proof.ByteBuilder;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.JdbcTemplate;

/** What PostgreSQL does with the very same rows in a table of the same form, by plain JDBC and by COPY. */
final class Raw implements AutoCloseable {

    private static final String COLUMNS =
            "event_id, aggregate_type, aggregate_id, sequence_number, event_type, revision, at, actor, role, command, payload, mac";

    private final JdbcTemplate jdbc;
    private final List<Connection> connections = new ArrayList<>();
    private final AtomicLong number = new AtomicLong();
    private final ByteBuilder room = new ByteBuilder(1 << 26);
    private List<Object[]> samples = List.of();

    Raw(DataSource database, int clients) throws SQLException {
        jdbc = new JdbcTemplate(database);
        jdbc.execute("create schema raw");
        jdbc.execute("create table raw.event (like store.event including all)");
        jdbc.execute("alter table raw.event set (toast_tuple_target = 8160)");
        jdbc.execute("create sequence raw.event_seq owned by raw.event.global_index");
        jdbc.execute("alter table raw.event alter column global_index set default nextval('raw.event_seq')");
        for (int i = 0; i < clients; i++) {
            connections.add(database.getConnection());
        }
    }

    /** Takes rows of the ledger as they are stored, the newest. */
    void sample(int count) {
        samples = jdbc.query(
                "select " + COLUMNS + " from store.event order by global_index desc limit " + count, (rows, n) -> {
                    var row = new Object[12];
                    for (int i = 0; i < row.length; i++) {
                        row[i] = rows.getObject(i + 1);
                    }
                    return row;
                });
    }

    /** One row, committed: one round trip. */
    void insert(int client) throws SQLException {
        long n = number.incrementAndGet();
        var row = samples.get((int) (n % samples.size()));
        try (var insert = connections
                .get(client)
                .prepareStatement("insert into raw.event (" + COLUMNS + ") values (?,?,?,?,?,?,?,?,?,?,?,?)")) {
            insert.setObject(1, new UUID(n << 16 | 0x7000, n));
            insert.setString(2, (String) row[1]);
            insert.setString(3, row[2] + "/" + client);
            insert.setLong(4, n);
            insert.setString(5, (String) row[4]);
            insert.setInt(6, (Integer) row[5]);
            insert.setTimestamp(7, (Timestamp) row[6]);
            insert.setString(8, (String) row[7]);
            insert.setString(9, (String) row[8]);
            insert.setString(10, (String) row[9]);
            insert.setBytes(11, (byte[]) row[10]);
            insert.setBytes(12, (byte[]) row[11]);
            insert.executeUpdate();
        }
    }

    /**
     * The rows of one command, as bytes that COPY reads; they hold until the next are asked for. They stand in the same room each
     * time, for arrays as large as that, made anew, would set the collector to work in the middle of what is measured next.
     */
    ByteBuilder copyBytesOf(String aggregate, int count) throws Exception {
        try (var connection = jdbc.getDataSource().getConnection()) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "copy (select " + COLUMNS + " from store.event where aggregate_id = '" + aggregate
                                    + "' order by sequence_number desc limit " + count
                                    + ") to stdout with (format binary)",
                            room.clear());
        }
        return room;
    }

    /** Seconds to copy these rows in one transaction. */
    double copy(ByteBuilder rows) throws Exception {
        jdbc.execute("truncate raw.event");
        try (var connection = jdbc.getDataSource().getConnection()) {
            connection.setAutoCommit(false);
            long start = System.nanoTime();
            var copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy raw.event (" + COLUMNS + ") from stdin with (format binary)");
            for (int from = 0; from < rows.size(); from += 1 << 16) {
                copy.writeToCopy(rows.array(), from, Math.min(1 << 16, rows.size() - from));
            }
            copy.endCopy();
            connection.commit();
            double seconds = (System.nanoTime() - start) / 1e9;
            connection.setAutoCommit(true);
            return seconds;
        }
    }

    @Override
    public void close() throws SQLException {
        for (var connection : connections) {
            connection.close();
        }
        jdbc.execute("drop schema raw cascade");
    }
}
