package org.mingzhang.command.table;

import static org.mingzhang.command.table.Refusals.refusal;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Rule;
import org.mingzhang.command.table.ShareReports.Fault;
import org.mingzhang.command.table.ShareReports.ShareReport;
import org.mingzhang.events.table.EntryEvent.EntryAdded;
import org.mingzhang.events.table.EntryEvent.EntryRemoved;
import org.mingzhang.events.table.How;
import org.mingzhang.events.table.ShareEvent.Explanation;
import org.mingzhang.events.table.ShareEvent.ShareSubmitted;

/** 提交审核 — plan §3(五), §3(六). */
class SubmittingAShareTest extends ACollectionTable {

    private static final Fault REQUIRED = new Fault("required", 1, "level", "级别必填", "level is required");
    private static final Fault DOUBTFUL = new Fault("Y-2.13.1-01", null, null, "与去年相差较大", "far from last year");

    private static final EntryAdded THEIRS = new EntryAdded(
            AWARDS,
            DENTAL,
            2,
            keyOf("技能大赛"),
            null,
            new TreeMap<>(award("技能大赛")),
            How.TYPED,
            null,
            DENTAL_COLLECTOR,
            NOW);

    private static ShareReport report(int revision, List<Fault> errors, List<Fault> warnings) {
        return new ShareReport(9, revision, 1, HASH, errors, warnings);
    }

    private SubmitShare submit(ShareReport report, Explanation... explanations) {
        return new SubmitShare(AWARDS, NURSING, report, List.of(explanations), COLLECTOR);
    }

    @Test
    void bindsTheContentThatWasThere() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"))
                .when(submit(report(1, List.of(), List.of())))
                .expectEvents(submitted);
    }

    @Test
    void isRefusedWithAnErrorLeft() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"))
                .when(submit(report(1, List.of(REQUIRED), List.of())))
                .expectNoEvents()
                .expectException(refusal(Rule.CHECKS_FAILED, "required"));
    }

    @Test
    void isRefusedWithAWarningNobodyExplained() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"))
                .when(submit(report(1, List.of(), List.of(DOUBTFUL))))
                .expectException(refusal(Rule.EXPLANATION_REQUIRED));
    }

    @Test
    void isRefusedWithAnExplanationThatSaysNothing() {
        for (var words : List.of("同上", "无", "同上同上同上同上同上同上", "一一一一一一一一一一一一")) {
            at(NOW).given(planned, nursing, due, opened, added(1, "技能大赛"))
                    .when(submit(report(1, List.of(), List.of(DOUBTFUL)), new Explanation("Y-2.13.1-01", null, words)))
                    .expectException(refusal(Rule.EXPLANATION_REQUIRED));
        }
    }

    @Test
    void isAcceptedWithARealExplanation() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"))
                .when(submit(
                        report(1, List.of(), List.of(DOUBTFUL)),
                        new Explanation("Y-2.13.1-01", null, "本学年新增三项省级赛事，获奖增多")))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void isRefusedWhenTheShareChangedSinceItWasChecked() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"), added(2, "文艺汇演"))
                .when(submit(report(1, List.of(), List.of())))
                .expectException(refusal(Rule.SHARE_CHANGED));
    }

    @Test
    void isRefusedWhenThereIsNothing() {
        table.given(planned, nursing, due, opened)
                .when(submit(report(0, List.of(), List.of())))
                .expectException(refusal(Rule.NOTHING_TO_SUBMIT));
    }

    @Test
    void isRefusedTwice() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"), submitted)
                .when(submit(report(1, List.of(), List.of())))
                .expectException(refusal(Rule.SHARE_NOT_OPEN));
    }

    @Test
    void isMarkedLateAfterTheDate() {
        var late = DUE.plusSeconds(60);
        at(late).given(planned, nursing, due, opened, added(1, "技能大赛"))
                .when(submit(report(1, List.of(), List.of())))
                .expectEvents(new ShareSubmitted(AWARDS, NURSING, 1, 1, HASH, List.of(), true, COLLECTOR, late));
    }

    @Test
    void isRefusedForBothWhileTwoDepartmentsReportOneThing() {
        table.given(planned, nursing, dental, due, opened, added(1, "技能大赛"), THEIRS)
                .when(submit(report(1, List.of(), List.of())))
                .expectException(refusal(Rule.CHECKS_FAILED, "duplicate-key"));
        at(NOW).given(planned, nursing, dental, due, opened, added(1, "技能大赛"), THEIRS)
                .when(new SubmitShare(AWARDS, DENTAL, report(1, List.of(), List.of()), List.of(), DENTAL_COLLECTOR))
                .expectException(refusal(Rule.CHECKS_FAILED, "duplicate-key"));
    }

    @Test
    void isAcceptedOnceOneOfTheTwoGaveWay() {
        var gone = new EntryRemoved(AWARDS, DENTAL, 2, 2, "由护理系填报", How.TYPED, null, DENTAL_COLLECTOR, NOW);
        table.given(planned, nursing, dental, due, opened, added(1, "技能大赛"), THEIRS, gone)
                .when(submit(report(1, List.of(), List.of())))
                .expectEvents(submitted);
    }
}
