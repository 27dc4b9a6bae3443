package org.mingzhang.command.table;

import static org.mingzhang.command.table.Refusals.refusal;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Rule;
import org.mingzhang.command.table.ChangeEntries.Change;
import org.mingzhang.command.table.ChangeEntries.Op;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.table.How;

/** 修改记录 — plan §3(四) to (六). */
class AmendingAnEntryTest extends ACollectionTable {

    private static final CellValue NATIONAL = CellValue.text("10");

    private ChangeEntries amend(int seen, String field, CellValue value, String reason) {
        return new ChangeEntries(
                AWARDS,
                null,
                How.TYPED,
                null,
                null,
                List.of(new Change(Op.AMEND, 1, seen, null, Map.of(field, value), reason)),
                COLLECTOR);
    }

    @Test
    void storesTheChangedCellsAndRaisesTheRevision() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"))
                .when(amend(1, "level", NATIONAL, ""))
                .expectEvents(amended(1, 2, "level", NATIONAL));
    }

    @Test
    void mergesWithAnAmendmentOfAnotherCell() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"), amended(1, 2, "organizer", NATIONAL))
                .when(amend(1, "level", NATIONAL, ""))
                .expectEvents(amended(1, 3, "level", NATIONAL))
                .expectResultMessagePayload(
                        new ChangeEntries.Changed(List.of(new ChangeEntries.Row(1, 3, true, List.of()))));
    }

    @Test
    void conflictsWithAnAmendmentOfTheSameCell() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"), amended(1, 2, "level", NATIONAL))
                .when(amend(1, "level", NATIONAL, ""))
                .expectNoEvents()
                .expectException(refusal(Rule.CELL_CONFLICT, "cell-conflict"));
    }

    @Test
    void isRefusedOnceTheShareIsSubmitted() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"), submitted)
                .when(amend(1, "level", NATIONAL, "更正"))
                .expectNoEvents()
                .expectException(refusal(Rule.SHARE_NOT_OPEN));
    }

    @Test
    void needsAReasonAfterAReturn() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"), submitted, returned)
                .when(amend(1, "level", NATIONAL, " "))
                .expectException(refusal(Rule.REASON_REQUIRED));
    }

    @Test
    void isAcceptedAfterAReturnEvenWhenTheDateHasPassed() {
        at(DUE.plusSeconds(60))
                .given(planned, nursing, due, opened, added(1, "技能大赛"), submitted, returned)
                .when(amend(1, "level", NATIONAL, "按文件更正"))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void isRefusedForAnEntryThatIsNotThere() {
        table.given(planned, nursing, due, opened)
                .when(amend(1, "level", NATIONAL, ""))
                .expectException(refusal(Rule.NO_SUCH_ENTRY));
    }

    @Test
    void isRefusedWhenItWouldRepeatAnotherEntrysKey() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"), added(2, "文艺汇演"))
                .when(amend(1, "award_name", CellValue.text("文艺汇演"), ""))
                .expectException(refusal(Rule.VALUES_REFUSED, "duplicate-key"));
    }
}
