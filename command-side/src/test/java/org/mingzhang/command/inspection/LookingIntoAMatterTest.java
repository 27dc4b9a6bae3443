package org.mingzhang.command.inspection;

import static org.mingzhang.command.table.Refusals.refusal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.ADirectory;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.inspection.InspectionEvent.AccountabilityRecorded;
import org.mingzhang.events.inspection.InspectionEvent.AppraisalRecorded;
import org.mingzhang.events.inspection.InspectionEvent.FactRecorded;
import org.mingzhang.events.inspection.InspectionEvent.InspectionClosed;
import org.mingzhang.events.inspection.InspectionEvent.InspectionOpened;
import org.mingzhang.events.inspection.InspectionEvent.QuestionAnswered;
import org.mingzhang.events.inspection.InspectionEvent.QuestionAsked;

/** 督查事项: opened, asked about, answered by whoever was asked, noted, rated from facts, closed. */
class LookingIntoAMatterTest {

    private static final Instant NOW = Instant.parse("2022-11-08T02:00:00Z");
    private static final CampaignKey CAMPAIGN = new CampaignKey("99001", 2022);
    private static final String ID = "5c1f9a3e";
    private static final String OFFICER = "20030009";
    private static final String COLLECTOR = "20150101";

    private AggregateTestFixture<Inspection> inspection;
    private DepartmentRecords.Facts facts = new DepartmentRecords.Facts(12, 1, 2);

    private final InspectionOpened opened =
            new InspectionOpened(ID, CAMPAIGN, "0201", "获奖信息为何逾期提交", List.of(17L), OFFICER, NOW);
    private final QuestionAsked asked = new QuestionAsked(ID, CAMPAIGN, 1, COLLECTOR, "截止日前为何没有提交？", OFFICER, NOW);
    private final QuestionAnswered answered = new QuestionAnswered(ID, CAMPAIGN, 1, "省赛文件次日才收到。", COLLECTOR, NOW);
    private final InspectionClosed closed = new InspectionClosed(ID, CAMPAIGN, "已答复，办结。", OFFICER, NOW);

    @BeforeEach
    void aMatter() {
        inspection = new AggregateTestFixture<>(Inspection.class);
        inspection
                .registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC))
                .registerInjectableResource(new ADirectory().person(COLLECTOR, "0201", "干事"))
                .registerInjectableResource((DepartmentRecords) (campaign, department) -> facts);
    }

    @Test
    void isOpenedOnce() {
        var open = new InspectionCommand.Open(ID, CAMPAIGN, "0201", " 获奖信息为何逾期提交 ", List.of(17L), OFFICER);
        inspection.givenNoPriorActivity().when(open).expectEvents(opened);
        inspection.given(opened).when(open).expectNoEvents().expectException(refusal(Rule.INSPECTION_CLOSED));
        inspection
                .givenNoPriorActivity()
                .when(new InspectionCommand.Open(ID, CAMPAIGN, null, "短", List.of(), OFFICER))
                .expectNoEvents()
                .expectException(refusal(Rule.INSPECTION_WORDS));
    }

    @Test
    void asksPeopleOfTheCollege() {
        inspection
                .given(opened)
                .when(new InspectionCommand.Ask(ID, COLLECTOR, "截止日前为何没有提交？", OFFICER))
                .expectEvents(asked);
        inspection
                .given(opened)
                .when(new InspectionCommand.Ask(ID, "19000000", "截止日前为何没有提交？", OFFICER))
                .expectNoEvents()
                .expectException(refusal(Rule.NO_SUCH_PERSON));
    }

    @Test
    void isAnsweredOnceByWhoeverWasAsked() {
        var answer = new InspectionCommand.Answer(ID, 1, "省赛文件次日才收到。", COLLECTOR);
        inspection.given(opened, asked).when(answer).expectEvents(answered);
        inspection
                .given(opened, asked, answered)
                .when(answer)
                .expectNoEvents()
                .expectException(refusal(Rule.INQUIRY_ANSWERED));
        inspection
                .given(opened, asked)
                .when(new InspectionCommand.Answer(ID, 1, "不是问我的，我来答。", "20160102"))
                .expectNoEvents()
                .expectException(refusal(Rule.NOT_FOUND));
        inspection
                .given(opened, asked)
                .when(new InspectionCommand.Answer(ID, 2, "没有问过的问题。", COLLECTOR))
                .expectNoEvents()
                .expectException(refusal(Rule.NOT_FOUND));
    }

    @Test
    void recordsFactsAndCallsToAccountUnderADecision() {
        inspection
                .given(opened)
                .when(new InspectionCommand.RecordFact(ID, "第 17 条显示当日可以填报。", OFFICER))
                .expectEvents(new FactRecorded(ID, CAMPAIGN, "第 17 条显示当日可以填报。", OFFICER, NOW));
        inspection
                .given(opened)
                .when(new InspectionCommand.HoldToAccount(ID, COLLECTOR, "云示纪〔2022〕7号", "予以提醒谈话。", "纪检监察员", OFFICER))
                .expectEvents(new AccountabilityRecorded(
                        ID, CAMPAIGN, COLLECTOR, "云示纪〔2022〕7号", "予以提醒谈话。", "纪检监察员", OFFICER, NOW));
        inspection
                .given(opened)
                .when(new InspectionCommand.HoldToAccount(ID, COLLECTOR, " ", "予以提醒谈话。", "纪检监察员", OFFICER))
                .expectNoEvents()
                .expectException(refusal(Rule.DECISION_MISSING));
    }

    @Test
    void ratesTheDepartmentFromWhatStandsInTheLedger() {
        var appraise = new InspectionCommand.Appraise(ID, "一份逾期，两份退回后改正。", OFFICER);
        inspection
                .given(opened)
                .when(appraise)
                .expectEvents(
                        new AppraisalRecorded(ID, CAMPAIGN, "0201", 12, 1, 2, 91, 83, "一份逾期，两份退回后改正。", OFFICER, NOW));
        facts = new DepartmentRecords.Facts(0, 0, 0);
        inspection.given(opened).when(appraise).expectNoEvents().expectException(refusal(Rule.NO_DEPARTMENT));
        inspection
                .given(new InspectionOpened(ID, CAMPAIGN, null, "两部门在同一台设备上签字", List.of(), OFFICER, NOW))
                .when(appraise)
                .expectNoEvents()
                .expectException(refusal(Rule.NO_DEPARTMENT));
    }

    @Test
    void takesUpNothingOnceItIsClosed() {
        for (var more : List.of(
                new InspectionCommand.Ask(ID, COLLECTOR, "还有一个问题要问。", OFFICER),
                new InspectionCommand.Answer(ID, 1, "省赛文件次日才收到。", COLLECTOR),
                new InspectionCommand.RecordFact(ID, "再补记一条事实。", OFFICER),
                new InspectionCommand.HoldToAccount(ID, COLLECTOR, "7号", "予以提醒谈话。", "纪检监察员", OFFICER),
                new InspectionCommand.Appraise(ID, "再考核一次看看。", OFFICER),
                new InspectionCommand.Close(ID, "再办结一次看看。", OFFICER))) {
            inspection
                    .given(opened, asked, closed)
                    .when(more)
                    .expectNoEvents()
                    .expectException(refusal(Rule.INSPECTION_CLOSED));
        }
        inspection
                .given(opened)
                .when(new InspectionCommand.Close(ID, "已答复，办结。", OFFICER))
                .expectEvents(closed);
    }
}
