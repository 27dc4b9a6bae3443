package org.mingzhang.command.table;

import static org.mingzhang.command.table.Refusals.refusal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Rule;
import org.mingzhang.events.proof.ContentHash;
import org.mingzhang.events.table.EntryEvent.EntryAdded;
import org.mingzhang.events.table.How;
import org.mingzhang.events.table.ShareEvent.ReviewOpened;
import org.mingzhang.events.table.ShareEvent.ShareApproved;
import org.mingzhang.events.table.ShareEvent.TableConsolidated;

/** 审核通过 — plan §3(五): 任何人不得将数据审核职责转移给本系秘书或普通教师. */
class ApprovingAShareTest extends ACollectionTable {

    private ApproveShare approve(String hash, String by) {
        return new ApproveShare(AWARDS, NURSING, hash, List.of("ALL"), by);
    }

    @Test
    void signsTheContentTheReviewerWasShown() {
        table.given(planned, nursing, dental, due, opened, added(1, "技能大赛"), submitted, reviewOpened, briefed)
                .when(approve(HASH, HEAD))
                .expectEvents(approved);
    }

    @Test
    void joinsATableThatHasOneShare() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"), submitted, reviewOpened, briefed)
                .when(approve(HASH, HEAD))
                .expectEvents(
                        approved,
                        new TableConsolidated(AWARDS, ContentHash.ofTable(AWARDS, Map.of(NURSING, HASH)), HEAD, NOW));
    }

    @Test
    void isRefusedBeforeTheReportToTheLeader() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"), submitted, reviewOpened)
                .when(approve(HASH, HEAD))
                .expectNoEvents()
                .expectException(refusal(Rule.BRIEFING_MISSING));
    }

    @Test
    void isRefusedUnopened() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"), submitted, briefed)
                .when(approve(HASH, HEAD))
                .expectException(refusal(Rule.NOT_OPENED_BY_REVIEWER));
    }

    @Test
    void isRefusedForOtherContent() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"), submitted, reviewOpened, briefed)
                .when(approve("sha256:" + "b".repeat(64), HEAD))
                .expectException(refusal(Rule.CONTENT_CHANGED));
    }

    @Test
    void isRefusedToTheSecretary() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"), submitted, reviewOpened, briefed)
                .when(approve(HASH, SECRETARY))
                .expectException(refusal(Rule.NOT_THE_REVIEWER));
    }

    @Test
    void isRefusedToAReviewerWhoIsNoLongerHead() {
        table.given(planned, share(NURSING, true, COLLECTOR, SECRETARY), due, opened, added(1, "技能大赛"))
                .andGiven(submitted, new ReviewOpened(AWARDS, NURSING, HASH, SECRETARY, NOW), briefed)
                .when(approve(HASH, SECRETARY))
                .expectException(refusal(Rule.REVIEWER_NOT_HEAD));
    }

    @Test
    void isRefusedToAReviewerWhoFilledTheShare() {
        table.given(planned, share(NURSING, true, HEAD, HEAD), due, opened)
                .andGiven(
                        new EntryAdded(
                                AWARDS,
                                NURSING,
                                1,
                                keyOf("技能大赛"),
                                null,
                                new TreeMap<>(award("技能大赛")),
                                How.TYPED,
                                null,
                                HEAD,
                                NOW),
                        submitted,
                        reviewOpened,
                        briefed)
                .when(approve(HASH, HEAD))
                .expectException(refusal(Rule.SELF_REVIEW));
    }

    @Test
    void isMarkedLateAfterTheReviewDate() {
        var late = REVIEW_DUE.plusSeconds(1);
        at(late).given(planned, nursing, dental, due, reviewDue, opened, added(1, "技能大赛"))
                .andGiven(submitted, reviewOpened, briefed)
                .when(approve(HASH, HEAD))
                .expectEvents(new ShareApproved(AWARDS, NURSING, HASH, List.of("ALL"), 1, "主任", true, HEAD, late));
    }

    @Test
    void isRefusedBeforeAnythingWasSubmitted() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"))
                .when(approve(HASH, HEAD))
                .expectException(refusal(Rule.NOT_SUBMITTED));
    }
}
