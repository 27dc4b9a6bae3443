package org.mingzhang.command.table;

import static org.mingzhang.command.table.Refusals.refusal;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Rule;
import org.mingzhang.command.table.ChangeEntries.Change;
import org.mingzhang.command.table.ChangeEntries.Op;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.table.AssignmentEvent.Filling;
import org.mingzhang.events.table.AssignmentEvent.Form;
import org.mingzhang.events.table.AssignmentEvent.ShareAssigned;
import org.mingzhang.events.table.AssignmentEvent.TablePlanned;
import org.mingzhang.events.table.AssignmentEvent.TableReceived;
import org.mingzhang.events.table.EntryEvent;
import org.mingzhang.events.table.EntryEvent.BatchClosed;
import org.mingzhang.events.table.EntryEvent.EntryAdded;
import org.mingzhang.events.table.EntryEvent.Origin;
import org.mingzhang.events.table.How;

/** 接收往年数据 — plan §3(一). */
class ReceivingATableTest extends ACollectionTable {

    private static final String FILE = "ab".repeat(32);
    private static final EntryEvent.Source SOURCE = new EntryEvent.Source("2021年数据.zip", FILE, "教育部云空间下载");

    private final TablePlanned received = new TablePlanned(AWARDS, "2022", Form.COLLECTED, List.of(), OFFICE, NOW);
    private final TableReceived whole =
            new TableReceived(AWARDS, FILE, new TreeMap<>(Map.of(NURSING, 1, DENTAL, 1)), OFFICE, NOW);

    private static Change add(String name) {
        return new Change(Op.ADD, null, null, null, award(name), "", 2, Map.of());
    }

    private static ReceiveTable receive(String batch, SortedMap<String, List<Change>> parts, String by) {
        return new ReceiveTable(AWARDS, "2022", Form.COLLECTED, batch, SOURCE, parts, by);
    }

    private static SortedMap<String, List<Change>> both() {
        return new TreeMap<>(Map.of(NURSING, List.of(add("甲")), DENTAL, List.of(add("乙"))));
    }

    private static ShareAssigned nobodys(String department, boolean lead) {
        return new ShareAssigned(
                AWARDS,
                department,
                lead,
                Filling.DEPARTMENT,
                List.of(),
                null,
                null,
                List.of(),
                null,
                false,
                "",
                OFFICE,
                NOW);
    }

    private static EntryAdded entry(String department, int number, String name) {
        return new EntryAdded(
                AWARDS,
                department,
                number,
                keyOf(name),
                null,
                new TreeMap<>(award(name)),
                How.RECEIVED,
                new Origin(FILE, 2),
                OFFICE,
                NOW);
    }

    private static BatchClosed closed(String department) {
        return new BatchClosed(AWARDS, department, FILE, How.RECEIVED, 1, 0, 0, SOURCE, OFFICE, NOW);
    }

    @Test
    void keepsEveryDepartmentsEntriesAndClosesTheTable() {
        table.givenNoPriorActivity()
                .when(receive(FILE, both(), OFFICE))
                .expectEvents(
                        received,
                        nobodys(NURSING, true),
                        entry(NURSING, 1, "甲"),
                        closed(NURSING),
                        nobodys(DENTAL, false),
                        entry(DENTAL, 2, "乙"),
                        closed(DENTAL),
                        whole);
    }

    @Test
    void keepsNothingIfOneCellCannotBe() {
        var bad = new Change(Op.ADD, null, null, null, Map.of("award_on", CellValue.text("去年")), "", 3, Map.of());
        table.givenNoPriorActivity()
                .when(receive(FILE, new TreeMap<>(Map.of(NURSING, List.of(add("甲"), bad))), OFFICE))
                .expectNoEvents()
                .expectException(refusal(Rule.VALUES_REFUSED));
    }

    @Test
    void isKeptOnceHoweverOftenItIsSaid() {
        table.given(received, whole).when(receive(FILE, both(), OFFICE)).expectNoEvents();
    }

    @Test
    void isNotMixedWithAnotherFile() {
        table.given(received, whole)
                .when(receive("cd".repeat(32), both(), OFFICE))
                .expectException(refusal(Rule.ALREADY_PLANNED));
    }

    @Test
    void isNotWrittenOverATableThatIsCollectedHere() {
        table.given(planned, nursing)
                .when(receive(FILE, both(), OFFICE))
                .expectException(refusal(Rule.ALREADY_PLANNED));
    }

    @Test
    void isForTheOffice() {
        table.givenNoPriorActivity().when(receive(FILE, both(), COLLECTOR)).expectException(refusal(Rule.OFFICE_ONLY));
    }

    @Test
    void isNotChangedAfterwards() {
        table.given(received, nobodys(NURSING, true), entry(NURSING, 1, "甲"), closed(NURSING), whole)
                .when(new ChangeEntries(
                        AWARDS,
                        null,
                        How.TYPED,
                        null,
                        null,
                        List.of(new Change(Op.AMEND, 1, 1, null, Map.of("level", CellValue.text("20")), "更正")),
                        OFFICE))
                .expectException(refusal(Rule.TABLE_FROZEN));
    }
}
