package org.mingzhang.query.check;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.query.ViewPositions;
import org.mingzhang.query.Views;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 校验批次登记: the runs that stand in the ledger. */
@Component
public final class RecordedRuns {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final JdbcClient sql;
    private final ViewPositions positions;

    RecordedRuns(DataSource source, ViewPositions positions) {
        this.sql = JdbcClient.create(source);
        this.positions = positions;
    }

    /**
     * One of them.
     *
     * @param id of the run
     * @param position ledger position at which it read
     * @param recordedAt ledger position of the record
     * @param trial whether it binds nobody
     * @param rules how many rules ran
     * @param errors failed error rules
     * @param warnings failed warnings
     * @param by staff number of who started it
     */
    public record Recorded(
            CampaignKey campaign,
            String id,
            long position,
            long recordedAt,
            boolean trial,
            int rules,
            int errors,
            int warnings,
            String reportSha256,
            String by,
            Instant at) {}

    /** All of a campaign's up to a ledger position, the latest first. */
    public List<Recorded> of(CampaignKey campaign, long upTo) {
        if (!positions.await(List.of(Views.PROGRESS), upTo, PATIENCE)) {
            throw new IllegalStateException("the views have not reached " + upTo);
        }
        return sql.sql("select * from check_run where campaign = ? and position <= ? order by position desc")
                .params(campaign.toString(), upTo)
                .query(RecordedRuns::recorded)
                .list();
    }

    private static Recorded recorded(ResultSet row, int number) throws SQLException {
        return new Recorded(
                CampaignKey.of(row.getString("campaign")),
                row.getString("run"),
                row.getLong("read_position"),
                row.getLong("position"),
                row.getBoolean("trial"),
                row.getInt("rules"),
                row.getInt("errors"),
                row.getInt("warnings"),
                row.getString("report_sha256"),
                row.getString("by_staff"),
                row.getTimestamp("at").toInstant());
    }
}
