package org.mingzhang.events.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.EventName;

/** 工作方案: the plan of a campaign, its dates, its open points, its opening and its checks. */
public sealed interface PlanEvent extends CampaignEvent {

    /**
     * 统计时段.
     *
     * @param from first day
     * @param to last day
     */
    record Period(LocalDate from, LocalDate to) {}

    /**
     * 制定方案: one per academic year.
     *
     * @param edition catalogue edition, such as {@code 2022}
     * @param academicYear period of most tables
     * @param calendarYear period of the finance tables
     * @param parameters rule parameters of this college, by name, written as text
     * @param planSha256 digest of the work plan it was read from; null when planned without one
     */
    @EventName("campaign.planned")
    record CampaignPlanned(
            CampaignKey campaign,
            String edition,
            Period academicYear,
            Period calendarYear,
            SortedMap<String, String> parameters,
            @Nullable String planSha256,
            String by,
            Instant at)
            implements PlanEvent {

        public CampaignPlanned {
            parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        }
    }

    /**
     * 云端数据接收: the data of an earlier year, as the ministry's cloud or the college's own package has them, are whole in the
     * ledger; the campaign of that year begins and ends with them.
     *
     * @param fileName the file's own name
     * @param sha256 digest of its bytes, 64 hexadecimal digits
     * @param preparedBy where it comes from, in the words of who brought it
     * @param confirmed whether it is a package with a manifest whose digests were found right
     * @param tables how many entries each table has, by its number
     */
    @EventName("campaign.ministry-data-received")
    record MinistryDataReceived(
            CampaignKey campaign,
            String fileName,
            String sha256,
            String preparedBy,
            boolean confirmed,
            SortedMap<String, Integer> tables,
            String by,
            Instant at)
            implements PlanEvent {

        public MinistryDataReceived {
            tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
        }
    }

    /**
     * 时间节点: a stage was given its dates, or they were moved; the first ones stay on record.
     *
     * @param opensOn first day, or null
     * @param dueOn last day; it ends at 23:59:59.999 Beijing time
     */
    @EventName("campaign.stage-scheduled")
    record StageScheduled(
            CampaignKey campaign,
            Stage stage,
            @Nullable LocalDate opensOn,
            LocalDate dueOn,
            String reason,
            String by,
            Instant at)
            implements PlanEvent {}

    /**
     * 待定事项: something in the plan that a person must decide before the campaign can open.
     *
     * @param point id of the point within the campaign
     * @param kind stable kind, such as {@code unknown-department}, {@code ambiguous-department}, {@code no-department}
     * @param table table code it concerns; null for none
     * @param text the words of the plan it stands in
     * @param candidates department codes to choose from, may be empty
     */
    @EventName("campaign.point-raised")
    record PointRaised(
            CampaignKey campaign,
            String point,
            String kind,
            @Nullable String table,
            String text,
            List<String> candidates,
            String by,
            Instant at)
            implements PlanEvent {

        public PointRaised {
            candidates = List.copyOf(candidates);
        }
    }

    /** 事项已定: an open point was decided, in the words given. */
    @EventName("campaign.point-settled")
    record PointSettled(CampaignKey campaign, String point, String decision, String by, Instant at)
            implements PlanEvent {}

    /** 开始采集: the campaign is open; source tables come first. */
    @EventName("campaign.opened")
    record CampaignOpened(CampaignKey campaign, String by, Instant at) implements PlanEvent {}

    /**
     * 节点已过: a stage's last day ended.
     *
     * @param dueOn the day that ended
     */
    @EventName("campaign.stage-passed")
    record StagePassed(CampaignKey campaign, Stage stage, LocalDate dueOn, String by, Instant at)
            implements PlanEvent {}

    /**
     * 临近截止: a stage's last day is near; whoever has not finished is told.
     *
     * @param dueOn the day that is near
     * @param hoursLeft how many hours before its end this was to be told: 72, 24 or 4
     */
    @EventName("campaign.stage-draws-near")
    record StageDrawsNear(CampaignKey campaign, Stage stage, LocalDate dueOn, int hoursLeft, String by, Instant at)
            implements PlanEvent {}

    /**
     * One department's share of a table.
     *
     * @param table table code
     * @param department department code
     */
    record ShareAt(String table, String department) {}

    /**
     * 催办: the office asked one person by hand to get on with what is his or hers to do.
     *
     * @param staffNo who is asked
     * @param shares what waits for that person
     * @param note the office's words; empty if none
     */
    @EventName("campaign.person-reminded")
    record PersonReminded(
            CampaignKey campaign, String staffNo, List<ShareAt> shares, String note, String by, Instant at)
            implements PlanEvent {

        public PersonReminded {
            shares = List.copyOf(shares);
        }
    }

    /**
     * 校验批次: all checks were run at one ledger position.
     *
     * @param run id of the run
     * @param position ledger position at which it read
     * @param trial whether it was a trial, which binds nobody
     * @param rules how many rules ran
     * @param errors failed error rules, cell by cell
     * @param warnings failed warnings
     * @param shares the shares that hold open errors, which are reopened for rectification
     * @param contentHash digest over every table's content as it was checked, by which the run is seen to be stale; null in
     *     a trial while shares are still open
     * @param reportSha256 digest of the full report
     */
    @EventName("campaign.check-run-recorded")
    record CheckRunRecorded(
            CampaignKey campaign,
            String run,
            long position,
            boolean trial,
            int rules,
            int errors,
            int warnings,
            List<ShareAt> shares,
            @Nullable String contentHash,
            String reportSha256,
            String by,
            Instant at)
            implements PlanEvent {

        public CheckRunRecorded {
            shares = List.copyOf(shares);
        }
    }
}
