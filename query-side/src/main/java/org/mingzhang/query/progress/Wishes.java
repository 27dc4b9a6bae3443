package org.mingzhang.query.progress;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.TableKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 延期申请: who asked for more time, and what was answered. */
@Component
class Wishes {

    private final JdbcClient sql;

    Wishes(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * A request.
     *
     * @param stage COLLECTION or REVIEW
     * @param by staff number of who asked
     * @param granted null while nobody answered
     * @param answer the office's words
     */
    record Wish(
            TableKey table,
            String department,
            String stage,
            Instant until,
            String reason,
            String by,
            Instant at,
            @Nullable Boolean granted,
            @Nullable String answer) {}

    /** All of a campaign's, the latest first. */
    List<Wish> of(CampaignKey campaign) {
        return sql.sql("""
                        select w.* from extension_wish w join collection_table t on t.table_key = w.table_key
                        where t.campaign = ? order by w.position desc""").param(campaign.toString()).query(Wishes::wish).list();
    }

    private static Wish wish(ResultSet row, int number) throws SQLException {
        return new Wish(
                TableKey.of(row.getString("table_key")),
                row.getString("department"),
                row.getString("stage"),
                row.getTimestamp("until").toInstant(),
                row.getString("reason"),
                row.getString("by_staff"),
                row.getTimestamp("at").toInstant(),
                row.getObject("granted", Boolean.class),
                row.getString("answer"));
    }
}
