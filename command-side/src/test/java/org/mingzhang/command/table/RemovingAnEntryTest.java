package org.mingzhang.command.table;

import static org.mingzhang.command.table.Refusals.refusal;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Rule;
import org.mingzhang.command.table.ChangeEntries.Change;
import org.mingzhang.command.table.ChangeEntries.Op;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.table.EntryEvent.EntryRemoved;
import org.mingzhang.events.table.How;

/** 删除记录 — plan §3(四). */
class RemovingAnEntryTest extends ACollectionTable {

    private final EntryRemoved removed =
            new EntryRemoved(AWARDS, NURSING, 1, 2, "重复填报", How.TYPED, null, COLLECTOR, NOW);

    private ChangeEntries remove(int seen, String reason) {
        return new ChangeEntries(
                AWARDS,
                null,
                How.TYPED,
                null,
                null,
                List.of(new Change(Op.REMOVE, 1, seen, null, Map.of(), reason)),
                COLLECTOR);
    }

    @Test
    void leavesTheEntryInTheLedgerAndTakesItFromTheTable() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"))
                .when(remove(1, "重复填报"))
                .expectEvents(removed);
    }

    /** J4 E1: who refers to it is asked of the view; the law refuses, after everything else it would refuse. */
    @Test
    void isRefusedWhileOtherTablesReferToTheEntry() {
        var used = remove(1, "重复填报")
                .referredToBy(List.of(
                        new Referrers.Referrer(1, "2.13.1", "学生获奖表", NURSING, "护理系", 7, "学号"),
                        new Referrers.Referrer(1, "2.13.1", "学生获奖表", NURSING, "护理系", 9, "学号")));
        table.given(planned, nursing, due, opened, added(1, "技能大赛"))
                .when(used)
                .expectException(refusal(Rule.STILL_REFERRED_TO));
        table.given(planned, nursing, due, opened, added(1, "技能大赛"), submitted)
                .when(used)
                .expectException(refusal(Rule.SHARE_NOT_OPEN));
    }

    @Test
    void freesItsKey() {
        var again = new ChangeEntries(
                AWARDS,
                NURSING,
                How.TYPED,
                null,
                null,
                List.of(new Change(Op.ADD, null, null, null, award("技能大赛"), "")),
                COLLECTOR);
        table.given(planned, nursing, due, opened, added(1, "技能大赛"), removed)
                .when(again)
                .expectEvents(added(2, "技能大赛"));
    }

    @Test
    void conflictsWithAnAmendmentThePersonHasNotSeen() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"), amended(1, 2, "level", CellValue.text("20")))
                .when(remove(1, ""))
                .expectException(refusal(Rule.CELL_CONFLICT));
    }

    @Test
    void needsAReasonOnceTheShareWasSubmitted() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"), submitted, returned)
                .when(remove(1, ""))
                .expectException(refusal(Rule.REASON_REQUIRED));
    }
}
