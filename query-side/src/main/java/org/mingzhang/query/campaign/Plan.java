package org.mingzhang.query.campaign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.campaign.Stage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What belongs to a campaign: stages, open points, check runs, signatures and snapshots. */
@Component
public final class Plan {

    /**
     * 阶段.
     *
     * @param moved how often its date was moved
     */
    public record StageShown(
            Stage stage,
            @Nullable LocalDate opensOn,
            LocalDate dueOn,
            @Nullable LocalDate firstOpensOn,
            LocalDate firstDueOn,
            int moved,
            String reason,
            @Nullable Instant passedAt) {}

    /**
     * 待定事项.
     *
     * @param decision null while it is open
     */
    public record Point(
            String point,
            String kind,
            @Nullable String table,
            String text,
            List<String> candidates,
            Instant raisedAt,
            @Nullable String decision,
            @Nullable String settledBy,
            @Nullable Instant settledAt) {}

    /**
     * 校验批次.
     *
     * @param position ledger position at which it read
     */
    public record CheckRun(
            String run,
            long position,
            boolean trial,
            int rules,
            int errors,
            int warnings,
            @Nullable String contentHash,
            String reportSha256,
            String by,
            Instant at) {}

    /**
     * 签审; void ones stay.
     *
     * @param packHash digest of the papers it was given on; empty where it names none
     */
    public record SignOff(
            String contentHash,
            String packHash,
            String by,
            String post,
            String opinion,
            Instant at,
            boolean isVoid,
            @Nullable String voidReason) {}

    /** 快照. */
    public record Snapshot(
            String snapshot, long position, String contentHash, String manifestSha256, String by, Instant at) {}

    private final JdbcClient sql;

    Plan(JdbcClient sql) {
        this.sql = sql;
    }

    public List<StageShown> stages(CampaignKey campaign) {
        return sql
                .sql("select * from campaign_stage where campaign = ?")
                .param(campaign.toString())
                .query((row, number) -> new StageShown(
                        Stage.valueOf(row.getString("stage")),
                        row.getObject("opens_on", LocalDate.class),
                        row.getObject("due_on", LocalDate.class),
                        row.getObject("first_opens_on", LocalDate.class),
                        row.getObject("first_due_on", LocalDate.class),
                        row.getInt("moved"),
                        row.getString("reason"),
                        maybe(row, "passed_at")))
                .list()
                .stream()
                .sorted(Comparator.comparing(StageShown::stage))
                .toList();
    }

    public List<Point> points(CampaignKey campaign) {
        return sql.sql("select * from open_point where campaign = ? order by settled_at is not null, point")
                .param(campaign.toString())
                .query((row, number) -> new Point(
                        row.getString("point"),
                        row.getString("kind"),
                        row.getString("table_code"),
                        row.getString("words"),
                        Arrays.asList((String[]) row.getArray("candidates").getArray()),
                        instant(row, "raised_at"),
                        row.getString("decision"),
                        row.getString("settled_by"),
                        maybe(row, "settled_at")))
                .list();
    }

    /** The newest first. */
    public List<CheckRun> checkRuns(CampaignKey campaign) {
        return sql.sql("select * from check_run where campaign = ? order by position desc")
                .param(campaign.toString())
                .query((row, number) -> new CheckRun(
                        row.getString("run"),
                        row.getLong("read_position"),
                        row.getBoolean("trial"),
                        row.getInt("rules"),
                        row.getInt("errors"),
                        row.getInt("warnings"),
                        row.getString("content_hash"),
                        row.getString("report_sha256"),
                        row.getString("by_staff"),
                        instant(row, "at")))
                .list();
    }

    public List<SignOff> signOffs(CampaignKey campaign) {
        return sql.sql("select * from sign_off where campaign = ? order by position")
                .param(campaign.toString())
                .query((row, number) -> new SignOff(
                        row.getString("content_hash"),
                        row.getString("pack_hash"),
                        row.getString("by_staff"),
                        row.getString("post"),
                        row.getString("opinion"),
                        instant(row, "at"),
                        row.getObject("void_position") != null,
                        row.getString("void_reason")))
                .list();
    }

    /** The newest first. */
    public List<Snapshot> snapshots(CampaignKey campaign) {
        return sql.sql("select * from snapshot where campaign = ? order by position desc")
                .param(campaign.toString())
                .query((row, number) -> new Snapshot(
                        row.getString("snapshot"),
                        row.getLong("read_position"),
                        row.getString("content_hash"),
                        row.getString("manifest_sha256"),
                        row.getString("by_staff"),
                        instant(row, "at")))
                .list();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant maybe(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
