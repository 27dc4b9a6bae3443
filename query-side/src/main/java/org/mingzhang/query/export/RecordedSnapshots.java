package org.mingzhang.query.export;

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

/** 快照登记: the snapshots that stand in the ledger. */
@Component
public final class RecordedSnapshots {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final JdbcClient sql;
    private final ViewPositions positions;

    RecordedSnapshots(DataSource source, ViewPositions positions) {
        this.sql = JdbcClient.create(source);
        this.positions = positions;
    }

    /**
     * One of them.
     *
     * @param id of the snapshot
     * @param position ledger position at which it was read
     * @param recordedAt ledger position of the record
     * @param by staff number of who took it
     * @param signed whether the leaders signed this content
     */
    public record Recorded(
            String id,
            long position,
            long recordedAt,
            String contentHash,
            String manifestSha256,
            String by,
            Instant at,
            boolean signed) {}

    /** All of a campaign's up to a ledger position, the latest first. */
    public List<Recorded> of(CampaignKey campaign, long upTo) {
        if (!positions.await(List.of(Views.PROGRESS, Views.TRAIL), upTo, PATIENCE)) {
            throw new Snapshots.NotYet("the views have not reached " + upTo);
        }
        return sql.sql("""
                        select snapshot, position, read_position, content_hash, manifest_sha256, by_staff, at,
                            exists (select from trail where trail.campaign = snapshot.campaign
                                and trail.position <= :upTo and trail.kind = 'campaign.signed'
                                and trail.facts ->> 'contentHash' = snapshot.content_hash) as signed
                        from snapshot where campaign = :campaign and position <= :upTo order by position desc""")
                .param("campaign", campaign.toString())
                .param("upTo", upTo)
                .query(RecordedSnapshots::recorded)
                .list();
    }

    private static Recorded recorded(ResultSet row, int number) throws SQLException {
        return new Recorded(
                row.getString("snapshot"),
                row.getLong("read_position"),
                row.getLong("position"),
                row.getString("content_hash"),
                row.getString("manifest_sha256"),
                row.getString("by_staff"),
                row.getTimestamp("at").toInstant(),
                row.getBoolean("signed"));
    }
}
