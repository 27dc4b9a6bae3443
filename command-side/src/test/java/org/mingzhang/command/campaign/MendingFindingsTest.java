package org.mingzhang.command.campaign;

import static org.axonframework.test.matchers.Matchers.exactSequenceOf;
import static org.axonframework.test.matchers.Matchers.matches;
import static org.axonframework.test.matchers.Matchers.payloadsMatching;
import static org.mingzhang.command.table.Refusals.refusal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.axonframework.test.aggregate.ResultValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.AssignmentBook.ShareState;
import org.mingzhang.command.guard.AssignmentBook.TableState;
import org.mingzhang.events.Event;
import org.mingzhang.events.campaign.FindingEvent.ExplanationRejected;
import org.mingzhang.events.campaign.FindingEvent.ExplanationsAccepted;
import org.mingzhang.events.campaign.FindingEvent.Failure;
import org.mingzhang.events.campaign.FindingEvent.FindingExplained;
import org.mingzhang.events.campaign.FindingEvent.FindingsRecorded;
import org.mingzhang.events.campaign.FindingEvent.FindingsSent;
import org.mingzhang.events.campaign.FindingEvent.ParameterSet;
import org.mingzhang.events.campaign.FindingEvent.RuleJudged;
import org.mingzhang.events.campaign.FindingEvent.RulePublished;
import org.mingzhang.events.campaign.FindingEvent.ShareToMend;
import org.mingzhang.events.campaign.FindingEvent.ToleranceGranted;
import org.mingzhang.events.campaign.FindingId;
import org.mingzhang.events.campaign.PlanEvent.CheckRunRecorded;
import org.mingzhang.events.campaign.PlanEvent.ShareAt;
import org.mingzhang.events.table.ShareEvent.CellAt;

/** 整改: the same finding in every run, what closes it, and what lets it be — plan §3(六). */
class MendingFindingsTest extends ACampaign {

    private static final String WORDS = "本年新设专业，去年没有数据可比";
    private static final ShareAt SHARE = new ShareAt("2.13.1", "0201");
    private static final Failure WARNING = failure("V-2.13.1-03", false, 4, "e-1");
    private static final Failure ERROR = failure("V-2.13.1-01", true, 9, "e-2");
    private static final String RULE = "V-2.13.1-01";

    @BeforeEach
    void everythingIsApproved() {
        book.has(TableState.OPEN, ShareState.APPROVED);
    }

    private static Failure failure(String rule, boolean error, int entry, @Nullable String cause) {
        return new Failure(
                FindingId.of(rule, "2.13.1", "0201", entry),
                rule,
                error,
                "2.13.1",
                "0201",
                entry,
                List.of("award_on"),
                cause,
                COLLECTOR,
                false);
    }

    private FindingsRecorded recorded(String run, List<Failure> found, List<String> cleared) {
        return new FindingsRecorded(CAMPAIGN, run, found, List.of(), cleared, 0, List.of(), OFFICE, NOW);
    }

    private RecordCheckRun run(String id, Failure... failures) {
        var hash = new Content(CAMPAIGN, book.tables(CAMPAIGN)).hash().orElseThrow();
        int errors = (int) List.of(failures).stream().filter(Failure::error).count();
        return new RecordCheckRun(
                CAMPAIGN,
                id,
                1,
                false,
                204,
                errors,
                failures.length - errors,
                errors == 0 ? List.of() : List.of(SHARE),
                List.of(failures),
                hash,
                "sha",
                OFFICE);
    }

    private void finds(List<Event> past, RecordCheckRun run, Predicate<FindingsRecorded> what) {
        var all = new ArrayList<Event>(List.of(planned, opened));
        all.addAll(past);
        campaign.given(all)
                .when(run)
                .expectEventsMatching(payloadsMatching(exactSequenceOf(
                        matches(event -> event instanceof CheckRunRecorded),
                        matches(event -> event instanceof FindingsRecorded found && what.test(found)))));
        aCampaign();
    }

    @Test
    void aRunNamesTheCellsThatBlock() {
        finds(
                List.of(),
                run("r1", ERROR, WARNING),
                found -> found.found().equals(List.of(ERROR, WARNING))
                        && found.blocking() == 1
                        && found.shares()
                                .equals(List.of(
                                        new ShareToMend("2.13.1", "0201", List.of(new CellAt(9, "award_on"))))));
    }

    @Test
    void theSameFailureAgainIsNotToldAgainAndWhatPassesIsCleared() {
        finds(
                List.of(recorded("r1", List.of(ERROR, WARNING), List.of())),
                run("r2", WARNING),
                found -> found.found().isEmpty() && found.cleared().equals(List.of(ERROR.finding())));
        finds(
                List.of(recorded("r1", List.of(ERROR), List.of()), recorded("r2", List.of(), List.of(ERROR.finding()))),
                run("r3", ERROR),
                found -> found.found().equals(List.of(ERROR)));
    }

    @Test
    void whatWasAcceptedStaysSoUntilItIsWrittenAnew() {
        var accepted = List.<Event>of(
                recorded("r1", List.of(WARNING), List.of()),
                new FindingExplained(CAMPAIGN, WARNING.finding(), WORDS, COLLECTOR, NOW),
                new ExplanationsAccepted(CAMPAIGN, List.of(WARNING.finding()), OFFICE, NOW));
        finds(accepted, run("r2", WARNING), found -> found.found().isEmpty());
        var anew = failure(WARNING.rule(), false, 4, "e-7");
        finds(accepted, run("r2", anew), found -> found.found().equals(List.of(anew)));
    }

    @Test
    void aFaultyRuleBlocksNobody() {
        finds(
                List.of(new RuleJudged(CAMPAIGN, RULE, true, WORDS, OFFICE, NOW)),
                run("r1", ERROR),
                found -> found.found().equals(List.of(ERROR))
                        && found.blocking() == 0
                        && found.shares().isEmpty());
    }

    @Test
    void oneMoreThanIsToleratedAndAllOfThemBlock() {
        var other = failure(RULE, true, 10, "e-3");
        var tolerated =
                List.<Event>of(new ToleranceGranted(CAMPAIGN, RULE, "2.13.1", "0201", 1, WORDS, 2022, OFFICE, NOW));
        finds(tolerated, run("r1", ERROR), found -> found.blocking() == 0);
        finds(tolerated, run("r1", ERROR, other), found -> found.blocking() == 2);
    }

    @Test
    void theLeadersAreNotAskedWhileSomethingIsOpen() {
        refuses(Rule.OPEN_ERRORS, WARNING, ERROR);
        refuses(Rule.OPEN_WARNINGS, WARNING);
    }

    private void refuses(Rule rule, Failure... failures) {
        campaign.given(planned, opened)
                .andGivenCommands(run("r1", failures))
                .when(new PresentToLeaders(CAMPAIGN, OFFICE))
                .expectException(refusal(rule))
                .expectNoEvents();
        aCampaign();
    }

    @Test
    void whatNobodyWasSentIsSent() {
        campaign.given(planned, opened, recorded("r1", List.of(ERROR, WARNING), List.of()))
                .when(new SendFindings(CAMPAIGN, List.of(), "请更正", OFFICE))
                .expectEvents(new FindingsSent(
                        CAMPAIGN, List.of(ERROR.finding(), WARNING.finding()), List.of(SHARE), "请更正", OFFICE, NOW));
        aCampaign();
        campaign.given(
                        planned,
                        opened,
                        recorded("r1", List.of(ERROR), List.of()),
                        new FindingsSent(CAMPAIGN, List.of(ERROR.finding()), List.of(SHARE), "", OFFICE, NOW))
                .when(new SendFindings(CAMPAIGN, List.of(), "", OFFICE))
                .expectException(refusal(Rule.NOTHING_TO_SEND));
    }

    /** What a rule that is wrong found, and what is tolerated, is nobody's work; by name it can be sent all the same. */
    @Test
    void whatIsSetAsideIsSentToNobody() {
        campaign.given(
                        planned,
                        opened,
                        recorded("r1", List.of(ERROR, WARNING), List.of()),
                        new RuleJudged(CAMPAIGN, RULE, true, WORDS, OFFICE, NOW))
                .when(new SendFindings(CAMPAIGN, List.of(), "", OFFICE))
                .expectEvents(new FindingsSent(CAMPAIGN, List.of(WARNING.finding()), List.of(SHARE), "", OFFICE, NOW));
        aCampaign();
    }

    @Test
    void whoFillsTheShareExplainsInWordsOfItsOwn() {
        explains(WARNING, WORDS, COLLECTOR)
                .expectEvents(new FindingExplained(CAMPAIGN, WARNING.finding(), WORDS, COLLECTOR, NOW));
        explains(WARNING, "同上同上同上同上同上同上", COLLECTOR).expectException(refusal(Rule.EXPLANATION_REQUIRED));
        explains(WARNING, "。。。。。。。。。。。。", COLLECTOR).expectException(refusal(Rule.EXPLANATION_REQUIRED));
        explains(WARNING, WORDS, HEAD).expectException(refusal(Rule.NOT_YOUR_SHARE));
        explains(WARNING, WORDS, OFFICE).expectException(refusal(Rule.NOT_YOUR_SHARE));
        explains(ERROR, WORDS, COLLECTOR).expectException(refusal(Rule.ERROR_NOT_EXPLAINED));
    }

    private ResultValidator<Campaign> explains(Failure failure, String words, String by) {
        aCampaign();
        return campaign.given(planned, opened, recorded("r1", List.of(ERROR, WARNING), List.of()))
                .when(new ExplainFinding(CAMPAIGN, failure.finding(), words, by));
    }

    @Test
    void anExplanationIsJudgedBySomebodyElse() {
        var explained = new FindingExplained(CAMPAIGN, WARNING.finding(), WORDS, COLLECTOR, NOW);
        var before = recorded("r1", List.of(WARNING), List.of());
        campaign.given(planned, opened, before)
                .when(new AcceptExplanations(CAMPAIGN, List.of(WARNING.finding()), OFFICE))
                .expectException(refusal(Rule.NOT_EXPLAINED));
        aCampaign();
        campaign.given(planned, opened, before, explained)
                .when(new AcceptExplanations(CAMPAIGN, List.of(WARNING.finding()), COLLECTOR))
                .expectException(refusal(Rule.SAME_PERSON));
        aCampaign();
        campaign.given(planned, opened, before, explained)
                .when(new AcceptExplanations(CAMPAIGN, List.of(WARNING.finding()), OFFICE))
                .expectEvents(new ExplanationsAccepted(CAMPAIGN, List.of(WARNING.finding()), OFFICE, NOW));
        aCampaign();
        campaign.given(planned, opened, before, explained)
                .when(new RejectExplanation(CAMPAIGN, WARNING.finding(), "请写明文号", OFFICE))
                .expectEvents(new ExplanationRejected(CAMPAIGN, WARNING.finding(), SHARE, "请写明文号", OFFICE, NOW));
        aCampaign();
        campaign.given(planned, opened, before, recorded("r2", List.of(), List.of(WARNING.finding())))
                .when(new AcceptExplanations(CAMPAIGN, List.of(WARNING.finding()), OFFICE))
                .expectException(refusal(Rule.FINDING_CLEARED));
        aCampaign();
        campaign.given(planned, opened)
                .when(new AcceptExplanations(CAMPAIGN, List.of("f-0"), OFFICE))
                .expectException(refusal(Rule.NO_SUCH_FINDING));
    }

    @Test
    void aToleranceHasANumberAReasonAndALastYear() {
        tolerates(3, WORDS, 2023)
                .expectEvents(new ToleranceGranted(CAMPAIGN, RULE, "2.13.1", "0201", 3, WORDS, 2023, OFFICE, NOW));
        tolerates(-1, WORDS, 2023).expectException(refusal(Rule.TOLERANCE_NUMBER));
        tolerates(1000, WORDS, 2023).expectException(refusal(Rule.TOLERANCE_NUMBER));
        tolerates(3, "同上", 2023).expectException(refusal(Rule.EXPLANATION_REQUIRED));
        tolerates(3, WORDS, 2021).expectException(refusal(Rule.TOLERANCE_YEAR));
    }

    private ResultValidator<Campaign> tolerates(int number, String why, int lastYear) {
        aCampaign();
        return campaign.given(planned, opened, recorded("r1", List.of(ERROR), List.of()))
                .when(new GrantTolerance(CAMPAIGN, ERROR.finding(), number, why, lastYear, OFFICE));
    }

    @Test
    void onlyARuleOfTheFormIsJudgedAndOnlyOnce() {
        campaign.given(planned, opened)
                .when(new JudgeRule(CAMPAIGN, "R-none", true, WORDS, OFFICE))
                .expectException(refusal(Rule.NO_SUCH_RULE));
        aCampaign();
        campaign.given(planned, opened)
                .when(new JudgeRule(CAMPAIGN, "X-2.8.1-01", true, WORDS, OFFICE))
                .expectEvents(new RuleJudged(CAMPAIGN, "X-2.8.1-01", true, WORDS, OFFICE, NOW));
        aCampaign();
        campaign.given(planned, opened, new RuleJudged(CAMPAIGN, "X-2.8.1-01", true, WORDS, OFFICE, NOW))
                .when(new JudgeRule(CAMPAIGN, "X-2.8.1-01", true, WORDS, OFFICE))
                .expectNoEvents();
    }

    private static PublishRule publishing(String rule, @Nullable String table, @Nullable String expression) {
        return new PublishRule(CAMPAIGN, rule, table, null, expression, null, null, WORDS, OFFICE);
    }

    private static RulePublished published(int version, String expression) {
        return new RulePublished(
                CAMPAIGN,
                "R-2.9.1-90",
                version,
                "2.9.1",
                "WARNING",
                expression,
                "area <= 100",
                "area <= 100",
                WORDS,
                OFFICE,
                NOW);
    }

    @Test
    void aRuleIsPublishedInVersionsThatAreSound() {
        campaign.given(planned, opened)
                .when(publishing("R-2.9.1-90", "2.9.1", "area <= 100"))
                .expectEvents(published(1, "area <= 100"));
        aCampaign();
        campaign.given(planned, opened, published(1, "area <= 100"))
                .when(publishing("R-2.9.1-90", null, "area <= 200"))
                .expectEvents(published(2, "area <= 200"));
        aCampaign();
        campaign.given(planned, opened, published(1, "area <= 100"))
                .when(publishing("R-2.9.1-90", null, null))
                .expectException(refusal(Rule.RULE_UNCHANGED));
        aCampaign();
        campaign.given(planned, opened)
                .when(publishing("R-2.9.1-90", "2.9.1", "areaa <= 100"))
                .expectException(refusal(Rule.RULE_UNSOUND));
        aCampaign();
        campaign.given(planned, opened)
                .when(publishing("R-2.9.1-90", "2.9.2", "area <= 100"))
                .expectException(refusal(Rule.NO_SUCH_RULE));
    }

    private static SetParameter setting(String parameter, String value) {
        return new SetParameter(CAMPAIGN, parameter, value, WORDS, OFFICE);
    }

    private static ParameterSet set(String before, String value) {
        return new ParameterSet(CAMPAIGN, "yoy_student_pct", before, value, WORDS, OFFICE, NOW);
    }

    @Test
    void aParameterIsSetToWhatItCanBe() {
        campaign.given(planned, opened).when(setting("yoy_student_pct", " 30 ")).expectEvents(set("20", "30"));
        aCampaign();
        campaign.given(planned, opened, set("20", "30"))
                .when(setting("yoy_student_pct", "25.5"))
                .expectEvents(set("30", "25.5"));
        aCampaign();
        campaign.given(planned, opened, set("20", "30"))
                .when(setting("yoy_student_pct", "30"))
                .expectException(refusal(Rule.PARAMETER_UNCHANGED));
        aCampaign();
        campaign.given(planned, opened)
                .when(setting("yoy_student_pct", "三十"))
                .expectException(refusal(Rule.PARAMETER_UNREADABLE));
        aCampaign();
        campaign.given(planned, opened)
                .when(setting("yoy_students", "30"))
                .expectException(refusal(Rule.NO_SUCH_PARAMETER));
        aCampaign();
        campaign.given(planned, opened)
                .when(new SetParameter(CAMPAIGN, "yoy_student_pct", "30", " ", OFFICE))
                .expectException(refusal(Rule.REASON_REQUIRED));
    }

    @Test
    void whatWasWrongWithARuleIsNoLongerOnceANewVersionIsPublished() {
        campaign.given(
                        planned,
                        opened,
                        published(1, "area <= 100"),
                        new RuleJudged(CAMPAIGN, "R-2.9.1-90", true, WORDS, OFFICE, NOW))
                .when(publishing("R-2.9.1-90", null, "area <= 200"))
                .expectEvents(
                        published(2, "area <= 200"),
                        new RuleJudged(CAMPAIGN, "R-2.9.1-90", false, "已发布新版本：" + WORDS, OFFICE, NOW));
    }
}
