package org.mingzhang.query.progress;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.campaign.Stage;
import org.mingzhang.events.org.Role;
import org.mingzhang.events.table.AssignmentEvent.Filling;
import org.mingzhang.query.Language;
import org.mingzhang.query.campaign.Campaign;
import org.mingzhang.query.campaign.Campaigns;
import org.mingzhang.query.campaign.Plan;
import org.mingzhang.query.correction.Confirmations;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Reader;
import org.springframework.stereotype.Component;

/** 待办: what waits for a person. Nothing of it is stored; it follows from how things stand. */
@Component
final class Tasks {

    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    /**
     * One thing to do.
     *
     * @param kind {@code fill}, {@code correct}, {@code explain}, {@code own-entry}, {@code review}, {@code confirm-briefing},
     *     {@code consolidate}, {@code settle-point}, {@code open-campaign}, {@code sign}, {@code agree-return}, {@code confirm-submission}, {@code decide-extension}, {@code answer-leader}
     * @param words the task in the reader's language
     * @param daysLeft negative once the date passed
     * @param stage how far the share is, in the reader's language; null of what is about no share
     * @param entries how many entries stand in the share
     * @param lastYear how many the department had reported in this table a year ago; null if there is no such year
     */
    record Task(
            String kind,
            String campaign,
            @Nullable String table,
            @Nullable String tableName,
            @Nullable String department,
            @Nullable String departmentName,
            @Nullable String point,
            String words,
            @Nullable Instant dueAt,
            @Nullable Long daysLeft,
            @Nullable String stage,
            @Nullable Integer entries,
            @Nullable Integer lastYear) {}

    private final Campaigns campaigns;
    private final Plan plan;
    private final Shares shares;
    private final Showing showing;
    private final Organisation organisation;
    private final Confirmations confirmations;
    private final ToExplain toExplain;
    private final Wishes wishes;
    private final LeaderQuestions ofLeaders;
    private final LastYear lastYear;

    Tasks(
            Campaigns campaigns,
            Plan plan,
            Shares shares,
            Showing showing,
            Organisation organisation,
            Confirmations confirmations,
            ToExplain toExplain,
            Wishes wishes,
            LeaderQuestions ofLeaders,
            LastYear lastYear) {
        this.lastYear = lastYear;
        this.ofLeaders = ofLeaders;
        this.wishes = wishes;
        this.campaigns = campaigns;
        this.plan = plan;
        this.shares = shares;
        this.showing = showing;
        this.organisation = organisation;
        this.confirmations = confirmations;
        this.toExplain = toExplain;
    }

    List<Task> of(Reader reader, Language language) {
        var tasks = new ArrayList<Task>();
        for (var campaign : campaigns.findAllByOrderByCampaignDesc()) {
            if (!campaign.state().equals("CLOSED")) {
                ofCampaign(campaign, reader, language, tasks);
                ofShares(campaign, reader, language, tasks);
            }
        }
        tasks.sort(Comparator.comparing(Task::dueAt, Comparator.nullsLast(Comparator.naturalOrder())));
        return tasks;
    }

    private void ofCampaign(Campaign campaign, Reader reader, Language language, List<Task> tasks) {
        if (reader.is(Role.OFFICE)) {
            ofOffice(campaign, reader, language, tasks);
        }
        var key = CampaignKey.of(campaign.key());
        for (var asked : ofLeaders.waitingFor(key, reader)) {
            tasks.add(new Task(
                    "answer-leader",
                    campaign.key(),
                    null,
                    null,
                    asked.department(),
                    asked.departmentName(),
                    null,
                    language.of("请答复学校领导的提问：", "Answer a school leader: ") + asked.text(),
                    null,
                    null,
                    null,
                    null,
                    null));
        }
        if (campaign.returnBy() != null && (reader.is(Role.LEADER) || reader.is(Role.FINAL_SIGNER))) {
            tasks.add(task(
                    "agree-return",
                    campaign,
                    language.of("请决定是否同意更正已上报的数据", "Decide whether what was submitted may be corrected"),
                    null));
        }
        if (campaign.state().equals("SIGNING")
                && campaign.signers().contains(reader.staffNo())
                && plan.signOffs(key).stream()
                        .noneMatch(signed -> !signed.isVoid() && signed.by().equals(reader.staffNo()))) {
            tasks.add(task(
                    "sign", campaign, language.of("请审核并签审全部数据", "Review and sign all data"), due(key, Stage.LEADERS)));
        }
    }

    private void ofOffice(Campaign campaign, Reader reader, Language language, List<Task> tasks) {
        var key = CampaignKey.of(campaign.key());
        if (campaign.state().equals("PLANNED")) {
            var open = plan.points(key).stream()
                    .filter(point -> point.settledAt() == null)
                    .toList();
            for (var point : open) {
                tasks.add(new Task(
                        "settle-point",
                        campaign.key(),
                        point.table(),
                        null,
                        null,
                        null,
                        point.point(),
                        language.of("请确定：", "Decide: ") + point.text(),
                        null,
                        null,
                        null,
                        null,
                        null));
            }
            if (open.isEmpty()) {
                tasks.add(task(
                        "open-campaign",
                        campaign,
                        language.of("事项均已确定，可以开始采集", "Everything is decided; the campaign can be opened"),
                        due(key, Stage.PLATFORM)));
            }
        }
        var departments = organisation.departmentNames();
        for (var wish : wishes.of(key)) {
            if (wish.granted() == null) {
                tasks.add(new Task(
                        "decide-extension",
                        campaign.key(),
                        wish.table().code(),
                        null,
                        wish.department(),
                        departments.get(wish.department()),
                        null,
                        language.of("请决定延期申请：", "Decide a request for more time: ") + wish.reason(),
                        null,
                        null,
                        null,
                        null,
                        null));
            }
        }
        var recordedBy = campaign.submissionBy();
        if (recordedBy != null && campaign.submittedAt() == null && !recordedBy.equals(reader.staffNo())) {
            tasks.add(task(
                    "confirm-submission",
                    campaign,
                    language.of("请确认上报（须由第二人确认）", "Confirm the submission, as the second person"),
                    due(key, Stage.SUBMISSION)));
        }
    }

    private void ofShares(Campaign campaign, Reader reader, Language language, List<Task> tasks) {
        var departments = organisation.departmentNames();
        var key = CampaignKey.of(campaign.key());
        var findings = toExplain.in(key);
        var before = lastYear.before(key);
        var explainBy = findings.isEmpty() ? null : due(key, Stage.CHECKING);
        for (var share : shares.of(key)) {
            var number = findings.getOrDefault(new Shares.At(share.table(), share.department()), 0);
            if (number > 0 && share.collectors().contains(reader.staffNo())) {
                tasks.add(new Task(
                        "explain",
                        campaign.key(),
                        share.table().code(),
                        showing.title(share),
                        share.department(),
                        departments.get(share.department()),
                        null,
                        language.of("请说明校验发现（" + number + " 处）", "Explain what the check found (" + number + ")"),
                        explainBy,
                        showing.daysLeft(explainBy),
                        StageWords.of(share.stage(), language),
                        share.entries(),
                        before.of(share)));
            }
            var kind = kindFor(reader, share);
            if (kind != null) {
                var due = share.stage().isOpen()
                        ? share.collection().counts()
                        : share.review().counts();
                tasks.add(new Task(
                        kind,
                        campaign.key(),
                        share.table().code(),
                        showing.title(share),
                        share.department(),
                        departments.get(share.department()),
                        null,
                        words(kind, language),
                        due,
                        showing.daysLeft(due),
                        StageWords.of(share.stage(), language),
                        share.entries(),
                        before.of(share)));
            }
        }
    }

    private @Nullable String kindFor(Reader reader, Share share) {
        var me = reader.staffNo();
        return switch (share.turn()) {
            case COLLECTOR -> share.collectors().contains(me) ? fill(share) : null;
            case TEACHER -> teacherKind(me, share);
            case REVIEWER -> {
                if (me.equals(share.reviewer())) {
                    yield "review";
                }
                var briefing = share.briefing();
                yield briefing != null
                                && briefing.leader().equals(me)
                                && briefing.state().equals("RECORDED")
                        ? "confirm-briefing"
                        : null;
            }
            case LEAD -> share.lead() && share.collectors().contains(me) && allApproved(share) ? "consolidate" : null;
            case NOBODY, OFFICE -> null;
        };
    }

    private @Nullable String teacherKind(String me, Share share) {
        if (share.collectors().contains(me)) {
            return fill(share);
        }
        return share.filling() == Filling.PER_TEACHER
                        && share.teachers().contains(me)
                        && !confirmations.done(share.table(), share.department(), me)
                ? "own-entry"
                : null;
    }

    private static String fill(Share share) {
        return share.stage() == Share.Stage.RETURNED || share.sentBack() ? "correct" : "fill";
    }

    private boolean allApproved(Share share) {
        return shares.of(share.table()).stream().allMatch(each -> each.stage() == Share.Stage.APPROVED);
    }

    private static String words(String kind, Language language) {
        return switch (kind) {
            case "fill" -> language.of("请填报", "Fill in");
            case "correct" -> language.of("已退回，请更正后重新提交", "Sent back; correct it and submit again");
            case "own-entry" -> language.of("请填写并确认本人记录", "Fill in and confirm your own entry");
            case "review" -> language.of("请向分管领导汇报后审核", "Brief the supervising leader, then review");
            case "confirm-briefing" -> language.of("请确认汇报", "Confirm the briefing");
            default -> language.of("各部门均已审核通过，请汇总", "All shares are approved; consolidate the table");
        };
    }

    private Task task(String kind, Campaign campaign, String words, @Nullable Instant due) {
        return new Task(
                kind,
                campaign.key(),
                null,
                null,
                null,
                null,
                null,
                words,
                due,
                showing.daysLeft(due),
                null,
                null,
                null);
    }

    private @Nullable Instant due(CampaignKey campaign, Stage stage) {
        return plan.stages(campaign).stream()
                .filter(each -> each.stage() == stage)
                .findFirst()
                .map(each -> endOf(each.dueOn()))
                .orElse(null);
    }

    private static Instant endOf(LocalDate day) {
        return day.atTime(LocalTime.of(23, 59, 59, 999_000_000)).atZone(BEIJING).toInstant();
    }
}
