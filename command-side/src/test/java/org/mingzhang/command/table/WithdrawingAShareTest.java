package org.mingzhang.command.table;

import static org.mingzhang.command.table.Refusals.refusal;

import org.junit.jupiter.api.Test;
import org.mingzhang.command.Rule;
import org.mingzhang.events.table.ShareEvent.ShareWithdrawn;

/** 撤回 — before the reviewer has opened it. */
class WithdrawingAShareTest extends ACollectionTable {

    private final WithdrawShare withdraw = new WithdrawShare(AWARDS, NURSING, COLLECTOR);

    @Test
    void givesTheShareBackToTheCollector() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"), submitted)
                .when(withdraw)
                .expectEvents(new ShareWithdrawn(AWARDS, NURSING, COLLECTOR, NOW));
    }

    @Test
    void isRefusedOnceTheReviewerLookedAtIt() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"), submitted, reviewOpened)
                .when(withdraw)
                .expectException(refusal(Rule.REVIEW_ALREADY_OPENED));
    }

    @Test
    void isRefusedWhenNothingWasSubmitted() {
        table.given(planned, nursing, due, opened).when(withdraw).expectException(refusal(Rule.NOT_SUBMITTED));
    }
}
