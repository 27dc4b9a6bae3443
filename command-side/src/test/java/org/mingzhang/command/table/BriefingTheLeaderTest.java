package org.mingzhang.command.table;

import static org.mingzhang.command.table.Refusals.refusal;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Rule;
import org.mingzhang.events.table.ShareEvent.BriefingContested;

/** 汇报 — plan §3(五): 部门负责人必须在向分管领导汇报后，履行数据审核职责. */
class BriefingTheLeaderTest extends ACollectionTable {

    private RecordBriefing briefing(String leader, Instant heldAt, String by) {
        return new RecordBriefing(AWARDS, NURSING, leader, heldAt, "当面", "", by);
    }

    @Test
    void isRecorded() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"), submitted)
                .when(briefing(LEADER, NOW, HEAD))
                .expectEvents(briefed);
    }

    @Test
    void countsOnlyToTheLeaderWhoSupervisesTheDepartment() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"), submitted)
                .when(briefing(DENTAL_HEAD, NOW, HEAD))
                .expectException(refusal(Rule.BRIEFING_LEADER_WRONG));
    }

    @Test
    void cannotLieInTheFuture() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"), submitted)
                .when(briefing(LEADER, NOW.plusSeconds(1), HEAD))
                .expectException(refusal(Rule.BRIEFING_TIME_WRONG));
    }

    @Test
    void cannotLieBeforeTheSubmission() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"), submitted)
                .when(briefing(LEADER, NOW.minusSeconds(1), HEAD))
                .expectException(refusal(Rule.BRIEFING_TIME_WRONG));
    }

    @Test
    void isTheReviewersOwnAct() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"), submitted)
                .when(briefing(LEADER, NOW, SECRETARY))
                .expectException(refusal(Rule.NOT_THE_REVIEWER));
    }

    @Test
    void isUndoneWhenTheLeaderContestsIt() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"), submitted, reviewOpened, briefed)
                .andGiven(new BriefingContested(AWARDS, NURSING, "未听取汇报", LEADER, NOW))
                .when(new ApproveShare(AWARDS, NURSING, HASH, List.of(), HEAD))
                .expectException(refusal(Rule.BRIEFING_MISSING));
    }

    @Test
    void isConfirmedByThatLeaderOnly() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"), submitted, briefed)
                .when(new ConfirmBriefing(AWARDS, NURSING, DENTAL_HEAD))
                .expectException(refusal(Rule.NOT_THE_LEADER));
    }
}
