package org.mingzhang.query.correction;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.TableKey;
import org.mingzhang.query.PlainCells;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 提出的更正 of a table. */
@Component
public final class Corrections {

    /**
     * A proposal.
     *
     * @param revision revision of the entry that the teacher saw
     * @param changes disputed cells as they should be, plain; blank ones included
     * @param by staff number of the teacher
     * @param state OPEN, ACCEPTED, REJECTED, WITHDRAWN, or GONE with its entry
     */
    public record Proposal(
            String correction,
            String department,
            int entry,
            int revision,
            Map<String, CellValue> changes,
            String reason,
            @Nullable String evidence,
            String by,
            Instant at,
            String state,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String decidedReason) {}

    private final JdbcClient sql;

    Corrections(JdbcClient sql) {
        this.sql = sql;
    }

    /** The plain cells of a proposal; empty if there is none of that id. */
    public Optional<Map<String, CellValue>> changes(TableKey table, String correction) {
        return sql.sql("select * from correction where table_key = ? and correction = ?")
                .params(table.toString(), correction)
                .query((row, number) -> proposal(row).changes())
                .optional();
    }

    /** All proposals of a table, the newest first. */
    public List<Proposal> of(TableKey table) {
        return sql.sql("select * from correction where table_key = ? order by position desc")
                .param(table.toString())
                .query((row, number) -> proposal(row))
                .list();
    }

    /** The proposals about one entry, the newest first. */
    public List<Proposal> of(TableKey table, int entry) {
        return sql.sql("select * from correction where table_key = ? and entry = ? order by position desc")
                .params(table.toString(), entry)
                .query((row, number) -> proposal(row))
                .list();
    }

    private static Proposal proposal(ResultSet row) throws SQLException {
        var decidedAt = row.getObject("decided_at", OffsetDateTime.class);
        return new Proposal(
                row.getString("correction"),
                row.getString("department"),
                row.getInt("entry"),
                row.getInt("revision"),
                PlainCells.readAll(row.getString("changes")),
                row.getString("reason"),
                row.getString("evidence"),
                row.getString("by_staff"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("state"),
                row.getString("decided_by"),
                decidedAt == null ? null : decidedAt.toInstant(),
                row.getString("decided_reason"));
    }
}
