package org.mingzhang.query.notice;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.EventJson;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.campaign.FindingEvent.ExplanationRejected;
import org.mingzhang.events.campaign.FindingEvent.Failure;
import org.mingzhang.events.campaign.FindingEvent.FindingsRecorded;
import org.mingzhang.events.campaign.FindingEvent.FindingsSent;
import org.mingzhang.events.campaign.PlanEvent.CampaignOpened;
import org.mingzhang.events.campaign.PlanEvent.PersonReminded;
import org.mingzhang.events.campaign.PlanEvent.PointRaised;
import org.mingzhang.events.campaign.PlanEvent.StageDrawsNear;
import org.mingzhang.events.campaign.QuestionEvent.LeaderAnswered;
import org.mingzhang.events.campaign.QuestionEvent.LeaderAsked;
import org.mingzhang.events.campaign.QuestionEvent.QuestionAnswered;
import org.mingzhang.events.campaign.QuestionEvent.QuestionAsked;
import org.mingzhang.events.campaign.SignOffEvent.Presented;
import org.mingzhang.events.campaign.SignOffEvent.SignOffReturned;
import org.mingzhang.events.campaign.SubmissionEvent.SubmissionRecorded;
import org.mingzhang.events.campaign.SubmissionEvent.SubmissionReturned;
import org.mingzhang.events.org.AccountEvent.NoticesRead;
import org.mingzhang.events.org.InstallationEvent.TamperingNoticed;
import org.mingzhang.events.table.AssignmentEvent.ExtensionDeclined;
import org.mingzhang.events.table.AssignmentEvent.ExtensionDrawsNear;
import org.mingzhang.events.table.AssignmentEvent.ExtensionGranted;
import org.mingzhang.events.table.AssignmentEvent.ExtensionRequested;
import org.mingzhang.events.table.AssignmentEvent.ShareAssigned;
import org.mingzhang.events.table.AssignmentEvent.ShareFellLate;
import org.mingzhang.events.table.AssignmentEvent.TableLocked;
import org.mingzhang.events.table.AssignmentEvent.TableOpened;
import org.mingzhang.events.table.ShareEvent.BriefingConfirmed;
import org.mingzhang.events.table.ShareEvent.BriefingContested;
import org.mingzhang.events.table.ShareEvent.BriefingRecorded;
import org.mingzhang.events.table.ShareEvent.NilDeclared;
import org.mingzhang.events.table.ShareEvent.ShareApproved;
import org.mingzhang.events.table.ShareEvent.ShareReopened;
import org.mingzhang.events.table.ShareEvent.ShareReturned;
import org.mingzhang.events.table.ShareEvent.ShareSubmitted;
import org.mingzhang.events.table.ShareEvent.ShareWithdrawn;
import org.mingzhang.events.table.TableStage;
import org.mingzhang.query.Told;
import org.mingzhang.query.Views;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Who is told of an event: the people who answered for the share before it, never the one who acted. It is told first of its
 * group, so that {@code progress} still says how things stood.
 */
@Component
@ProcessingGroup(Views.PROGRESS)
@Order(NoticeProjector.FIRST)
public final class NoticeProjector {

    static final int FIRST = -100;

    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    /** People of a share, as SQL over {@code progress p}. */
    private static final String COLLECTORS = "p.collectors";

    private static final String REVIEWER = "array[p.reviewer]";
    private static final String BOTH = "p.collectors || array[p.reviewer]";

    private static final String ONE = telling("select ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ? where ? <> ?");

    private static final String TO_COLLECTORS = toShare(COLLECTORS);
    private static final String TO_REVIEWER = toShare(REVIEWER);
    private static final String TO_BOTH = toShare(BOTH);

    private static final String TO_OFFICE = telling("""
            select staff_no, ?, ?, ?, ?, ?, ?::jsonb, ?, ? from person
            where 'OFFICE' = any(roles) and left_on is null and staff_no <> ?""");

    /** The head of a department, or of whatever it was merged into. */
    private static final String TO_HEAD = telling("""
            select head, ?, ?, ?, null, department, ?::jsonb, ?, ? from (
                with recursive answering (code, head, successor) as (
                    select code, head, successor from department where code = ?
                    union all
                    select d.code, d.head, d.successor from department d join answering a on d.code = a.successor)
                select head, code as department from answering where successor is null) of_department
            where head is not null""");

    private static final String TO_ASKING_LEADER = telling("""
            select by_staff, ?, ?, ?, null, department, ?::jsonb, ?, ? from leader_question
            where campaign = ? and question = ? and by_staff <> ?""");

    private static final String TO_WATCHERS = telling("""
            select staff_no, ?, ?, null, null, null, ?::jsonb, ?, ? from person
            where roles && array['INSPECTOR', 'TECHNICIAN']::text[] and left_on is null""");

    /** Everybody who has something to do in a campaign that begins, with how many shares it is. */
    private static final String TO_ALL = telling("""
            select who, ?, ?, ?, null, null, jsonb_build_object('count', count(*)), ?, ?
            from (
                select distinct unnest(p.collectors || p.teachers || array[p.reviewer]) as who, p.table_key, p.department
                from progress p join collection_table t using (table_key)
                where t.campaign = ? and not p.dropped) people
            where who is not null and who <> ?
            group by who""");

    /** Who fills or reviews one of several shares, with how many of them it is. */
    private static final String TO_SHARES = telling("""
            select who, ?, ?, ?, null, null, ?::jsonb || jsonb_build_object('count', count(*)), ?, ?
            from (
                select distinct unnest(p.collectors || array[p.reviewer]) as who, p.table_key, p.department
                from progress p
                where not p.dropped and p.table_key || ' ' || p.department = any(?::text[])) people
            where who is not null and who <> ?
            group by who""");

    /** Inspectors, where findings come up for the third time or more. */
    private static final String TO_INSPECTORS = telling("""
            select staff_no, ?, ?, ?, null, null, jsonb_build_object('count', again.count), ?, ?
            from person, (
                select count(*) from finding
                where campaign = ? and finding = any(?::text[]) and state = 'CLEARED' and times >= 2) again
            where 'INSPECTOR' = any(roles) and left_on is null and again.count > 0""");

    private static final String OF_TABLE = telling("""
            select distinct on (who) who, ?, ?, ?, p.table_key, p.department, ?::jsonb, ?, ?
            from progress p, unnest(p.collectors || p.teachers) who
            where p.table_key = ? and not p.dropped and p.stage in ('LOCKED', 'OPEN')
            order by who, p.department""");

    private static final String TO_ALL_OF_TABLE = telling("""
            select distinct on (who) who, ?, ?, ?, p.table_key, p.department, ?::jsonb, ?, ?
            from question q join progress p on p.table_key = ? || q.table_code and not p.dropped,
                unnest(p.collectors || array[p.reviewer, q.by_staff]) who
            where q.campaign = ? and q.question = ? and who is not null and who <> ?
            order by who, p.department""");

    /** Whoever is new in a share of a campaign that has begun; who had it before is not told again. */
    private static final String TO_NEW = telling("""
            select distinct who, ?, ?, ?, ?, ?, ?::jsonb, ?, ?
            from unnest(?::text[]) who
            where who <> ?
                and exists (select from campaign where campaign = ? and opened_at is not null)
                and not exists (
                    select from progress p
                    where p.table_key = ? and p.department = ? and not p.dropped
                        and who = any(p.collectors || p.teachers || array[p.reviewer]))""");

    /** Who has not finished what a date is for, with how many shares it is. An extension past the date lets off. */
    private static final String NEAR = telling("""
            select who, ?, ?, ?, null, null, ?::jsonb || jsonb_build_object('count', count(*)), ?, ?
            from (%s) people
            where who is not null
            group by who""");

    private static final String STILL_FILLING = """
            select distinct unnest(p.collectors || case when p.filling = 'PER_TEACHER' then array(
                    select owed from unnest(p.teachers) owed
                    where not exists (
                        select from excused_teacher x
                        where x.table_key = p.table_key and x.department = p.department and x.teacher = owed)
                    and not exists (
                        select from confirmed_teacher c
                        where c.table_key = p.table_key and c.department = p.department and c.teacher = owed
                            and not c.fallen))
                else '{}' end) as who, p.table_key, p.department
            from progress p join collection_table t using (table_key)
            where t.campaign = ? and not p.dropped and t.form = '%s'
                and p.stage in ('LOCKED', 'OPEN', 'DRAFT', 'RETURNED')
                and (p.collection_extended is null or p.collection_extended <= ?)""";

    private static final String STILL_REVIEWING = """
            select p.reviewer as who, p.table_key, p.department
            from progress p join collection_table t using (table_key)
            where t.campaign = ? and not p.dropped and p.stage in ('SUBMITTED', 'BRIEFED')
                and (p.review_extended is null or p.review_extended <= ?)""";

    private static final String STILL_RECTIFYING = """
            select distinct unnest(p.collectors) as who, p.table_key, p.department
            from progress p join collection_table t using (table_key)
            where t.campaign = ? and not p.dropped and p.stage = 'RETURNED'
                and (p.collection_extended is null or p.collection_extended <= ?)""";

    private static final String STILL_SIGNING = """
            select unnest(c.signers) as who, null, null from campaign c
            where c.campaign = ? and c.state = 'SIGNING' and c.presented_at <= ?
            except
            select s.by_staff, null, null from sign_off s where s.campaign = ? and s.void_position is null""";

    private static final String STILL_SUBMITTING = """
            select o.staff_no as who, null, null from campaign c, person o
            where c.campaign = ? and c.submitted_at is null and c.planned_at <= ?
                and 'OFFICE' = any(o.roles) and o.left_on is null""";

    private static final String READ = """
            update notice set read_at = ? where staff_no = ? and position = any(?::bigint[]) and read_at is null""";

    private final Views views;

    public NoticeProjector(Views views) {
        this.views = views;
    }

    /** Rows of those who are told; an event that is told again finds other people and must tell nobody. */
    public static String telling(String whom) {
        return """
            insert into notice (staff_no, position, kind, campaign, table_key, department, facts, by_staff, at)
            select * from (%s) as told (staff_no, position, kind, campaign, table_key, department, facts, by_staff, at)
            where not exists (
                select from view_position reached
                where reached.processing_group = '%s' and reached.position >= told.position)
            on conflict do nothing""".formatted(whom, Views.PROGRESS);
    }

    private static String toShare(String people) {
        return telling("""
                select distinct who, ?, ?, ?, p.table_key, p.department, ?::jsonb, ?, ?
                from progress p, unnest(%s) who
                where p.table_key = ? and p.department = ? and who is not null and who <> ?""".formatted(people));
    }

    /** Whoever watches over the system hears of what was changed past the program. */
    @EventHandler
    void on(TamperingNoticed noticed, Told told) {
        var facts = Map.<String, Object>of("places", String.join(", ", noticed.places()));
        views.at(Views.PROGRESS, told)
                .add(
                        TO_WATCHERS,
                        told.position(),
                        "tampering-" + noticed.what(),
                        json(facts),
                        noticed.by(),
                        noticed.at());
    }

    @EventHandler
    void on(CampaignOpened opened, Told told) {
        var campaign = opened.campaign().toString();
        views.at(Views.PROGRESS, told)
                .add(TO_ALL, told.position(), "opened", campaign, opened.by(), opened.at(), campaign, opened.by());
    }

    @EventHandler
    void on(ShareAssigned assigned, Told told) {
        var campaign = assigned.table().campaign().toString();
        var people = new ArrayList<String>(assigned.collectors());
        people.addAll(assigned.teachers());
        var reviewer = assigned.reviewer();
        if (reviewer != null) {
            people.add(reviewer);
        }
        views.at(Views.PROGRESS, told)
                .add(
                        TO_NEW,
                        told.position(),
                        "assigned",
                        campaign,
                        assigned.table().toString(),
                        assigned.department(),
                        "{}",
                        assigned.by(),
                        assigned.at(),
                        people,
                        assigned.by(),
                        campaign,
                        assigned.table().toString(),
                        assigned.department());
    }

    @EventHandler
    void on(TableOpened opened, Told told) {
        ofTable(told, "table-opened", opened.table(), Map.of(), opened.by(), opened.at());
    }

    @EventHandler
    void on(TableLocked locked, Told told) {
        ofTable(told, "table-locked", locked.table(), Map.of("reason", locked.reason()), locked.by(), locked.at());
    }

    @EventHandler
    void on(ExtensionGranted granted, Told told) {
        var facts = Map.<String, Object>of("until", granted.until().toString());
        share(
                told,
                people(granted.stage()),
                "extended",
                granted.table(),
                granted.department(),
                facts,
                granted.by(),
                granted.at());
    }

    /** The office is told who asks for more time, and where. */
    @EventHandler
    void on(ExtensionRequested asked, Told told) {
        views.at(Views.PROGRESS, told)
                .add(
                        TO_OFFICE,
                        told.position(),
                        "extension-requested",
                        asked.table().campaign().toString(),
                        asked.table().toString(),
                        asked.department(),
                        json(Map.of("until", asked.until().toString(), "reason", asked.reason())),
                        asked.by(),
                        asked.at(),
                        asked.by());
    }

    @EventHandler
    void on(ExtensionDeclined declined, Told told) {
        share(
                told,
                people(declined.stage()),
                "extension-declined",
                declined.table(),
                declined.department(),
                Map.of("reason", declined.reason()),
                declined.by(),
                declined.at());
    }

    @EventHandler
    void on(ExtensionDrawsNear near, Told told) {
        var facts = Map.<String, Object>of("until", near.until().toString(), "hours", near.hoursLeft());
        share(
                told,
                people(near.stage()),
                "extension-near",
                near.table(),
                near.department(),
                facts,
                near.by(),
                near.at());
    }

    @EventHandler
    void on(ShareFellLate late, Told told) {
        var facts = Map.<String, Object>of("until", late.dueAt().toString());
        share(told, people(late.stage()), "late", late.table(), late.department(), facts, late.by(), late.at());
    }

    @EventHandler
    void on(ShareSubmitted submitted, Told told) {
        var facts = Map.<String, Object>of("count", submitted.entries());
        share(
                told,
                TO_REVIEWER,
                "submitted",
                submitted.table(),
                submitted.department(),
                facts,
                submitted.by(),
                submitted.at());
    }

    @EventHandler
    void on(NilDeclared nil, Told told) {
        share(told, TO_REVIEWER, "nil", nil.table(), nil.department(), reason(nil.reason()), nil.by(), nil.at());
    }

    @EventHandler
    void on(ShareWithdrawn back, Told told) {
        share(told, TO_REVIEWER, "withdrawn", back.table(), back.department(), Map.of(), back.by(), back.at());
    }

    @EventHandler
    void on(BriefingRecorded recorded, Told told) {
        one(
                told,
                recorded.leader(),
                "briefed",
                recorded.table().campaign().toString(),
                recorded.table().toString(),
                recorded.department(),
                Map.of(),
                recorded.by(),
                recorded.at());
    }

    @EventHandler
    void on(BriefingConfirmed sure, Told told) {
        share(told, TO_REVIEWER, "briefing-confirmed", sure.table(), sure.department(), Map.of(), sure.by(), sure.at());
    }

    @EventHandler
    void on(BriefingContested no, Told told) {
        share(
                told,
                TO_REVIEWER,
                "briefing-contested",
                no.table(),
                no.department(),
                reason(no.reason()),
                no.by(),
                no.at());
    }

    @EventHandler
    void on(ShareApproved approved, Told told) {
        share(
                told,
                TO_COLLECTORS,
                "approved",
                approved.table(),
                approved.department(),
                Map.of(),
                approved.by(),
                approved.at());
    }

    @EventHandler
    void on(ShareReturned back, Told told) {
        var facts = Map.<String, Object>of(
                "reason", back.reason(), "count", back.cells().size());
        share(told, TO_COLLECTORS, "returned", back.table(), back.department(), facts, back.by(), back.at());
    }

    @EventHandler
    void on(ShareReopened again, Told told) {
        var facts = Map.<String, Object>of(
                "reason", again.reason(), "count", again.cells().size());
        share(told, TO_BOTH, "reopened", again.table(), again.department(), facts, again.by(), again.at());
    }

    @EventHandler
    void on(PersonReminded asked, Told told) {
        var facts = Map.<String, Object>of("count", asked.shares().size(), "note", asked.note());
        one(told, asked.staffNo(), "reminded", asked.campaign().toString(), null, null, facts, asked.by(), asked.at());
    }

    @EventHandler
    void on(FindingsRecorded recorded, Told told) {
        var ids = recorded.found().stream().map(Failure::finding).toList();
        if (!ids.isEmpty()) {
            var campaign = recorded.campaign().toString();
            views.at(Views.PROGRESS, told)
                    .add(
                            TO_INSPECTORS,
                            told.position(),
                            "found-again",
                            campaign,
                            recorded.by(),
                            recorded.at(),
                            campaign,
                            ids);
        }
    }

    @EventHandler
    void on(FindingsSent sent, Told told) {
        var shares = sent.shares().stream()
                .map(share -> sent.campaign().table(share.table()) + " " + share.department())
                .toList();
        views.at(Views.PROGRESS, told)
                .add(
                        TO_SHARES,
                        told.position(),
                        "findings",
                        sent.campaign().toString(),
                        json(Map.of("note", sent.note())),
                        sent.by(),
                        sent.at(),
                        shares,
                        sent.by());
    }

    @EventHandler
    void on(ExplanationRejected rejected, Told told) {
        var share = rejected.share();
        if (share != null) {
            share(
                    told,
                    TO_COLLECTORS,
                    "explanation-rejected",
                    rejected.campaign().table(share.table()),
                    share.department(),
                    Map.of("reason", rejected.reason()),
                    rejected.by(),
                    rejected.at());
        }
    }

    @EventHandler
    void on(StageDrawsNear near, Told told) {
        var end = near.dueOn().plusDays(1).atStartOfDay(BEIJING).toInstant();
        switch (near.stage()) {
            case SOURCE_TABLES -> {
                near(told, near, end, STILL_FILLING.formatted("SOURCE"));
                near(told, near, end, STILL_REVIEWING + " and t.form = 'SOURCE'");
            }
            case COLLECTION -> near(told, near, end, STILL_FILLING.formatted("COLLECTED"));
            case REVIEW -> near(told, near, end, STILL_REVIEWING);
            case CHECKING -> near(told, near, end, STILL_RECTIFYING);
            case LEADERS -> near(told, near, end, STILL_SIGNING);
            case SUBMISSION, PLATFORM -> near(told, near, end, STILL_SUBMITTING);
        }
    }

    @EventHandler
    void on(Presented presented, Told told) {
        presented
                .signers()
                .forEach(signer -> one(
                        told,
                        signer,
                        "presented",
                        presented.campaign().toString(),
                        null,
                        null,
                        Map.of("count", presented.tables()),
                        presented.by(),
                        presented.at()));
    }

    @EventHandler
    void on(SignOffReturned back, Told told) {
        office(told, "sign-off-returned", back.campaign().toString(), reason(back.reason()), back.by(), back.at());
    }

    @EventHandler
    void on(SubmissionRecorded recorded, Told told) {
        office(told, "confirm-submission", recorded.campaign().toString(), Map.of(), recorded.by(), recorded.at());
    }

    @EventHandler
    void on(SubmissionReturned back, Told told) {
        office(told, "submission-returned", back.campaign().toString(), reason(back.reason()), back.by(), back.at());
    }

    /** What the plan itself leaves open stands in the list of the plan; what somebody asks, comes unexpected. */
    @EventHandler
    void on(PointRaised raised, Told told) {
        if (raised.kind().equals("question")) {
            office(
                    told,
                    "question",
                    raised.campaign().toString(),
                    Map.of("text", raised.text()),
                    raised.by(),
                    raised.at());
        }
    }

    @EventHandler
    void on(QuestionAsked asked, Told told) {
        office(
                told,
                "asked",
                asked.campaign().toString(),
                Map.of("code", asked.table(), "text", asked.text()),
                asked.by(),
                asked.at());
    }

    @EventHandler
    void on(LeaderAsked asked, Told told) {
        var campaign = asked.campaign().toString();
        views.at(Views.PROGRESS, told)
                .add(
                        TO_HEAD,
                        told.position(),
                        "leader-asked",
                        campaign,
                        json(Map.of("text", asked.text())),
                        asked.by(),
                        asked.at(),
                        asked.department());
    }

    @EventHandler
    void on(LeaderAnswered answered, Told told) {
        var campaign = answered.campaign().toString();
        views.at(Views.PROGRESS, told)
                .add(
                        TO_ASKING_LEADER,
                        told.position(),
                        "leader-answered",
                        campaign,
                        json(Map.of("text", answered.text())),
                        answered.by(),
                        answered.at(),
                        campaign,
                        answered.question(),
                        answered.by());
    }

    /** Whoever asked and whoever else fills or reviews the table, for the answer is for all of them. */
    @EventHandler
    void on(QuestionAnswered answered, Told told) {
        views.at(Views.PROGRESS, told)
                .add(
                        TO_ALL_OF_TABLE,
                        told.position(),
                        "answered",
                        answered.campaign().toString(),
                        json(Map.of("text", answered.text())),
                        answered.by(),
                        answered.at(),
                        answered.campaign().toString() + "/",
                        answered.campaign().toString(),
                        answered.question(),
                        answered.by());
    }

    @EventHandler
    void on(NoticesRead read, Told told) {
        var ids = read.notices().stream().mapToLong(Long::longValue).toArray();
        views.at(Views.PROGRESS, told).add(READ, read.at(), read.staffNo(), ids);
    }

    private static String people(TableStage stage) {
        return stage == TableStage.COLLECTION ? TO_COLLECTORS : TO_REVIEWER;
    }

    private static Map<String, Object> reason(String reason) {
        return Map.of("reason", reason);
    }

    private void share(
            Told told,
            String sql,
            String kind,
            TableKey table,
            String department,
            Map<String, Object> facts,
            String by,
            Instant at) {
        views.at(Views.PROGRESS, told)
                .add(
                        sql,
                        told.position(),
                        kind,
                        table.campaign().toString(),
                        json(facts),
                        by,
                        at,
                        table.toString(),
                        department,
                        by);
    }

    private void ofTable(Told told, String kind, TableKey table, Map<String, Object> facts, String by, Instant at) {
        views.at(Views.PROGRESS, told)
                .add(
                        OF_TABLE,
                        told.position(),
                        kind,
                        table.campaign().toString(),
                        json(facts),
                        by,
                        at,
                        table.toString());
    }

    private void near(Told told, StageDrawsNear near, Instant end, String people) {
        var campaign = near.campaign().toString();
        var facts =
                json(Map.of("stage", near.stage().name(), "dueOn", near.dueOn().toString(), "hours", near.hoursLeft()));
        var arguments = new ArrayList<@Nullable Object>(
                List.of(told.position(), "near", campaign, facts, near.by(), near.at(), campaign, end));
        if (people.equals(STILL_SIGNING)) {
            arguments.add(campaign);
        }
        views.at(Views.PROGRESS, told).add(NEAR.formatted(people), arguments.toArray());
    }

    /** Tells who fills a share. */
    void toCollectors(
            Told told,
            String kind,
            TableKey table,
            String department,
            Map<String, Object> facts,
            String by,
            Instant at) {
        share(told, TO_COLLECTORS, kind, table, department, facts, by, at);
    }

    private void office(Told told, String kind, String campaign, Map<String, Object> facts, String by, Instant at) {
        views.at(Views.PROGRESS, told)
                .add(TO_OFFICE, told.position(), kind, campaign, null, null, json(facts), by, at, by);
    }

    public void one(
            Told told,
            String staffNo,
            String kind,
            String campaign,
            @Nullable String table,
            @Nullable String department,
            Map<String, Object> facts,
            String by,
            Instant at) {
        views.at(Views.PROGRESS, told)
                .add(
                        ONE,
                        staffNo,
                        told.position(),
                        kind,
                        campaign,
                        table,
                        department,
                        json(facts),
                        by,
                        at,
                        staffNo,
                        by);
    }

    private static String json(Map<String, Object> facts) {
        return EventJson.mapper().writeValueAsString(facts);
    }
}
