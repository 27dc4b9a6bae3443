package org.mingzhang.ops.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * 叶子之源: the ledger in its order as the leaves its proofs are over. Every header is checked against its MAC and every digest is
 * computed over the stored bytes again, so that reading all of them is the audit of all of them.
 */
public final class LedgerLeaves {

    private static final int BATCH = 2_000;

    private static final String READ = "select l.position, " + EventTable.headerColumns() + """
             from store.ledger l join store.event e on e.global_index = l.global_index
            where l.position > ? and l.position <= ? order by l.position""";

    private static final String FIND = "select l.position, " + EventTable.headerColumns() + """
             from store.ledger l join store.event e on e.global_index = l.global_index where e.event_id = ?""";

    private static final String NEWEST = """
            select l.position from store.event e join store.ledger l on l.global_index = e.global_index
            where e.aggregate_id = ? and e.event_type = ? order by e.sequence_number desc limit 1""";

    private static final String PAYLOADS = """
            select e.payload from store.ledger l join store.event e on e.global_index = l.global_index
            where l.position > ? and l.position <= ? order by l.position""";

    private final JdbcTemplate jdbc;
    private final AppendKey appendKey;

    /**
     * A leaf and where it stands.
     *
     * @param position ledger position, from 1; the index in the tree is one less
     * @param bytes the canonical header
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Placed(long position, byte[] bytes) {}

    LedgerLeaves(DataSource database, AppendKey appendKey) {
        this.jdbc = new JdbcTemplate(database);
        this.appendKey = appendKey;
    }

    /** Position of an aggregate's newest event of this name; empty if there is none. */
    public Optional<Long> newest(String aggregate, String type) {
        return jdbc.queryForList(NEWEST, Long.class, aggregate, type).stream().findFirst();
    }

    /**
     * The next leaves after a position, in order and without a gap; none only if there are none yet.
     *
     * @throws LedgerBroken if a position is missing or a row is not as this application wrote it
     */
    public List<Placed> after(long position) {
        return after(position, BATCH);
    }

    /** The same, so many at most. */
    public List<Placed> after(long position, int most) {
        var leaves = read(position, most);
        if (leaves.isEmpty() && last() > position) {
            // what is there now may have come after the first look; what is not there now is missing
            leaves = read(position, most);
            if (leaves.isEmpty()) {
                throw new LedgerBroken(position + 1, "an event is missing");
            }
        }
        return leaves;
    }

    private List<Placed> read(long position, int most) {
        var leaves = jdbc.query(READ, (rows, n) -> leaf(rows), position, position + most);
        for (int i = 0; i < leaves.size(); i++) {
            if (leaves.get(i).position() != position + 1 + i) {
                throw new LedgerBroken(position + 1 + i, "an event is missing");
            }
        }
        return leaves;
    }

    /** Where an event stands. */
    public Optional<Placed> find(UUID event) {
        return jdbc.query(FIND, (rows, n) -> leaf(rows), event).stream().findFirst();
    }

    /** The stored bytes of so many events after a position. */
    public List<byte[]> payloadsAfter(long position, int count) {
        return new ArrayList<>(jdbc.query(PAYLOADS, (rows, n) -> rows.getBytes(1), position, position + count));
    }

    /** The last position that was given. */
    public long last() throws DataAccessException {
        var last = jdbc.queryForObject("select coalesce(max(position), 0) from store.ledger", Long.class);
        return last == null ? 0 : last;
    }

    private Placed leaf(ResultSet rows) throws SQLException {
        long position = rows.getLong(1);
        var header = EventTable.header(rows, 2);
        var sha256 = rows.getBytes(13);
        int size = rows.getInt(14);
        if (!appendKey.wrote(header, sha256, size)) {
            throw new LedgerBroken(position, "an event is not as it was written");
        }
        return new Placed(position, AppendKey.leaf(header, sha256, size).bytes());
    }
}
