package org.mingzhang.command.campaign;

import static org.mingzhang.command.table.Refusals.refusal;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.AssignmentBook.PlannedTable;
import org.mingzhang.command.guard.AssignmentBook.ShareNow;
import org.mingzhang.command.guard.AssignmentBook.ShareState;
import org.mingzhang.command.guard.AssignmentBook.TableState;
import org.mingzhang.events.campaign.FindingEvent;
import org.mingzhang.events.campaign.PlanEvent.CampaignOpened;
import org.mingzhang.events.campaign.PlanEvent.CheckRunRecorded;
import org.mingzhang.events.campaign.PlanEvent.PointRaised;
import org.mingzhang.events.campaign.PlanEvent.PointSettled;
import org.mingzhang.events.campaign.PlanEvent.StagePassed;
import org.mingzhang.events.campaign.PlanEvent.StageScheduled;
import org.mingzhang.events.campaign.QuestionEvent.LeaderAnswered;
import org.mingzhang.events.campaign.QuestionEvent.LeaderAsked;
import org.mingzhang.events.campaign.QuestionEvent.QuestionAnswered;
import org.mingzhang.events.campaign.QuestionEvent.QuestionAsked;
import org.mingzhang.events.campaign.SignOffEvent.Presented;
import org.mingzhang.events.campaign.SignOffEvent.Signed;
import org.mingzhang.events.campaign.SignOffEvent.SignedOff;
import org.mingzhang.events.campaign.Stage;
import org.mingzhang.events.campaign.SubmissionEvent.SnapshotTaken;
import org.mingzhang.events.campaign.SubmissionEvent.SubmissionRecorded;
import org.mingzhang.events.campaign.SubmissionEvent.SubmissionReturnRequested;
import org.mingzhang.events.campaign.SubmissionEvent.Submitted;

/** 采集活动的条件 — workflow.md, Campaign: what must be true besides the state, from planning to the end. */
class GuardingACampaignTest extends ACampaign {

    private final PointRaised point =
            new PointRaised(CAMPAIGN, "p1", "nil-without-department", "2.12.1", "本校无数据", List.of(), OFFICE, NOW);

    @BeforeEach
    void everythingIsApproved() {
        book.hasEveryTable();
    }

    private String hash() {
        return new Content(CAMPAIGN, book.tables(CAMPAIGN)).hash().orElseThrow();
    }

    private CheckRunRecorded run(String hash) {
        return new CheckRunRecorded(CAMPAIGN, "r1", 9, false, 204, 0, 0, List.of(), hash, "sha", OFFICE, NOW);
    }

    private Presented presented(String hash) {
        return new Presented(CAMPAIGN, hash, 64, 0, List.of(PRINCIPAL, DEPUTY), OFFICE, NOW);
    }

    private Object[] signed(Object... more) {
        return with(
                new Object[] {planned, opened, run(hash()), presented(hash()), new Signed(CAMPAIGN, hash(), DEPUTY, NOW)
                },
                more);
    }

    private static Object[] with(Object[] some, Object... more) {
        return Stream.of(some, more).flatMap(Stream::of).toArray();
    }

    private void refuses(Rule rule, Object command, Object... past) {
        campaign.given(past).when(command).expectException(refusal(rule)).expectNoEvents();
        aCampaign();
    }

    private void refusesToOpen(String reason, Object... past) {
        campaign.given(past)
                .when(new OpenCampaign(CAMPAIGN, OFFICE))
                .expectException(refusal(Rule.NOT_READY_TO_OPEN, reason))
                .expectNoEvents();
        aCampaign();
    }

    // planning

    private PlanCampaign plan(String edition, PlanCampaign.Dates... stages) {
        return new PlanCampaign(
                CAMPAIGN,
                edition,
                planned.academicYear(),
                planned.calendarYear(),
                new TreeMap<>(),
                null,
                List.of(stages),
                List.of(new PlanCampaign.Point("p1", "nil-without-department", "2.12.1", "本校无数据", List.of())),
                List.of(),
                OFFICE);
    }

    @Test
    void aPlanIsItsDatesAndItsOpenPoints() {
        campaign.givenNoPriorActivity()
                .when(plan("2022", new PlanCampaign.Dates(Stage.COLLECTION, null, DAY)))
                .expectEvents(planned, collection, point)
                .expectScheduledDeadlineWithName(Instant.parse("2022-10-15T16:00:00Z"), "COLLECTION");
    }

    @Test
    void anEditionMustBeKnownAndStagesMustFollowEachOther() {
        refuses(Rule.UNKNOWN_EDITION, plan("1999"));
        refuses(
                Rule.STAGE_ORDER,
                plan(
                        "2022",
                        new PlanCampaign.Dates(Stage.COLLECTION, null, DAY),
                        new PlanCampaign.Dates(Stage.REVIEW, null, DAY.minusDays(1))));
        refuses(Rule.STAGE_DATES_WRONG, plan("2022", new PlanCampaign.Dates(Stage.COLLECTION, DAY.plusDays(1), DAY)));
    }

    @Test
    void aDateIsMovedWithAReasonByWhoSawItAsItStands() {
        var moved = DAY.plusDays(2);
        campaign.given(planned, collection, review)
                .when(new ScheduleStage(CAMPAIGN, Stage.COLLECTION, null, moved, DAY, "网络故障两天", OFFICE))
                .expectEvents(new StageScheduled(CAMPAIGN, Stage.COLLECTION, null, moved, "网络故障两天", OFFICE, NOW));
        aCampaign();
        campaign.given(planned, collection)
                .when(new ScheduleStage(CAMPAIGN, Stage.COLLECTION, null, DAY, DAY, "", OFFICE))
                .expectNoEvents();
        aCampaign();
        refuses(
                Rule.REASON_REQUIRED,
                new ScheduleStage(CAMPAIGN, Stage.COLLECTION, null, moved, DAY, "", OFFICE),
                planned,
                collection);
        refuses(
                Rule.STAGE_MOVED_MEANWHILE,
                new ScheduleStage(CAMPAIGN, Stage.COLLECTION, null, moved, DAY.minusDays(1), "网络故障两天", OFFICE),
                planned,
                collection);
        refuses(
                Rule.STAGE_ORDER,
                new ScheduleStage(CAMPAIGN, Stage.COLLECTION, null, DAY.plusDays(9), DAY, "网络故障两天", OFFICE),
                planned,
                collection,
                review);
    }

    @Test
    void aStagePassesOnceAndNotBeforeItsEnd() {
        var pass = new PassStage(CAMPAIGN, Stage.COLLECTION, "system");
        campaign.given(planned, collection, opened).when(pass).expectNoEvents();
        aCampaign();
        clock.set(Instant.parse("2022-10-15T16:00:00Z"));
        var passed = new StagePassed(CAMPAIGN, Stage.COLLECTION, DAY, "system", clock.instant());
        campaign.given(planned, collection, opened).when(pass).expectEvents(passed);
        aCampaign();
        campaign.given(planned, collection, opened, passed).when(pass).expectNoEvents();
    }

    @Test
    void aPointIsRaisedOnceAndSettledOnceInWords() {
        var settle = new SettlePoint(CAMPAIGN, "p1", "由外事办零填报", OFFICE);
        var settled = new PointSettled(CAMPAIGN, "p1", "由外事办零填报", OFFICE, NOW);
        var raise = new RaisePoint(CAMPAIGN, "p1", "nil-without-department", "2.12.1", "本校无数据", List.of(), OFFICE);
        campaign.given(planned).when(raise).expectEvents(point);
        aCampaign();
        campaign.given(planned, point).when(raise).expectNoEvents();
        aCampaign();
        campaign.given(planned, point, settled).when(raise).expectNoEvents();
        aCampaign();
        campaign.given(planned, point).when(settle).expectEvents(settled);
        aCampaign();
        refuses(Rule.REASON_REQUIRED, new SettlePoint(CAMPAIGN, "p1", " ", OFFICE), planned, point);
        refuses(Rule.POINT_ALREADY_SETTLED, settle, planned, point, settled);
        refuses(Rule.NO_SUCH_POINT, settle, planned);
    }

    @Test
    void whatThePlanSaysOfATableIsToldWhenItsDepartmentIsDecided() {
        campaign.given(planned, point)
                .when(new SettlePoint(CAMPAIGN, "p1", "由外事办零填报", OFFICE))
                .expectResultMessagePayload(new Settled("2.12.1", true));
        aCampaign();
        campaign.given(planned, new PointRaised(CAMPAIGN, "p2", "no-department", "2.8.1", "", List.of(), OFFICE, NOW))
                .when(new SettlePoint(CAMPAIGN, "p2", "由教务处填报", OFFICE))
                .expectResultMessagePayload(new Settled("2.8.1", false));
    }

    // opening

    private Object[] ready() {
        return new Object[] {planned, sourceTables, collection, review};
    }

    private void share(ShareNow... shares) {
        book.hasEveryTable();
        book.change(AWARDS, table -> Book.table(AWARDS, TableState.OPEN, null, shares));
    }

    @Test
    void opensWhenNothingIsMissing() {
        campaign.given(ready())
                .when(new OpenCampaign(CAMPAIGN, OFFICE))
                .expectEvents(new CampaignOpened(CAMPAIGN, OFFICE, NOW));
    }

    @Test
    void saysEverythingThatIsMissing() {
        refusesToOpen("open-point", with(ready(), point));
        refusesToOpen("stage-missing", planned, collection, review);
        share();
        refusesToOpen("no-department", ready());
        share(Book.share(ShareState.OPEN), Book.share(ShareState.OPEN));
        refusesToOpen("lead-missing", ready());
        share(Book.share(ShareState.OPEN, List.of(), HEAD));
        refusesToOpen("collector-missing", ready());
        share(Book.share(ShareState.OPEN, List.of(COLLECTOR), null));
        refusesToOpen("reviewer-missing", ready());
        share(Book.share(ShareState.OPEN, List.of(OFFICE), COLLECTOR));
        refusesToOpen("reviewer-not-head", ready());
        share(Book.share(ShareState.OPEN, List.of(HEAD), HEAD));
        refusesToOpen("collector-is-reviewer", ready());
        directory.person(HEAD, "0201", "秘书");
        share(Book.share(ShareState.OPEN));
        refusesToOpen("reviewer-post-not-allowed", ready());
    }

    // checking and presenting

    @Test
    void aRunThatBindsNeedsEveryShareApprovedATrialDoesNot() {
        book.change(AWARDS, table -> Book.table(AWARDS, TableState.OPEN, null, Book.share(ShareState.SUBMITTED)));
        refuses(Rule.SHARES_NOT_APPROVED, new StartCheckRun(CAMPAIGN, false, OFFICE), planned, opened);
        campaign.given(planned, opened)
                .when(new StartCheckRun(CAMPAIGN, true, OFFICE))
                .expectResultMessagePayload(new StartCheckRun.Started(null));
    }

    @Test
    void aRunOverOtherContentThanStandsIsNotRecorded() {
        refuses(
                Rule.RUN_STALE,
                new RecordCheckRun(CAMPAIGN, "r1", 9, false, 204, 0, 0, List.of(), List.of(), "other", "sha", OFFICE),
                planned,
                opened);
    }

    @Test
    void leadersAreShownWhatTheNewestRunPassed() {
        var present = new PresentToLeaders(CAMPAIGN, OFFICE);
        refuses(Rule.RUN_MISSING, present, planned, opened);
        refuses(Rule.RUN_STALE, present, planned, opened, run("other"));
        refuses(
                Rule.RUN_STALE,
                present,
                planned,
                opened,
                run(hash()),
                new FindingEvent.ParameterSet(CAMPAIGN, "yoy_student_pct", "20", "30", "扩招以后规模波动放宽", OFFICE, NOW));
        refuses(
                Rule.OPEN_ERRORS,
                present,
                planned,
                opened,
                new CheckRunRecorded(CAMPAIGN, "r1", 9, false, 204, 2, 0, List.of(), hash(), "sha", OFFICE, NOW));
        var passed = run(hash());
        book.change(AWARDS, GuardingACampaignTest::unjoined);
        refuses(Rule.TABLES_NOT_CONSOLIDATED, present, planned, opened, passed);
        book.change(AWARDS, table -> Book.table(AWARDS, TableState.OPEN, null, Book.share(ShareState.RETURNED)));
        refuses(Rule.SHARES_NOT_APPROVED, present, planned, opened, passed);
        book.hasEveryTable();
        directory.person(PRINCIPAL, "0101", "校长");
        directory.person(DEPUTY, "0101", "副校长");
        refuses(Rule.NO_SIGNERS, present, planned, opened, passed);
    }

    private static PlannedTable unjoined(PlannedTable table) {
        return Book.table(table.table(), table.state(), null, table.shares().toArray(ShareNow[]::new));
    }

    // signing

    @Test
    void eachLeaderSignsOnceAndTheLastSignatureCompletesIt() {
        var sign = new SignOff(CAMPAIGN, hash(), "sha256:papers", "同意上报", PRINCIPAL);
        var mine = new SignedOff(CAMPAIGN, hash(), "sha256:papers", "校长", "同意上报", PRINCIPAL, NOW);
        var other = new SignedOff(CAMPAIGN, hash(), "sha256:papers", "副校长", "同意", DEPUTY, NOW);
        campaign.given(planned, opened, run(hash()), presented(hash()))
                .when(sign)
                .expectEvents(mine);
        aCampaign();
        campaign.given(planned, opened, run(hash()), presented(hash()), other)
                .when(sign)
                .expectEvents(mine, new Signed(CAMPAIGN, hash(), PRINCIPAL, NOW));
        aCampaign();
        refuses(Rule.ALREADY_SIGNED, sign, planned, opened, run(hash()), presented(hash()), mine);
    }

    @Test
    void aSignatureIsOverWhatWasShownAndStillStandsByOneWhoMaySign() {
        var shown = new Object[] {planned, opened, run(hash()), presented(hash())};
        refuses(Rule.CONTENT_CHANGED, new SignOff(CAMPAIGN, "other", "sha256:papers", "同意", PRINCIPAL), shown);
        refuses(Rule.NOT_A_SIGNER, new SignOff(CAMPAIGN, hash(), "sha256:papers", "同意", HEAD), shown);
        refuses(Rule.NOT_A_SIGNER, new ReturnSignOff(CAMPAIGN, List.of(), "请核对数据", HEAD), shown);
        refuses(Rule.REASON_REQUIRED, new ReturnSignOff(CAMPAIGN, List.of(), "不行", PRINCIPAL), shown);
        var before = hash();
        directory.person(PRINCIPAL, "0101", "调研员");
        refuses(Rule.NOT_A_SIGNER, new SignOff(CAMPAIGN, before, "sha256:papers", "同意", PRINCIPAL), shown);
        book.change(AWARDS, table -> Book.table(AWARDS, TableState.OPEN, null, Book.share(ShareState.RETURNED)));
        refuses(Rule.CONTENT_CHANGED, new SignOff(CAMPAIGN, before, "sha256:papers", "同意", DEPUTY), shown);
    }

    // submitting

    @Test
    void whatIsSubmittedIsThePackageOfWhatWasSigned() {
        var taken = new SnapshotTaken(CAMPAIGN, "s1", 99, hash(), "sha", OFFICE, NOW);
        var other = new SnapshotTaken(CAMPAIGN, "s0", 88, "other", "sha", OFFICE, NOW);
        campaign.given(signed(taken))
                .when(new RecordSubmission(CAMPAIGN, "s1", "HZ-1", OFFICE))
                .expectEvents(new SubmissionRecorded(CAMPAIGN, "s1", hash(), "HZ-1", OFFICE, NOW));
        aCampaign();
        refuses(Rule.RECEIPT_REQUIRED, new RecordSubmission(CAMPAIGN, "s1", " ", OFFICE), signed(taken));
        refuses(Rule.SNAPSHOT_MISSING, new RecordSubmission(CAMPAIGN, "s2", "HZ-1", OFFICE), signed(taken));
        refuses(Rule.SNAPSHOT_STALE, new RecordSubmission(CAMPAIGN, "s0", "HZ-1", OFFICE), signed(other));
        refuses(Rule.OFFICE_ONLY, new RecordSubmission(CAMPAIGN, "s1", "HZ-1", PRINCIPAL), signed(taken));
    }

    @Test
    void aSecondPersonConfirmsTheSubmission() {
        var recorded = new SubmissionRecorded(CAMPAIGN, "s1", hash(), "HZ-1", OFFICE, NOW);
        campaign.given(signed(recorded))
                .when(new ConfirmSubmission(CAMPAIGN, SECOND_OFFICE))
                .expectEvents(new Submitted(CAMPAIGN, "s1", hash(), "HZ-1", SECOND_OFFICE, NOW));
        aCampaign();
        refuses(Rule.SUBMISSION_MISSING, new ConfirmSubmission(CAMPAIGN, SECOND_OFFICE), signed());
        refuses(Rule.SAME_PERSON, new ConfirmSubmission(CAMPAIGN, OFFICE), signed(recorded));
        refuses(Rule.OFFICE_ONLY, new ConfirmSubmission(CAMPAIGN, PRINCIPAL), signed(recorded));
        var past = signed(recorded);
        book.change(AWARDS, table -> Book.table(AWARDS, TableState.OPEN, null, Book.share(ShareState.RETURNED)));
        refuses(Rule.CONTENT_CHANGED, new ConfirmSubmission(CAMPAIGN, SECOND_OFFICE), past);
    }

    @Test
    void whatWasSubmittedIsOpenedAgainByTwo() {
        var submitted = new Submitted(CAMPAIGN, "s1", hash(), "HZ-1", SECOND_OFFICE, NOW);
        var asked = new SubmissionReturnRequested(CAMPAIGN, "教育部退回修改", OFFICE, NOW);
        refuses(Rule.REASON_REQUIRED, new ReturnSubmission(CAMPAIGN, "错", OFFICE), signed(submitted));
        refuses(Rule.RETURN_NOT_REQUESTED, new AgreeToReturn(CAMPAIGN, PRINCIPAL), signed(submitted));
        refuses(Rule.SAME_PERSON, new AgreeToReturn(CAMPAIGN, OFFICE), signed(submitted, asked));
    }

    // questions

    @Test
    void whoeverFillsOrReviewsATableAsksAndTheAnswerMayBeBettered() {
        var asked = new QuestionAsked(CAMPAIGN, "q1", "2.13.1", "award_on", "0201", "跨学年的奖填哪一年？", COLLECTOR, NOW);
        var ask = new AskQuestion(CAMPAIGN, "q1", "2.13.1", "award_on", "跨学年的奖填哪一年？", COLLECTOR);
        var answered = new QuestionAnswered(CAMPAIGN, "q1", "按证书落款日期", OFFICE, NOW);
        campaign.given(planned, opened).when(ask).expectEvents(asked);
        aCampaign();
        campaign.given(planned, opened, asked).when(ask).expectNoEvents();
        aCampaign();
        campaign.given(planned, opened, asked)
                .when(new AnswerQuestion(CAMPAIGN, "q1", "按证书落款日期", OFFICE))
                .expectEvents(answered);
        aCampaign();
        campaign.given(planned, opened, asked, answered)
                .when(new AnswerQuestion(CAMPAIGN, "q1", "按证书落款日期", OFFICE))
                .expectNoEvents();
        aCampaign();
        refuses(
                Rule.NOT_FOUND,
                new AskQuestion(CAMPAIGN, "q1", "2.13.1", null, "跨学年的奖填哪一年？", SECOND_OFFICE),
                planned,
                opened);
        refuses(
                Rule.NO_SUCH_TABLE,
                new AskQuestion(CAMPAIGN, "q1", "9.9.9", null, "跨学年的奖填哪一年？", COLLECTOR),
                planned,
                opened);
        refuses(
                Rule.NO_SUCH_FIELD,
                new AskQuestion(CAMPAIGN, "q1", "2.13.1", "nothing", "跨学年的奖填哪一年？", COLLECTOR),
                planned,
                opened);
        refuses(Rule.TEXT_LENGTH, new AskQuestion(CAMPAIGN, "q1", "2.13.1", null, "？", COLLECTOR), planned, opened);
        refuses(Rule.TEXT_LENGTH, new AnswerQuestion(CAMPAIGN, "q1", "。", OFFICE), planned, opened, asked);
        refuses(Rule.NO_SUCH_QUESTION, new AnswerQuestion(CAMPAIGN, "q9", "按证书落款日期", OFFICE), planned, opened);
    }

    // what leaders ask

    @Test
    void aLeaderAsksADepartmentAndNobodySignsBeforeWhatMustBeAnsweredIs() {
        var ask = new AskDepartment(CAMPAIGN, "l1", "0201", "student_teacher_ratio", "生师比为何比去年高？", true, PRINCIPAL);
        var asked =
                new LeaderAsked(CAMPAIGN, "l1", "0201", "student_teacher_ratio", "生师比为何比去年高？", true, PRINCIPAL, NOW);
        var answer = new AnswerLeader(CAMPAIGN, "l1", "新生增加，新教师尚未到岗", HEAD);
        var answered = new LeaderAnswered(CAMPAIGN, "l1", "新生增加，新教师尚未到岗", HEAD, NOW);
        campaign.given(planned, opened).when(ask).expectEvents(asked);
        aCampaign();
        campaign.given(planned, opened, asked).when(ask).expectNoEvents();
        aCampaign();
        campaign.given(planned, opened, asked).when(answer).expectEvents(answered);
        aCampaign();
        campaign.given(planned, opened, asked, answered).when(answer).expectNoEvents();
        aCampaign();
        campaign.given(planned, opened, asked)
                .when(new AnswerLeader(CAMPAIGN, "l1", "新生增加，新教师尚未到岗", OFFICE))
                .expectEvents(new LeaderAnswered(CAMPAIGN, "l1", "新生增加，新教师尚未到岗", OFFICE, NOW));
        aCampaign();
        refuses(
                Rule.NOT_A_LEADER,
                new AskDepartment(CAMPAIGN, "l1", "0201", null, "生师比为何比去年高？", true, OFFICE),
                planned,
                opened);
        refuses(
                Rule.NO_SUCH_DEPARTMENT,
                new AskDepartment(CAMPAIGN, "l1", "9999", null, "生师比为何比去年高？", true, PRINCIPAL),
                planned,
                opened);
        refuses(
                Rule.NOT_FOUND,
                new AskDepartment(CAMPAIGN, "l1", "0201", "nothing", "生师比为何比去年高？", true, PRINCIPAL),
                planned,
                opened);
        refuses(
                Rule.TEXT_LENGTH,
                new AskDepartment(CAMPAIGN, "l1", "0201", null, "？", true, PRINCIPAL),
                planned,
                opened);
        refuses(Rule.NOT_ASKED, new AnswerLeader(CAMPAIGN, "l1", "与我无关", COLLECTOR), planned, opened, asked);
        refuses(Rule.NO_SUCH_QUESTION, new AnswerLeader(CAMPAIGN, "l9", "没有问过", HEAD), planned, opened, asked);
        var sign = new SignOff(CAMPAIGN, hash(), "sha256:papers", "同意", PRINCIPAL);
        refuses(Rule.ANSWER_MISSING, sign, planned, opened, run(hash()), presented(hash()), asked);
        campaign.given(planned, opened, run(hash()), presented(hash()), asked, answered)
                .when(sign)
                .expectSuccessfulHandlerExecution();
    }
}
