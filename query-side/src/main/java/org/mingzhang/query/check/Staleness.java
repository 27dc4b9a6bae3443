package org.mingzhang.query.check;

import java.util.List;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.query.table.Standing;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 校验是否过期: what changed since a run, so that nobody takes an old result for a new one. */
@Component
final class Staleness {

    /**
     * What changed.
     *
     * @param tables numbers of the tables whose entries changed
     * @param rules whether a rule was published or a parameter set
     */
    record Changed(List<String> tables, boolean rules) {}

    private final Standing standing;
    private final JdbcClient sql;

    Staleness(Standing standing, JdbcClient sql) {
        this.standing = standing;
        this.sql = sql;
    }

    /** After the position a run read at, up to another. */
    Changed since(CampaignKey campaign, long run, long position) {
        return new Changed(
                standing.touched(campaign, run, position).stream()
                        .filter(code -> standing.changed(campaign.table(code), run, position))
                        .sorted()
                        .toList(),
                sql.sql("""
                                select exists (
                                    select from published_rule where campaign = :campaign and position > :run and position <= :now
                                    union all
                                    select from parameter_value
                                    where campaign = :campaign and position > :run and position <= :now)""")
                        .param("campaign", campaign.toString())
                        .param("run", run)
                        .param("now", position)
                        .query(Boolean.class)
                        .single());
    }
}
