package org.mingzhang.command.table;

import static org.mingzhang.command.table.Refusals.refusal;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Rule;
import org.mingzhang.events.table.ShareEvent.CellAt;
import org.mingzhang.events.table.ShareEvent.ShareReopened;

/** 退回与重新打开 — plan §3(六). */
class SendingAShareBackTest extends ACollectionTable {

    @Test
    void isTheReviewersRight() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"), submitted)
                .when(new ReturnShare(AWARDS, NURSING, "缺证书编号", List.of(), HEAD))
                .expectEvents(returned);
    }

    @Test
    void needsAReasonOfFiveCharacters() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"), submitted)
                .when(new ReturnShare(AWARDS, NURSING, "不对", List.of(), HEAD))
                .expectException(refusal(Rule.REASON_REQUIRED));
    }

    @Test
    void marksOnlyCellsThatAreThere() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"), submitted)
                .when(new ReturnShare(AWARDS, NURSING, "缺证书编号", List.of(new CellAt(7, "level")), HEAD))
                .expectException(refusal(Rule.NO_SUCH_ENTRY));
    }

    @Test
    void reopensAnApprovedShareForRectification() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"), submitted, approved)
                .when(new ReopenShare(AWARDS, NURSING, "校验发现学号有误", List.of(new CellAt(1, "student_nos")), OFFICE))
                .expectEvents(new ShareReopened(
                        AWARDS, NURSING, "校验发现学号有误", List.of(new CellAt(1, "student_nos")), OFFICE, NOW));
    }

    @Test
    void isNotReopenedWhenNeverApproved() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"), submitted)
                .when(new ReopenShare(AWARDS, NURSING, "校验发现学号有误", List.of(), OFFICE))
                .expectException(refusal(Rule.NOT_APPROVED));
    }
}
