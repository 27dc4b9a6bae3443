package org.mingzhang.command.table;

import static org.mingzhang.command.table.Refusals.refusal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Rule;
import org.mingzhang.command.table.ChangeEntries.Change;
import org.mingzhang.command.table.ChangeEntries.Op;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.table.AssignmentEvent.DueDateSet;
import org.mingzhang.events.table.AssignmentEvent.Form;
import org.mingzhang.events.table.AssignmentEvent.ShareDropped;
import org.mingzhang.events.table.AssignmentEvent.ShareFellLate;
import org.mingzhang.events.table.AssignmentEvent.TableFrozen;
import org.mingzhang.events.table.AssignmentEvent.TableLocked;
import org.mingzhang.events.table.AssignmentEvent.TableOpened;
import org.mingzhang.events.table.AssignmentEvent.TablePlanned;
import org.mingzhang.events.table.AssignmentEvent.TableUnfrozen;
import org.mingzhang.events.table.How;
import org.mingzhang.events.table.TableStage;

/** 计划、开放、关闭与冻结 — plan §3(五): a table follows its sources and its campaign, each thing said once. */
class GatingATableTest extends ACollectionTable {

    private final TableLocked locked = new TableLocked(AWARDS, "1.2.1 重新打开", "system", NOW);
    private final TableFrozen frozen = new TableFrozen(AWARDS, "system", NOW);

    @Test
    void isPlannedOnceAndNeverAsAnotherTable() {
        var plan = new PlanTable(AWARDS, "2022", Form.COLLECTED, List.of("1.2.1"), OFFICE);
        table.givenNoPriorActivity().when(plan).expectEvents(planned);
        aTable();
        table.given(planned).when(plan).expectNoEvents().expectSuccessfulHandlerExecution();
        aTable();
        table.given(planned)
                .when(new PlanTable(AWARDS, "2023", Form.COLLECTED, List.of("1.2.1"), OFFICE))
                .expectException(refusal(Rule.ALREADY_PLANNED));
        aTable();
        table.given(planned)
                .when(new PlanTable(AWARDS, "2022", Form.COMPUTED, List.of("1.2.1"), OFFICE))
                .expectException(refusal(Rule.ALREADY_PLANNED));
    }

    @Test
    void opensAndClosesWithItsSourcesAndKeepsItsEntries() {
        table.given(planned, nursing)
                .when(new OpenTable(AWARDS, "system"))
                .expectEvents(new TableOpened(AWARDS, "system", NOW));
        aTable();
        table.given(planned, nursing, opened)
                .when(new OpenTable(AWARDS, "system"))
                .expectNoEvents();
        aTable();
        table.given(planned, nursing, opened, added(1, "一等奖"))
                .when(new LockTable(AWARDS, "1.2.1 重新打开", "system"))
                .expectEvents(locked);
        aTable();
        table.given(planned, nursing, opened, added(1, "一等奖"), locked)
                .when(new LockTable(AWARDS, "1.2.1 重新打开", "system"))
                .expectNoEvents();
        aTable();
        table.given(planned, nursing, opened, added(1, "一等奖"), locked, opened)
                .when(new ChangeEntries(
                        AWARDS,
                        NURSING,
                        How.TYPED,
                        null,
                        null,
                        List.of(new Change(Op.AMEND, 1, 1, null, Map.of("team_name", CellValue.text("二队")), "")),
                        COLLECTOR))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void isFilledByNobodyIfItIsComputed() {
        table.given(new TablePlanned(AWARDS, "2022", Form.COMPUTED, List.of(), OFFICE, NOW), nursing, opened)
                .when(new ChangeEntries(
                        AWARDS,
                        NURSING,
                        How.TYPED,
                        null,
                        null,
                        List.of(new Change(Op.ADD, null, null, null, award("一等奖"), "")),
                        COLLECTOR))
                .expectException(refusal(Rule.TABLE_COMPUTED))
                .expectNoEvents();
    }

    @Test
    void isFrozenOnceWhateverItsSourcesDo() {
        var freeze = new FreezeTable(AWARDS, "system");
        table.given(planned, nursing, opened).when(freeze).expectEvents(frozen);
        aTable();
        table.given(planned, nursing, opened, frozen).when(freeze).expectNoEvents();
        aTable();
        table.given(planned, nursing, opened, frozen)
                .when(new LockTable(AWARDS, "1.2.1 重新打开", "system"))
                .expectNoEvents();
        aTable();
        table.given(planned, nursing, opened, frozen)
                .when(new OpenTable(AWARDS, "system"))
                .expectNoEvents();
    }

    @Test
    void isThawedOnlyIfItIsFrozen() {
        var thaw = new UnfreezeTable(AWARDS, "教育部退回修改", "system");
        table.given(planned, nursing, opened).when(thaw).expectNoEvents();
        aTable();
        table.given(planned, nursing, opened, frozen)
                .when(thaw)
                .expectEvents(new TableUnfrozen(AWARDS, "教育部退回修改", "system", NOW));
    }

    @Test
    void aShareIsTakenBackWhileNothingStandsInIt() {
        var drop = new DropShare(AWARDS, DENTAL, "由护理系统一填报", OFFICE);
        table.given(planned, nursing, dental, opened)
                .when(drop)
                .expectEvents(new ShareDropped(AWARDS, DENTAL, "由护理系统一填报", OFFICE, NOW));
        aTable();
        table.given(planned, nursing, opened, added(1, "一等奖"))
                .when(new DropShare(AWARDS, NURSING, "由口腔系统一填报", OFFICE))
                .expectException(refusal(Rule.SHARE_HAS_ENTRIES));
        aTable();
        table.given(planned, nursing, opened).when(drop).expectException(refusal(Rule.NO_SUCH_SHARE));
    }

    @Test
    void aDateIsToldOnceAndWhatFellLateBeforeItMovedStaysLate() {
        var later = DUE.plus(Duration.ofDays(2));
        var move = new SetDueDate(AWARDS, TableStage.COLLECTION, later, "网络故障两天", OFFICE);
        var moved = new DueDateSet(AWARDS, TableStage.COLLECTION, later, "网络故障两天", OFFICE, NOW);
        table.given(planned, nursing, due, opened).when(move).expectEvents(moved);
        aTable();
        table.given(planned, nursing, due, opened)
                .when(new SetDueDate(AWARDS, TableStage.COLLECTION, DUE, "再说一次", OFFICE))
                .expectNoEvents();
        var after = DUE.plusMillis(1);
        at(after)
                .given(planned, nursing, due, opened)
                .when(move)
                .expectEvents(
                        new ShareFellLate(AWARDS, NURSING, TableStage.COLLECTION, DUE, DUE, "system", after),
                        new DueDateSet(AWARDS, TableStage.COLLECTION, later, "网络故障两天", OFFICE, after));
    }
}
