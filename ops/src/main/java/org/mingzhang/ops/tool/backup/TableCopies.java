package org.mingzhang.ops.tool.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tables of an installation, as a backup copies them: all of them but the histories of migration. */
final class TableCopies {

    private static final String TABLES = """
            select table_schema || '.' || table_name from information_schema.tables
            where table_schema in ('store', 'guard', 'schedule', 'view') and table_type = 'BASE TABLE'
              and table_name <> 'migration' order by 1""";

    private static final String COLUMNS = """
            select column_name from information_schema.columns
            where table_schema || '.' || table_name = ? and is_generated = 'NEVER' order by ordinal_position""";

    private static final String VERSIONS = """
            select '%s', max(version) from %s.migration where success""";

    /** Transaction ids of one server mean nothing to another. */
    private static final String FOREIGN = "xid";

    private TableCopies() {}

    static List<String> tables(Connection connection) throws SQLException {
        var tables = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    /** The table and its columns, as COPY names them. */
    static String named(Connection connection, String table) throws SQLException {
        var columns = new ArrayList<String>();
        try (var select = connection.prepareStatement(COLUMNS)) {
            select.setString(1, table);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    if (!(table.equals("store.event") && rows.getString(1).equals(FOREIGN))) {
                        columns.add('"' + rows.getString(1) + '"');
                    }
                }
            }
        }
        return table + " (" + String.join(", ", columns) + ")";
    }

    static SortedMap<String, String> versions(Connection connection) throws SQLException {
        var versions = new TreeMap<String, String>();
        for (var schema : List.of("store", "guard", "schedule", "view")) {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(VERSIONS.formatted(schema, schema))) {
                rows.next();
                versions.put(schema, rows.getString(2));
            }
        }
        return versions;
    }
}
