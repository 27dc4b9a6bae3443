package org.mingzhang.command.table;

import static org.mingzhang.command.table.Refusals.refusal;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Rule;
import org.mingzhang.command.table.ChangeEntries.Carry;
import org.mingzhang.command.table.ChangeEntries.Change;
import org.mingzhang.command.table.ChangeEntries.Link;
import org.mingzhang.command.table.ChangeEntries.Op;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.table.EntryEvent.BatchClosed;
import org.mingzhang.events.table.EntryEvent.CarriedFrom;
import org.mingzhang.events.table.EntryEvent.EntriesCarried;
import org.mingzhang.events.table.EntryEvent.EntryAdded;
import org.mingzhang.events.table.EntryEvent.EntryRemoved;
import org.mingzhang.events.table.EntryEvent.Origin;
import org.mingzhang.events.table.How;

/** 带入上年: what is carried says where it comes from, and twice carries nothing twice — J8 step 5, E3. */
class CarryingLastYearTest extends ACollectionTable {

    private static final TableKey LAST = TableKey.of("99001/2021/2.13.1");
    private final EntryAdded came = new EntryAdded(
            AWARDS,
            NURSING,
            1,
            keyOf("一等奖"),
            null,
            new TreeMap<>(award("一等奖")),
            How.CARRIED,
            new Origin("b1", 1),
            COLLECTOR,
            NOW);
    private final EntriesCarried from =
            new EntriesCarried(AWARDS, NURSING, "b1", LAST, List.of(new CarriedFrom(1, 7, 2)), COLLECTOR, NOW);

    private static ChangeEntries carry(String name) {
        return new ChangeEntries(
                AWARDS,
                NURSING,
                How.CARRIED,
                "b1",
                null,
                List.of(new Change(Op.ADD, null, null, null, award(name), "")),
                new Carry(LAST, List.of(new Link(7, 2))),
                List.of(),
                COLLECTOR);
    }

    @Test
    void saysOfEachEntryWhichOneOfLastYearItIs() {
        table.given(planned, nursing, due, opened)
                .when(carry("一等奖"))
                .expectEvents(
                        came, new BatchClosed(AWARDS, NURSING, "b1", How.CARRIED, 1, 0, 0, null, COLLECTOR, NOW), from);
    }

    @Test
    void isRefusedWhileWhatWasCarriedStands() {
        table.given(planned, nursing, due, opened, came, from)
                .when(carry("二等奖"))
                .expectException(refusal(Rule.CARRIED_ALREADY))
                .expectNoEvents();
    }

    @Test
    void isAllowedAgainOnceThatWasRemoved() {
        table.given(planned, nursing, due, opened, came, from)
                .andGiven(new EntryRemoved(AWARDS, NURSING, 1, 2, "不属于本学年", How.TYPED, null, COLLECTOR, NOW))
                .when(carry("一等奖"))
                .expectSuccessfulHandlerExecution();
    }
}
