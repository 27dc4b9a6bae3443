package org.mingzhang.ops.tool.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.zip.ZipFile;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.mingzhang.ops.CannotStart;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** 恢复: a backup into an installation that is still empty, all of it or nothing, before anything else begins. */
final class Restore {

    private static final Logger LOG = LoggerFactory.getLogger(Restore.class);

    private final Path file;

    Restore(Path file) {
        this.file = file;
    }

    /**
     * Brings it back.
     *
     * @throws CannotStart if the file is damaged or of another form, or if there are events already
     */
    void into(DataSource database) {
        try (var zip = new ZipFile(file.toFile());
                var connection = database.getConnection()) {
            var manifest = manifest(zip);
            connection.setAutoCommit(false);
            try {
                mustBeEmpty(connection);
                if (!manifest.versions().equals(TableCopies.versions(connection))) {
                    throw refused(
                            "出自另一版本的程序 " + manifest.versions(), "it is another version's: " + manifest.versions());
                }
                fill(connection, zip, manifest);
                connection.commit();
                begin(connection);
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            LOG.info(
                    "已恢复 {} 条事件，根 {}，核验码 {} · restored {} events",
                    manifest.events(),
                    manifest.root(),
                    manifest.code(),
                    manifest.events());
        } catch (IOException | SQLException | JacksonException damaged) {
            throw refused(String.valueOf(damaged.getMessage()), String.valueOf(damaged.getMessage()), damaged);
        }
    }

    private BackupManifest manifest(ZipFile zip) throws IOException {
        var entry = zip.getEntry(BackupManifest.PATH);
        if (entry == null) {
            throw refused("缺少清单", "it has no manifest");
        }
        try (var in = zip.getInputStream(entry)) {
            var manifest = JsonMapper.shared().readValue(in.readAllBytes(), BackupManifest.class);
            if (manifest.form() != BackupManifest.FORM) {
                throw refused("是另一种格式", "it is of another form");
            }
            return manifest;
        }
    }

    private void mustBeEmpty(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select exists (select from store.event)")) {
            rows.next();
            if (rows.getBoolean(1)) {
                throw refused("账本中已有数据，只能恢复到空的数据目录", "the ledger is not empty; restore into an empty data directory");
            }
        }
    }

    private void fill(Connection connection, ZipFile zip, BackupManifest manifest) throws IOException, SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set local statement_timeout = 0");
            statement.execute("truncate " + String.join(", ", manifest.tables().keySet()));
        }
        var copies = connection.unwrap(PGConnection.class).getCopyAPI();
        for (var table : manifest.tables().entrySet()) {
            var entry = zip.getEntry(table.getKey());
            if (entry == null) {
                throw refused("缺少 " + table.getKey(), "it lacks " + table.getKey());
            }
            var digest = Backup.sha256();
            try (InputStream in = new DigestInputStream(zip.getInputStream(entry), digest)) {
                copies.copyIn("copy " + TableCopies.named(connection, table.getKey()) + " from stdin", in);
            }
            if (!HexFormat.of()
                    .formatHex(digest.digest())
                    .equals(table.getValue().sha256())) {
                throw refused(table.getKey() + " 已损坏", table.getKey() + " is damaged");
            }
        }
    }

    /** Numbers go on where they stopped; what is visible now was numbered before. */
    private static void begin(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    select setval('store.event_global_index_seq',
                        greatest(1, (select coalesce(max(global_index), 1) from store.event)))""");
            statement.execute("update store.sequencer set seen = pg_current_snapshot()");
        }
    }

    private CannotStart refused(String zh, String en) {
        return refused(zh, en, null);
    }

    private CannotStart refused(String zh, String en, @Nullable Throwable cause) {
        var chinese = "备份 " + file + " 不能恢复：" + zh + "。没有改动任何数据。";
        var english = "The backup " + file + " cannot be restored: " + en + ". Nothing was changed.";
        return cause == null ? new CannotStart(chinese, english) : new CannotStart(chinese, english, cause);
    }
}
