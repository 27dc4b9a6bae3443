package org.mingzhang.ops.store;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.mingzhang.events.proof.Hash;
import org.mingzhang.events.proof.Note;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 检查点表: every checkpoint that was ever signed. */
public final class CheckpointTable {

    private static final String SELECT = "select size, root, note, at from store.checkpoint ";

    private static final RowMapper<Signed> SIGNED = (rows, n) -> new Signed(
            rows.getLong(1),
            Hash.of(rows.getBytes(2)),
            Note.parse(rows.getString(3).getBytes(StandardCharsets.UTF_8)),
            rows.getObject(4, OffsetDateTime.class));

    private final JdbcClient sql;

    /**
     * A signed checkpoint.
     *
     * @param at when it was signed, by the clock of the database
     */
    public record Signed(long size, Hash root, Note note, OffsetDateTime at) {}

    CheckpointTable(DataSource database) {
        this.sql = JdbcClient.create(database);
    }

    /** Keeps a checkpoint; one of the same size must be the same. */
    public void add(long size, Hash root, Note note) {
        sql.sql("insert into store.checkpoint (size, root, note) values (?, ?, ?) on conflict (size) do nothing")
                .params(size, root.bytes(), new String(note.bytes(), StandardCharsets.UTF_8))
                .update();
    }

    /** Cosignatures joined the note. */
    public void cosigned(long size, Note note) {
        sql.sql("update store.checkpoint set note = ? where size = ?")
                .params(new String(note.bytes(), StandardCharsets.UTF_8), size)
                .update();
    }

    /** The newest. */
    public Optional<Signed> last() {
        return sql.sql(SELECT + "order by size desc limit 1").query(SIGNED).optional();
    }

    /** The one of a size. */
    public Optional<Signed> of(long size) {
        return sql.sql(SELECT + "where size = ?").param(size).query(SIGNED).optional();
    }

    /** The smallest that covers a size. */
    public Optional<Signed> covering(long size) {
        return sql.sql(SELECT + "where size >= ? order by size limit 1")
                .param(size)
                .query(SIGNED)
                .optional();
    }

    /** The one whose root begins with these hexadecimal digits. */
    public Optional<Signed> named(String hex) {
        return sql.sql(SELECT + "where encode(root, 'hex') like ? order by size limit 1")
                .param(hex + "%")
                .query(SIGNED)
                .optional();
    }

    /** The newest that carries a signature under this name. */
    public Optional<Signed> signedBy(String name) {
        return sql.sql(SELECT + "where position(? in note) > 0 order by size desc limit 1")
                .param("\u2014 " + name + " ")
                .query(SIGNED)
                .optional();
    }

    /** All that carry a signature under this name, ascending. */
    public List<Signed> allSignedBy(String name) {
        return sql.sql(SELECT + "where position(? in note) > 0 order by size")
                .param("\u2014 " + name + " ")
                .query(SIGNED)
                .list();
    }

    /** All after a size, ascending. */
    public List<Signed> after(long size) {
        return sql.sql(SELECT + "where size > ? order by size limit 5000")
                .param(size)
                .query(SIGNED)
                .list();
    }

    /** The last of each day, ascending. */
    public List<Signed> daily() {
        return sql.sql("""
                        select distinct on ((at at time zone 'Asia/Shanghai')::date) size, root, note, at
                        from store.checkpoint order by (at at time zone 'Asia/Shanghai')::date, size desc""").query(SIGNED).list();
    }
}
