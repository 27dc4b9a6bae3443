package org.mingzhang.query.inspection;

import org.mingzhang.events.CampaignKey;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Views;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 部门完成情况: what stands in the ledger of a department's shares in a campaign. */
@Component
public class Appraisals {

    private static final String FACTS = """
            select count(*) as shares,
                count(*) filter (where exists (
                    select from lateness l where l.table_key = p.table_key and l.department = p.department)) as late,
                count(*) filter (where exists (
                    select from trail t
                    where t.table_key = p.table_key and t.department = p.department
                        and t.kind in ('table.share-returned', 'table.share-reopened'))) as returned
            from progress p join collection_table c using (table_key)
            where c.campaign = :campaign and p.department = :department and not p.dropped and c.form <> 'COMPUTED'""";

    private final JdbcClient sql;
    private final Reads reads;

    Appraisals(JdbcClient sql, Reads reads) {
        this.sql = sql;
        this.reads = reads;
    }

    /** Shares of a department: all of them, those that let a date pass, those that were sent back or opened again. */
    public record Facts(int shares, int late, int returned) {}

    /** The facts, with everything committed before the question. */
    public Facts of(CampaignKey campaign, String department) {
        reads.everything(Views.PROGRESS, Views.TRAIL);
        return sql.sql(FACTS)
                .param("campaign", campaign.toString())
                .param("department", department)
                .query((row, number) -> new Facts(row.getInt("shares"), row.getInt("late"), row.getInt("returned")))
                .single();
    }
}
