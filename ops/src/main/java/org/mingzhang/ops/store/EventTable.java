package org.mingzhang.ops.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.mingzhang.command.Receipts.Receipt;
import org.mingzhang.events.proof.ByteBuilder;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** The SQL of {@code store.event}. */
final class EventTable {

    private static final String COLUMNS = """
            event_id, aggregate_type, aggregate_id, sequence_number, event_type, revision, at, actor, role, command, \
            payload, mac""";

    private static final String RECEIPT_COLUMNS = "by, key, body_sha256, command, result, global_index";

    /** One event, from twelve parameters. */
    static final String WRITTEN_ONE = "written as (insert into store.event (" + COLUMNS + ")\n"
            + "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning global_index, command, at, xid)";

    /** The receipt of one command, from five parameters. */
    static final String ANSWERED_ONE = "answered as (insert into store.receipt (" + RECEIPT_COLUMNS + ")\n"
            + "select ?, ?, ?, ?, ?, global_index from written)";

    /** Events, from twelve arrays. */
    static final String WRITTEN_MANY = "written as (insert into store.event (" + COLUMNS + ")\n" + "select " + COLUMNS
            + "\n"
            + """
            from unnest(?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::int[], ?::timestamptz[], ?::text[],
                ?::text[], ?::text[], ?::bytea[], ?::bytea[]) with ordinality as given (""" + COLUMNS
            + ", place)\norder by place returning global_index, command, at, xid)";

    /** Receipts of their commands, from five arrays. */
    static final String ANSWERED_MANY = "answered as (insert into store.receipt (" + RECEIPT_COLUMNS + """
            )
            select given.*, (select max(written.global_index) from written where written.command = given.command)
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                as given (by, key, body_sha256, command, result))""";

    private static final String INDICES = "\nselect global_index, xid::text from written order by global_index";
    private static final String INSERT_ONE = "with " + WRITTEN_ONE + INDICES;
    private static final String INSERT_ONE_WITH_RECEIPT = "with " + WRITTEN_ONE + ",\n" + ANSWERED_ONE + INDICES;
    private static final String INSERT_MANY = "with " + WRITTEN_MANY + ",\n" + ANSWERED_MANY + INDICES;

    private static final String COPY = "copy store.event (" + COLUMNS + ") from stdin with (format binary)";

    private static final long MICROS_1970_TO_2000 = 946_684_800_000_000L;
    static final byte[] COPY_HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private EventTable() {}

    /**
     * What was written.
     *
     * @param transaction id of the transaction
     * @param indices global indices in the order in which the rows were given; of a copy only the first and the last
     */
    record Inserted(String transaction, List<Long> indices) {

        Inserted {
            indices = List.copyOf(indices);
        }
    }

    /** Columns of a whole row, for a query with the table as {@code e}. */
    static String columns() {
        return "e." + COLUMNS.replace(", ", ", e.");
    }

    /** Columns of a header: digest and length of the payload instead of itself, in the last two. */
    static String headerColumns() {
        return columns().replace("e.payload, ", "") + ", sha256(e.payload), octet_length(e.payload)";
    }

    /** Reads a whole row, its columns beginning here. */
    static EventRow row(ResultSet rows, int first) throws SQLException {
        return row(rows, first, rows.getBytes(first + 10), rows.getBytes(first + 11));
    }

    /** Reads a header, its columns beginning here. */
    static EventRow header(ResultSet rows, int first) throws SQLException {
        return row(rows, first, new byte[0], rows.getBytes(first + 10));
    }

    private static EventRow row(ResultSet rows, int first, byte[] payload, byte[] mac) throws SQLException {
        return new EventRow(
                rows.getObject(first, UUID.class),
                rows.getString(first + 1),
                rows.getString(first + 2),
                rows.getLong(first + 3),
                rows.getString(first + 4),
                rows.getInt(first + 5),
                rows.getObject(first + 6, OffsetDateTime.class).toInstant(),
                rows.getString(first + 7),
                rows.getString(first + 8),
                rows.getString(first + 9),
                payload,
                mac);
    }

    /**
     * Writes some events, and the receipts that go with them, and commits: one round trip, for the driver sends beginning,
     * writing and commit together. If the writing fails nothing is committed.
     */
    static Inserted insertAndCommit(Connection connection, List<EventRow> rows, List<Receipt> receipts)
            throws SQLException {
        return insert(connection, rows, receipts, "; commit");
    }

    /** Writes some events. */
    static Inserted insert(Connection connection, List<EventRow> rows) throws SQLException {
        return insert(connection, rows, List.of(), "");
    }

    private static Inserted insert(Connection connection, List<EventRow> rows, List<Receipt> receipts, String then)
            throws SQLException {
        var sql = INSERT_MANY;
        var one = rows.size() == 1 && receipts.size() <= 1;
        if (one) {
            sql = receipts.isEmpty() ? INSERT_ONE : INSERT_ONE_WITH_RECEIPT;
        }
        try (var insert = connection.prepareStatement(sql + then)) {
            if (one) {
                bindOne(insert, 1, rows.get(0), receipts);
            } else {
                bindMany(insert, 1, rows, receipts);
            }
            return indices(insert);
        }
    }

    /** Binds events and receipts to the arrays of the statements above, from this parameter on; the next free one. */
    static int bindMany(PreparedStatement insert, int first, List<EventRow> rows, List<Receipt> receipts)
            throws SQLException {
        var connection = insert.getConnection();
        array(insert, first, "uuid", rows, EventRow::id);
        array(insert, first + 1, "text", rows, EventRow::aggregateType);
        array(insert, first + 2, "text", rows, EventRow::aggregateId);
        array(insert, first + 3, "bigint", rows, EventRow::sequenceNumber);
        array(insert, first + 4, "text", rows, EventRow::type);
        array(insert, first + 5, "int4", rows, EventRow::revision);
        array(insert, first + 6, "timestamptz", rows, row -> row.at().toString());
        array(insert, first + 7, "text", rows, EventRow::actor);
        array(insert, first + 8, "text", rows, EventRow::role);
        array(insert, first + 9, "text", rows, EventRow::command);
        var payloads = rows.stream().map(EventRow::payload).toArray(byte[][]::new);
        insert.setArray(first + 10, connection.createArrayOf("bytea", payloads));
        var macs = rows.stream().map(EventRow::mac).toArray(byte[][]::new);
        insert.setArray(first + 11, connection.createArrayOf("bytea", macs));
        array(insert, first + 12, "text", receipts, Receipt::by);
        array(insert, first + 13, "text", receipts, Receipt::key);
        array(insert, first + 14, "text", receipts, Receipt::bodySha256);
        array(insert, first + 15, "text", receipts, Receipt::command);
        array(insert, first + 16, "text", receipts, Receipt::resultJson);
        return first + 17;
    }

    /** Binds an event, and a receipt if there is one, from this parameter on; the next free one. */
    static int bindOne(PreparedStatement insert, int first, EventRow row, List<Receipt> receipts) throws SQLException {
        insert.setObject(first, row.id());
        insert.setString(first + 1, row.aggregateType());
        insert.setString(first + 2, row.aggregateId());
        insert.setLong(first + 3, row.sequenceNumber());
        insert.setString(first + 4, row.type());
        insert.setInt(first + 5, row.revision());
        insert.setObject(first + 6, row.at().atOffset(ZoneOffset.UTC));
        insert.setString(first + 7, row.actor());
        insert.setString(first + 8, row.role());
        insert.setString(first + 9, row.command());
        insert.setBytes(first + 10, row.payload());
        insert.setBytes(first + 11, row.mac());
        if (receipts.isEmpty()) {
            return first + 12;
        }
        var receipt = receipts.get(0);
        insert.setString(first + 12, receipt.by());
        insert.setString(first + 13, receipt.key());
        insert.setString(first + 14, receipt.bodySha256());
        insert.setString(first + 15, receipt.command());
        insert.setString(first + 16, receipt.resultJson());
        return first + 17;
    }

    private static <T> void array(
            PreparedStatement insert, int at, String type, List<T> rows, Function<T, Object> component)
            throws SQLException {
        insert.setArray(
                at,
                insert.getConnection()
                        .createArrayOf(type, rows.stream().map(component).toArray()));
    }

    private static Inserted indices(PreparedStatement insert) throws SQLException {
        var indices = new ArrayList<Long>();
        var transaction = "";
        insert.execute();
        try (var rows = insert.getResultSet()) {
            while (rows.next()) {
                indices.add(rows.getLong(1));
                transaction = rows.getString(2);
            }
        }
        return new Inserted(transaction, indices);
    }

    /** Begins to write many events, which come in pieces made by {@link #append}. */
    static CopyIn copy(Connection connection) throws SQLException {
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
        copy.writeToCopy(COPY_HEADER, 0, COPY_HEADER.length);
        return copy;
    }

    static void write(CopyIn copy, ByteBuilder piece) throws SQLException {
        copy.writeToCopy(piece.array(), 0, piece.size());
    }

    /** Ends the writing of many events. */
    static void end(CopyIn copy) throws SQLException {
        copy.writeToCopy(new byte[] {(byte) 0xff, (byte) 0xff}, 0, 2);
        copy.endCopy();
    }

    /**
     * What this transaction wrote last by copying.
     *
     * @param first id of the first event
     */
    static Inserted inserted(Connection connection, UUID first) throws SQLException {
        try (var select = connection.prepareStatement("""
                select global_index, pg_current_xact_id()::text from store.event where event_id = ?
                union all select currval('store.event_global_index_seq'), pg_current_xact_id()::text""")) {
            select.setObject(1, first);
            return indices(select);
        }
    }

    /** Appends a row in PostgreSQL's binary form. */
    static void append(ByteBuilder copy, EventRow row) {
        copy.appendShort(12);
        copy.appendInt(16)
                .appendLong(row.id().getMostSignificantBits())
                .appendLong(row.id().getLeastSignificantBits());
        text(copy, row.aggregateType());
        text(copy, row.aggregateId());
        number(copy, row.sequenceNumber());
        text(copy, row.type());
        copy.appendInt(4).appendInt(row.revision());
        number(copy, micros(row.at()) - MICROS_1970_TO_2000);
        text(copy, row.actor());
        text(copy, row.role());
        text(copy, row.command());
        bytes(copy, row.payload());
        bytes(copy, row.mac());
    }

    private static long micros(Instant at) {
        return at.toEpochMilli() * 1000;
    }

    private static void number(ByteBuilder copy, long number) {
        copy.appendInt(8).appendLong(number);
    }

    static void text(ByteBuilder copy, String text) {
        int length = copy.size();
        copy.appendInt(0).append(text);
        copy.putInt(length, copy.size() - length - Integer.BYTES);
    }

    static void bytes(ByteBuilder copy, byte[] bytes) {
        copy.appendInt(bytes.length).write(bytes);
    }
}
