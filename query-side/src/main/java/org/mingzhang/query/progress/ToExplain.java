package org.mingzhang.query.progress;

import java.util.HashMap;
import java.util.Map;
import org.mingzhang.events.CampaignKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 待说明: how many findings were sent to whom a share belongs and are neither explained nor set aside. Errors are not among
 * them: their share was opened again, and that is the task.
 */
@Component
class ToExplain {

    private final JdbcClient sql;

    ToExplain(JdbcClient sql) {
        this.sql = sql;
    }

    /** Numbers by share; shares without are absent. */
    Map<Shares.At, Integer> in(CampaignKey campaign) {
        var waiting = new HashMap<Shares.At, Integer>();
        sql.sql("""
                        select f.table_code, f.department, count(*) as number from finding f
                        where f.campaign = :campaign and f.state in ('SENT', 'REJECTED') and not f.error
                            and f.department is not null
                            and not exists (
                                select from judged_rule j
                                where j.campaign = f.campaign and j.rule = f.rule and j.faulty)
                            and not exists (
                                select from tolerance t
                                where t.campaign = f.campaign and t.rule = f.rule and t.table_code = f.table_code
                                    and t.department in (f.department, '') and t.number > 0)
                        group by f.table_code, f.department""").param("campaign", campaign.toString()).query(row -> {
            waiting.put(
                    new Shares.At(campaign.table(row.getString("table_code")), row.getString("department")),
                    row.getInt("number"));
        });
        return waiting;
    }
}
