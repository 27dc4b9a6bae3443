package org.mingzhang.command.table;

import static org.mingzhang.command.table.Refusals.refusal;

import org.junit.jupiter.api.Test;
import org.mingzhang.command.Rule;
import org.mingzhang.events.proof.ContentHash;
import org.mingzhang.events.table.ShareEvent.NilDeclared;

/** 零填报 — plan 附表1, 本校无数据. */
class DeclaringNilTest extends ACollectionTable {

    private final DeclareNil nil = new DeclareNil(AWARDS, NURSING, "本学年无学生获奖", COLLECTOR);

    @Test
    void handsAnEmptyShareToTheReviewer() {
        table.given(planned, nursing, due, opened)
                .when(nil)
                .expectEvents(new NilDeclared(
                        AWARDS, NURSING, ContentHash.ofEmptyShare(AWARDS, NURSING), "本学年无学生获奖", false, COLLECTOR, NOW));
    }

    @Test
    void isRefusedWhileEntriesStand() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"))
                .when(nil)
                .expectException(refusal(Rule.SHARE_HAS_ENTRIES));
    }

    @Test
    void needsAReason() {
        table.given(planned, nursing, due, opened)
                .when(new DeclareNil(AWARDS, NURSING, "无", COLLECTOR))
                .expectException(refusal(Rule.REASON_REQUIRED));
    }
}
