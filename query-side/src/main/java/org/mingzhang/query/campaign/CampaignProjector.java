package org.mingzhang.query.campaign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.EventJson;
import org.mingzhang.events.campaign.CampaignEvent;
import org.mingzhang.events.campaign.FindingEvent.FindingsRecorded;
import org.mingzhang.events.campaign.PlanEvent.CampaignOpened;
import org.mingzhang.events.campaign.PlanEvent.CampaignPlanned;
import org.mingzhang.events.campaign.PlanEvent.CheckRunRecorded;
import org.mingzhang.events.campaign.PlanEvent.MinistryDataReceived;
import org.mingzhang.events.campaign.PlanEvent.PointRaised;
import org.mingzhang.events.campaign.PlanEvent.PointSettled;
import org.mingzhang.events.campaign.PlanEvent.StagePassed;
import org.mingzhang.events.campaign.PlanEvent.StageScheduled;
import org.mingzhang.events.campaign.SignOffEvent.Presented;
import org.mingzhang.events.campaign.SignOffEvent.SignOffReturned;
import org.mingzhang.events.campaign.SignOffEvent.SignaturesVoided;
import org.mingzhang.events.campaign.SignOffEvent.Signed;
import org.mingzhang.events.campaign.SignOffEvent.SignedOff;
import org.mingzhang.events.campaign.SubmissionEvent.CampaignClosed;
import org.mingzhang.events.campaign.SubmissionEvent.SnapshotTaken;
import org.mingzhang.events.campaign.SubmissionEvent.SubmissionRecorded;
import org.mingzhang.events.campaign.SubmissionEvent.SubmissionReturnRequested;
import org.mingzhang.events.campaign.SubmissionEvent.SubmissionReturned;
import org.mingzhang.events.campaign.SubmissionEvent.Submitted;
import org.mingzhang.query.Told;
import org.mingzhang.query.Views;
import org.springframework.stereotype.Component;

/** 采集活动: the plan, its dates, its open points, its checks, signatures and snapshots. */
@Component
@ProcessingGroup(Views.PROGRESS)
public final class CampaignProjector {

    private static final String PLAN = """
            insert into campaign (campaign, position, college, year, edition, academic_from, academic_to, calendar_from,
                calendar_to, parameters, plan_sha256, planned_at, state, round, signers)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, 'PLANNED', 1, '{}')
            on conflict do nothing""";

    private static final String SCHEDULE = """
            insert into campaign_stage (campaign, stage, position, opens_on, due_on, first_opens_on, first_due_on, reason,
                moved)
            select ?, ?, ?, ?::date, ?::date, ?::date, ?::date, ?, 0
            on conflict (campaign, stage) do update set position = excluded.position, opens_on = excluded.opens_on,
                due_on = excluded.due_on, reason = excluded.reason, moved = campaign_stage.moved + 1,
                passed_at = case when excluded.due_on > campaign_stage.due_on then null else campaign_stage.passed_at end
            where campaign_stage.position < excluded.position""";

    private static final String PASS = """
            update campaign_stage set position = ?, passed_at = ?
            where campaign = ? and stage = ? and position < ?""";

    private static final String RAISE = """
            insert into open_point (campaign, point, position, kind, table_code, words, candidates, raised_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing""";

    private static final String SETTLE = """
            update open_point set position = ?, decision = ?, settled_by = ?, settled_at = ?
            where campaign = ? and point = ? and position < ?""";

    private static final String CHECK = """
            insert into check_run (campaign, run, position, read_position, trial, rules, errors, warnings, shares,
                content_hash, report_sha256, by_staff, at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)
            on conflict do nothing""";

    private static final String OPEN = campaign("state = 'OPEN', opened_at = ?");
    private static final String CHECKED = campaign("state = ?");
    private static final String PRESENT =
            campaign("state = 'SIGNING', content_hash = ?, signers = ?::text[], presented_at = ?, signed_at = null");
    private static final String SIGN_RETURN =
            campaign("state = 'RECTIFYING', signed_at = null, receipt = null, submission_by = null");
    private static final String SIGNED = campaign("state = 'SIGNED', signed_at = ?");
    private static final String SNAPSHOT = campaign("snapshot = ?");
    private static final String RECORD = campaign("receipt = ?, submission_by = ?");
    private static final String SUBMIT = campaign("state = 'SUBMITTED', snapshot = ?, receipt = ?, submitted_at = ?");
    private static final String SUBMISSION_RETURN =
            campaign("state = 'RECTIFYING', round = round + 1, signed_at = null, receipt = null, submission_by = null,"
                    + " return_reason = null, return_by = null");
    private static final String RETURN_ASKED = campaign("return_reason = ?, return_by = ?");
    private static final String CLOSE =
            campaign("state = 'CLOSED', return_reason = null, return_by = null, closed_at = ?");

    private static final String RECEIVED = campaign("state = 'CLOSED', received_file = ?, received_sha256 = ?,"
            + " received_from = ?, received_confirmed = ?, received_by = ?, received_at = ?, closed_at = ?");

    private static final String SIGN_OFF = """
            insert into sign_off (campaign, position, content_hash, pack_hash, by_staff, post, opinion, at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing""";

    private static final String VOID = """
            update sign_off set void_position = ?, void_reason = ?
            where campaign = ? and position < ? and void_position is null""";

    private static final String TAKE = """
            insert into snapshot (campaign, snapshot, position, read_position, content_hash, manifest_sha256, by_staff, at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing""";

    private final Views views;

    public CampaignProjector(Views views) {
        this.views = views;
    }

    @EventHandler
    void on(CampaignPlanned planned, Told told) {
        add(
                told,
                PLAN,
                planned.campaign().toString(),
                told.position(),
                planned.campaign().college(),
                planned.campaign().year(),
                planned.edition(),
                planned.academicYear().from(),
                planned.academicYear().to(),
                planned.calendarYear().from(),
                planned.calendarYear().to(),
                EventJson.mapper().writeValueAsString(planned.parameters()),
                planned.planSha256(),
                planned.at());
    }

    @EventHandler
    void on(MinistryDataReceived received, Told told) {
        move(
                told,
                RECEIVED,
                received,
                received.fileName(),
                received.sha256(),
                received.preparedBy(),
                received.confirmed(),
                received.by(),
                received.at(),
                received.at());
    }

    @EventHandler
    void on(StageScheduled scheduled, Told told) {
        add(
                told,
                SCHEDULE,
                scheduled.campaign().toString(),
                scheduled.stage(),
                told.position(),
                scheduled.opensOn(),
                scheduled.dueOn(),
                scheduled.opensOn(),
                scheduled.dueOn(),
                scheduled.reason());
    }

    @EventHandler
    void on(StagePassed passed, Told told) {
        add(told, PASS, told.position(), passed.at(), passed.campaign().toString(), passed.stage(), told.position());
    }

    @EventHandler
    void on(PointRaised raised, Told told) {
        add(
                told,
                RAISE,
                raised.campaign().toString(),
                raised.point(),
                told.position(),
                raised.kind(),
                raised.table(),
                raised.text(),
                raised.candidates(),
                raised.at());
    }

    @EventHandler
    void on(PointSettled settled, Told told) {
        add(
                told,
                SETTLE,
                told.position(),
                settled.decision(),
                settled.by(),
                settled.at(),
                settled.campaign().toString(),
                settled.point(),
                told.position());
    }

    @EventHandler
    void on(CampaignOpened opened, Told told) {
        move(told, OPEN, opened, opened.at());
    }

    @EventHandler
    void on(CheckRunRecorded run, Told told) {
        add(
                told,
                CHECK,
                run.campaign().toString(),
                run.run(),
                told.position(),
                run.position(),
                run.trial(),
                run.rules(),
                run.errors(),
                run.warnings(),
                EventJson.mapper().writeValueAsString(run.shares()),
                run.contentHash(),
                run.reportSha256(),
                run.by(),
                run.at());
        if (!run.trial()) {
            move(told, CHECKED, run, run.errors() > 0 ? "RECTIFYING" : "CHECKING");
        }
    }

    @EventHandler
    void on(FindingsRecorded found, Told told) {
        move(told, CHECKED, found, found.blocking() > 0 ? "RECTIFYING" : "CHECKING");
    }

    @EventHandler
    void on(Presented presented, Told told) {
        move(told, PRESENT, presented, presented.contentHash(), presented.signers(), presented.at());
    }

    @EventHandler
    void on(SignedOff signed, Told told) {
        add(
                told,
                SIGN_OFF,
                signed.campaign().toString(),
                told.position(),
                signed.contentHash(),
                signed.packHash(),
                signed.by(),
                signed.post(),
                signed.opinion(),
                signed.at());
    }

    @EventHandler
    void on(SignOffReturned returned, Told told) {
        move(told, SIGN_RETURN, returned);
        voidSignatures(told, returned, returned.reason());
    }

    @EventHandler
    void on(SignaturesVoided voided, Told told) {
        move(told, SIGN_RETURN, voided);
        voidSignatures(told, voided, voided.reason());
    }

    @EventHandler
    void on(Signed signed, Told told) {
        move(told, SIGNED, signed, signed.at());
    }

    @EventHandler
    void on(SnapshotTaken taken, Told told) {
        add(
                told,
                TAKE,
                taken.campaign().toString(),
                taken.snapshot(),
                told.position(),
                taken.position(),
                taken.contentHash(),
                taken.manifestSha256(),
                taken.by(),
                taken.at());
        move(told, SNAPSHOT, taken, taken.snapshot());
    }

    @EventHandler
    void on(SubmissionRecorded recorded, Told told) {
        move(told, RECORD, recorded, recorded.receipt(), recorded.by());
    }

    @EventHandler
    void on(Submitted submitted, Told told) {
        move(told, SUBMIT, submitted, submitted.snapshot(), submitted.receipt(), submitted.at());
    }

    @EventHandler
    void on(SubmissionReturnRequested asked, Told told) {
        move(told, RETURN_ASKED, asked, asked.reason(), asked.by());
    }

    @EventHandler
    void on(SubmissionReturned returned, Told told) {
        move(told, SUBMISSION_RETURN, returned);
        voidSignatures(told, returned, returned.reason());
    }

    @EventHandler
    void on(CampaignClosed closed, Told told) {
        move(told, CLOSE, closed, closed.at());
    }

    private void voidSignatures(Told told, CampaignEvent event, String reason) {
        add(told, VOID, told.position(), reason, event.campaign().toString(), told.position());
    }

    private void move(Told told, String sql, CampaignEvent event, @Nullable Object... values) {
        var arguments = new ArrayList<@Nullable Object>();
        arguments.add(told.position());
        arguments.addAll(Arrays.asList(values));
        arguments.addAll(List.of(event.campaign().toString(), told.position()));
        add(told, sql, arguments.toArray());
    }

    private void add(Told told, String sql, @Nullable Object... arguments) {
        views.at(Views.PROGRESS, told).add(sql, arguments);
    }

    private static String campaign(String assignments) {
        return "update campaign set position = ?, " + assignments + " where campaign = ? and position < ?";
    }
}
