package org.mingzhang.query.progress;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.TableKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 审核签名 of shares, void ones too. */
@Component
public class Signatures {

    /**
     * One signature.
     *
     * @param position its ledger position
     * @param by staff number
     * @param post the person's post when signing
     * @param contentHash exactly what was signed
     * @param opened which parts of the review page had been opened; empty where nothing told
     * @param voidReason why it counts no more; null while it counts
     */
    public record Signed(
            long position,
            String by,
            String post,
            Instant at,
            boolean late,
            String contentHash,
            List<String> opened,
            int entries,
            @Nullable String voidReason) {

        static Signed of(ResultSet row) throws SQLException {
            return new Signed(
                    row.getLong("position"),
                    row.getString("by_staff"),
                    row.getString("post"),
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getBoolean("late"),
                    row.getString("content_hash"),
                    Arrays.asList((String[]) row.getArray("opened").getArray()),
                    row.getInt("entries"),
                    row.getString("void_reason"));
        }
    }

    private final JdbcClient sql;

    Signatures(JdbcClient sql) {
        this.sql = sql;
    }

    /** The newest first. */
    public List<Signed> of(TableKey table, String department) {
        return sql.sql("select * from signature where table_key = ? and department = ? order by position desc")
                .params(table.toString(), department)
                .query((row, number) -> Signed.of(row))
                .list();
    }
}
