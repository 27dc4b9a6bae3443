package org.mingzhang.query.rebuild;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * 视图摘要: what a table of the views holds, to the byte.
 *
 * @param rows how many rows it has
 * @param sha256 SHA-256 over the rows as text, in their order
 */
public record ViewDigest(long rows, String sha256) {

    private static final String TABLES = """
            select table_name from information_schema.tables
            where table_schema = ? and table_type = 'BASE TABLE' and table_name <> 'migration'""";

    private static final int AT_ONCE = 1000;

    /** The digests of all tables of a schema, by name. The connection must not commit by itself. */
    public static SortedMap<String, ViewDigest> ofSchema(Connection connection, String schema) throws SQLException {
        var digests = new TreeMap<String, ViewDigest>();
        for (var table : tables(connection, schema)) {
            digests.put(table, ofTable(connection, schema, table));
        }
        return digests;
    }

    private static SortedSet<String> tables(Connection connection, String schema) throws SQLException {
        var tables = new TreeSet<String>();
        try (var statement = connection.prepareStatement(TABLES)) {
            statement.setString(1, schema);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
        }
        return tables;
    }

    private static ViewDigest ofTable(Connection connection, String schema, String table) throws SQLException {
        var sha256 = digest();
        long count = 0;
        var sql = "select line from (select t::text as line from \"%s\".\"%s\" t) lines order by line collate \"C\""
                .formatted(schema, table);
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(AT_ONCE);
            try (var rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    sha256.update(rows.getString(1).getBytes(StandardCharsets.UTF_8));
                    sha256.update((byte) '\n');
                    count++;
                }
            }
        }
        return new ViewDigest(count, HexFormat.of().formatHex(sha256.digest()));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
