package org.mingzhang.command.table;

import static org.mingzhang.command.table.Refusals.refusal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Rule;
import org.mingzhang.command.table.ChangeEntries.Change;
import org.mingzhang.command.table.ChangeEntries.Op;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.table.EntryEvent.BatchClosed;
import org.mingzhang.events.table.EntryEvent.EntryAdded;
import org.mingzhang.events.table.EntryEvent.Origin;
import org.mingzhang.events.table.How;

/** 粘贴与导入 — plan §3(四), §3(五). */
class PastingABlockTest extends ACollectionTable {

    private static final String BATCH = "b7c9a1de-0000-4000-8000-000000000001";

    private static Change add(String name) {
        return new Change(Op.ADD, null, null, null, award(name), "");
    }

    private ChangeEntries paste(Change... changes) {
        return new ChangeEntries(AWARDS, NURSING, How.PASTED, BATCH, null, List.of(changes), COLLECTOR);
    }

    @Test
    void storesOneEventForEachEntryAndClosesTheBatch() {
        table.given(planned, nursing, due, opened)
                .when(paste(add("甲"), add("乙")))
                .expectEvents(
                        pasted(1, "甲"),
                        pasted(2, "乙"),
                        new BatchClosed(AWARDS, NURSING, BATCH, How.PASTED, 2, 0, 0, null, COLLECTOR, NOW));
    }

    private static EntryAdded pasted(int row, String name) {
        return new EntryAdded(
                AWARDS,
                NURSING,
                row,
                keyOf(name),
                null,
                new TreeMap<>(award(name)),
                How.PASTED,
                new Origin(BATCH, row),
                COLLECTOR,
                NOW);
    }

    @Test
    void storesNothingWhenOneCellIsWrong() {
        var wrong = new Change(Op.ADD, null, null, null, Map.of("award_on", CellValue.text("去年")), "");
        table.given(planned, nursing, due, opened)
                .when(paste(add("甲"), wrong))
                .expectNoEvents()
                .expectException(refusal(Rule.VALUES_REFUSED, "bad-date"));
    }

    @Test
    void isRefusedWhenItRepeatsItself() {
        table.given(planned, nursing, due, opened)
                .when(paste(add("甲"), add("甲")))
                .expectNoEvents()
                .expectException(refusal(Rule.VALUES_REFUSED, "duplicate-key"));
    }

    @Test
    void maySwapTheKeysOfTwoEntries() {
        var first = new Change(Op.AMEND, 1, 1, null, Map.of("award_name", CellValue.text("乙")), "");
        var second = new Change(Op.AMEND, 2, 1, null, Map.of("award_name", CellValue.text("甲")), "");
        table.given(planned, nursing, due, opened, added(1, "甲"), added(2, "乙"))
                .when(paste(first, second))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void isRefusedWhenItNamesAnEntryTwice() {
        var once = new Change(Op.AMEND, 1, 1, null, Map.of("level", CellValue.text("20")), "");
        table.given(planned, nursing, due, opened, added(1, "甲"))
                .when(paste(once, once))
                .expectException(refusal(Rule.BATCH_NAMES_ENTRY_TWICE));
    }

    @Test
    void isRefusedWhenItIsEmpty() {
        table.given(planned, nursing, due, opened).when(paste()).expectException(refusal(Rule.BATCH_EMPTY));
    }
}
