package org.mingzhang.ops.tool.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.mingzhang.ops.database.Migrations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * 已删除名单: names of all keys that were ever destroyed under the law, in a file outside the database, so that a backup from before
 * an erasure cannot bring back what was erased. The names are pseudonyms; they tell nothing of anybody.
 */
public final class ErasureList {

    /** The file's name in the data directory. */
    public static final String NAME = "erased.keys";

    private static final Logger LOG = LoggerFactory.getLogger(ErasureList.class);

    private final Path file;

    /** The list of the installation in a data directory. */
    public ErasureList(Path data) {
        this.file = data.resolve(NAME);
    }

    /** Adds names that it lacks; on the disk when this returns. */
    public synchronized void add(Collection<String> keys) {
        var lacking = new TreeSet<>(keys);
        lacking.removeAll(read());
        try {
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            if (!lacking.isEmpty()) {
                Files.writeString(
                        file,
                        String.join("\n", lacking) + "\n",
                        StandardCharsets.US_ASCII,
                        StandardOpenOption.APPEND,
                        StandardOpenOption.SYNC);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** All names; none if there is no list yet. */
    public Set<String> read() {
        try {
            var keys = new LinkedHashSet<String>();
            if (Files.exists(file)) {
                Files.readAllLines(file, StandardCharsets.US_ASCII).stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .forEach(keys::add);
            }
            return keys;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Destroys whatever of these keys a database still holds; its views then are told the whole ledger again. */
    void applyTo(DataSource database) {
        var keys = read();
        add(Set.of());
        if (keys.isEmpty()) {
            return;
        }
        int destroyed = new JdbcTemplate(database)
                .update(
                        """
                        update store.person_key set wrapped = null, destroyed_at = now()
                        where person = any(?) and wrapped is not null""",
                        statement ->
                                statement.setArray(1, statement.getConnection().createArrayOf("text", keys.toArray())));
        if (destroyed > 0) {
            LOG.warn(
                    "按已删除名单重新删除：{} 个密钥，视图将由账本重建 · {} keys were destroyed again, as the list of erasures says",
                    destroyed,
                    destroyed);
            Migrations.tellViewsAgain(database);
        }
    }
}
