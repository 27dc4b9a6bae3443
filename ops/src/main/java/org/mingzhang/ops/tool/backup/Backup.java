package org.mingzhang.ops.tool.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.mingzhang.events.proof.Frontier;
import org.mingzhang.events.proof.Hash;
import org.mingzhang.events.proof.ShortCode;
import org.mingzhang.events.proof.Tree;
import org.mingzhang.ops.store.LedgerLeaves;
import org.mingzhang.ops.tool.backup.BackupManifest.Content;
import org.postgresql.PGConnection;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * 备份: one consistent copy of the database in one file that only its owner may read, taken while people type. The keys are not in
 * it: whoever steals the file alone reads no personal value and can add no event.
 */
@Component
class Backup {

    private final DataSource database;
    private final LedgerLeaves leaves;

    Backup(DataSource database, LedgerLeaves leaves) {
        this.database = database;
        this.leaves = leaves;
    }

    /** What was taken, and where it lies. */
    record Taken(Path file, BackupManifest manifest, long bytes) {}

    /** Takes a backup; the file appears whole or not at all. */
    Taken take(Path file) {
        var half = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(half);
            Files.createFile(half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            BackupManifest manifest;
            try (var out = Files.newOutputStream(half)) {
                manifest = write(out);
            }
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new Taken(file, manifest, Files.size(file));
        } catch (IOException | SQLException failed) {
            throw new IllegalStateException("no backup was taken: " + failed.getMessage(), failed);
        }
    }

    private BackupManifest write(OutputStream out) throws IOException, SQLException {
        try (var connection = database.getConnection();
                var zip = new ZipOutputStream(out)) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            try {
                unhurried(connection);
                var manifest = write(connection, zip);
                connection.commit();
                return manifest;
            } finally {
                connection.rollback();
                connection.setReadOnly(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setAutoCommit(true);
            }
        }
    }

    private static void unhurried(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set local statement_timeout = 0");
            statement.execute("set local idle_in_transaction_session_timeout = 0");
        }
    }

    private BackupManifest write(Connection connection, ZipOutputStream zip) throws IOException, SQLException {
        var copies = connection.unwrap(PGConnection.class).getCopyAPI();
        var tables = new TreeMap<String, Content>();
        for (var table : TableCopies.tables(connection)) {
            zip.putNextEntry(new ZipEntry(table));
            var digest = sha256();
            var digested = new DigestOutputStream(zip, digest);
            long rows = copies.copyOut("copy " + TableCopies.named(connection, table) + " to stdout", digested);
            zip.closeEntry();
            tables.put(table, new Content(rows, HexFormat.of().formatHex(digest.digest())));
        }
        long events = tables.getOrDefault("store.ledger", new Content(0, "")).rows();
        var root = root(events);
        var manifest = new BackupManifest(
                BackupManifest.FORM,
                events,
                root.hex(),
                ShortCode.of(root).text(),
                TableCopies.versions(connection),
                tables);
        zip.putNextEntry(new ZipEntry(BackupManifest.PATH));
        zip.write(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
        zip.closeEntry();
        return manifest;
    }

    /** The root over the events that the copy holds; reading them checks them. */
    private Hash root(long events) {
        var tree = new Frontier();
        while (tree.size() < events) {
            for (var leaf : leaves.after(tree.size())) {
                if (tree.size() < events) {
                    tree.add(Tree.leaf(leaf.bytes()));
                }
            }
        }
        return tree.root();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
