package org.mingzhang.query.handover;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 交接事项 of a campaign as the views have them, and what caused most of its rework. */
@Component
class Handover {

    /** How many causes of rework are named. */
    private static final int MOST_CAUSES = 20;

    /**
     * A proposal of a teacher that nobody decided.
     *
     * @param by staff number of the teacher
     */
    record OpenCorrection(
            String correction, String table, String department, int entry, String reason, String by, Instant at) {}

    /**
     * How often work came back.
     *
     * @param department whose work it was; null for a rule
     * @param rule rule of the findings that were sent; null for what a reviewer returned
     * @param times how often it was sent back
     * @param shares how many shares it concerned
     * @param amended how many changes were made after a share of the table had first been handed over; 0 for a rule
     */
    record Rework(
            @Nullable String table,
            @Nullable String department,
            @Nullable String rule,
            int times,
            int shares,
            int amended) {}

    private final JdbcClient sql;

    Handover(JdbcClient sql) {
        this.sql = sql;
    }

    List<OpenCorrection> openCorrections(CampaignKey campaign) {
        return sql.sql("""
                        select * from correction where table_key like :tables and state = 'OPEN'
                        order by position""")
                .param("tables", campaign + "/%")
                .query((row, number) -> new OpenCorrection(
                        row.getString("correction"),
                        code(row),
                        row.getString("department"),
                        row.getInt("entry"),
                        row.getString("reason"),
                        row.getString("by_staff"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Shares that came back, those that came back and were changed most first. */
    List<Rework> returned(CampaignKey campaign) {
        return sql.sql("""
                        with back as (
                            select table_key, department, count(*) as times from trail
                            where campaign = :campaign and kind in ('table.share-returned', 'table.share-reopened')
                            group by table_key, department),
                        handed as (
                            select table_key, department, min(position) as position from trail
                            where campaign = :campaign and kind = 'table.share-submitted' group by table_key, department)
                        select b.table_key, b.department, b.times, 1 as shares, (
                            select count(*) from trail t
                            where t.table_key = b.table_key and t.department = b.department
                                and t.position > h.position and t.kind in
                                    ('table.entry-added', 'table.entry-amended', 'table.entry-removed')) as amended
                        from back b join handed h on h.table_key = b.table_key and h.department = b.department
                        order by b.times desc, amended desc, b.table_key, b.department limit :most""")
                .param("campaign", campaign.toString())
                .param("most", MOST_CAUSES)
                .query((row, number) -> new Rework(
                        code(row),
                        row.getString("department"),
                        null,
                        row.getInt("times"),
                        row.getInt("shares"),
                        row.getInt("amended")))
                .list();
    }

    /** Rules by how often a finding of theirs was sent to be mended. */
    List<Rework> sentBack(CampaignKey campaign) {
        return sql.sql("""
                        select f.rule, count(*) as times, count(distinct (f.table_code, f.department)) as shares
                        from finding_step s join finding f on f.campaign = s.campaign and f.finding = s.finding
                        where s.campaign = :campaign and s.kind = 'sent'
                        group by f.rule order by times desc, f.rule limit :most""")
                .param("campaign", campaign.toString())
                .param("most", MOST_CAUSES)
                .query((row, number) ->
                        new Rework(null, null, row.getString("rule"), row.getInt("times"), row.getInt("shares"), 0))
                .list();
    }

    private static String code(ResultSet row) throws SQLException {
        var key = row.getString("table_key");
        return key.substring(key.lastIndexOf('/') + 1);
    }
}
