package org.mingzhang.command.table;

import static org.mingzhang.command.table.Refusals.refusal;

import java.util.List;
import java.util.Map;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Rule;
import org.mingzhang.command.table.ChangeEntries.Change;
import org.mingzhang.command.table.ChangeEntries.Op;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.table.AssignmentEvent.ExtensionGranted;
import org.mingzhang.events.table.AssignmentEvent.Form;
import org.mingzhang.events.table.AssignmentEvent.TableFrozen;
import org.mingzhang.events.table.AssignmentEvent.TablePlanned;
import org.mingzhang.events.table.EntryEvent.EntryAdded;
import org.mingzhang.events.table.How;
import org.mingzhang.events.table.TableStage;

/** 新增记录 — plan §3(四). */
class AddingAnEntryTest extends ACollectionTable {

    private ChangeEntries add(String by, Map<String, CellValue> values) {
        return new ChangeEntries(
                AWARDS, NURSING, How.TYPED, null, null, List.of(new Change(Op.ADD, null, null, null, values, "")), by);
    }

    @Test
    void numbersTheEntryAndRemembersItsKey() {
        table.given(planned, nursing, due, opened)
                .when(add(COLLECTOR, award("技能大赛")))
                .expectEvents(added(1, "技能大赛"))
                .expectResultMessagePayload(
                        new ChangeEntries.Changed(List.of(new ChangeEntries.Row(1, 1, false, List.of()))));
    }

    @Test
    void isRefusedWhileTheTableWaitsForItsSources() {
        table.given(planned, nursing, due)
                .when(add(COLLECTOR, award("技能大赛")))
                .expectNoEvents()
                .expectException(refusal(Rule.TABLE_LOCKED));
    }

    @Test
    void isRefusedBeforeATableThatWaitsForNoOtherHasOpened() {
        table.given(new TablePlanned(AWARDS, "2022", Form.COLLECTED, List.of(), OFFICE, NOW), nursing, due)
                .when(add(COLLECTOR, award("技能大赛")))
                .expectNoEvents()
                .expectException(refusal(Rule.TABLE_NOT_YET_OPEN));
    }

    @Test
    void isRefusedOnceTheTableIsFrozen() {
        table.given(planned, nursing, opened, new TableFrozen(AWARDS, "system", NOW))
                .when(add(COLLECTOR, award("技能大赛")))
                .expectException(refusal(Rule.TABLE_FROZEN));
    }

    @Test
    void isRefusedToAnyoneWhoIsNotItsCollector() {
        table.given(planned, nursing, dental, due, opened)
                .when(add(DENTAL_COLLECTOR, award("技能大赛")))
                .expectException(refusal(Rule.NOT_YOUR_SHARE));
    }

    @Test
    void isRefusedToTheOfficeToo() {
        table.given(planned, nursing, due, opened)
                .when(add(OFFICE, award("技能大赛")))
                .expectException(refusal(Rule.NOT_YOUR_SHARE));
    }

    @Test
    void isRefusedWithAnUnknownFieldNamingTheCell() {
        table.given(planned, nursing, due, opened)
                .when(add(COLLECTOR, Map.of("colour", CellValue.text("红"))))
                .expectNoEvents()
                .expectException(refusal(Rule.VALUES_REFUSED, "unknown-field"));
    }

    @Test
    void isRefusedWithAnUnknownCode() {
        table.given(planned, nursing, due, opened)
                .when(add(COLLECTOR, Map.of("level", CellValue.text("国家级"))))
                .expectException(refusal(Rule.VALUES_REFUSED, "unknown-code"));
    }

    @Test
    void isRefusedWhenTheKeyStandsAlready() {
        table.given(planned, nursing, due, opened, added(1, "技能大赛"))
                .when(add(COLLECTOR, award("技能大赛")))
                .expectException(refusal(Rule.VALUES_REFUSED, "duplicate-key"));
    }

    @Test
    void isAcceptedWhereAnotherDepartmentReportsItTooForBothToSettle() {
        table.given(planned, nursing, dental, due, opened, added(1, "技能大赛"))
                .when(new ChangeEntries(
                        AWARDS,
                        DENTAL,
                        How.TYPED,
                        null,
                        null,
                        List.of(new Change(Op.ADD, null, null, null, award("技能大赛"), "")),
                        DENTAL_COLLECTOR))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void isAcceptedWhileTheKeyIsNotComplete() {
        var draft = Map.of("award_name", CellValue.text("技能大赛"));
        table.given(planned, nursing, due, opened, added(1, "技能大赛"))
                .when(add(COLLECTOR, draft))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void isRefusedAfterTheDate() {
        at(DUE.plusMillis(1))
                .given(planned, nursing, due, opened)
                .when(add(COLLECTOR, award("技能大赛")))
                .expectException(refusal(Rule.STAGE_CLOSED));
    }

    @Test
    void isAcceptedToTheLastInstantOfTheLastDay() {
        at(DUE).given(planned, nursing, due, opened)
                .when(add(COLLECTOR, award("技能大赛")))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void isAcceptedAfterTheDateWithAnExtension() {
        var extension = new ExtensionGranted(
                AWARDS, NURSING, TableStage.COLLECTION, DUE.plusSeconds(86_400), DUE, "系统故障", OFFICE, NOW);
        at(DUE.plusSeconds(60))
                .given(planned, nursing, due, opened, extension)
                .when(add(COLLECTOR, award("技能大赛")))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void sealsPersonalCellsOnBehalfOfThePersonTheyAreAbout() {
        table.given(planned, nursing, due, opened)
                .when(add(COLLECTOR, Map.of("student_nos", CellValue.text("20210001"))))
                .expectResultMessageMatching(Matchers.matches(result -> true))
                .expectEventsMatching(Matchers.payloadsMatching(Matchers.exactSequenceOf(Matchers.predicate(
                        event -> ((EntryAdded) event).cells().get("student_nos") instanceof CellValue.Personal))));
    }
}
