package org.mingzhang.command.table;

import static org.mingzhang.command.table.Refusals.refusal;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Rule;
import org.mingzhang.events.table.AssignmentEvent.ExtensionDrawsNear;
import org.mingzhang.events.table.AssignmentEvent.ExtensionGranted;
import org.mingzhang.events.table.AssignmentEvent.ShareFellLate;
import org.mingzhang.events.table.TableStage;

/** 时间节点 — plan §4.4: lateness is a fact that no extension washes away. */
class PassingADueDateTest extends ACollectionTable {

    private static final Instant AFTER = DUE.plusMillis(1);

    private final ExtensionGranted extension = new ExtensionGranted(
            AWARDS, NURSING, TableStage.COLLECTION, DUE.plusSeconds(86_400), DUE, "系统故障", OFFICE, NOW);

    private static ShareFellLate late(String department) {
        return new ShareFellLate(AWARDS, department, TableStage.COLLECTION, DUE, DUE, "system", AFTER);
    }

    @Test
    void marksEveryShareThatIsNotSubmitted() {
        at(AFTER)
                .given(planned, nursing, dental, due, opened, added(1, "技能大赛"), submitted)
                .when(new PassDueDate(AWARDS, TableStage.COLLECTION, "system"))
                .expectEvents(late(DENTAL));
    }

    @Test
    void sparesAShareWithAnExtension() {
        at(AFTER)
                .given(planned, nursing, dental, due, opened, extension)
                .when(new PassDueDate(AWARDS, TableStage.COLLECTION, "system"))
                .expectEvents(late(DENTAL));
    }

    @Test
    void marksAShareOnce() {
        at(AFTER)
                .given(planned, nursing, due, opened, late(NURSING))
                .when(new PassDueDate(AWARDS, TableStage.COLLECTION, "system"))
                .expectNoEvents();
    }

    @Test
    void doesNothingBeforeTheDate() {
        at(DUE).given(planned, nursing, due, opened)
                .when(new PassDueDate(AWARDS, TableStage.COLLECTION, "system"))
                .expectNoEvents();
    }

    @Test
    void isExtendedOnlyToALaterDate() {
        table.given(planned, nursing, due, opened)
                .when(new GrantExtension(AWARDS, NURSING, TableStage.COLLECTION, DUE, "系统故障", OFFICE))
                .expectException(refusal(Rule.EXTENSION_NOT_LATER));
    }

    @Test
    void isExtendedForAReason() {
        table.given(planned, nursing, due, opened)
                .when(new GrantExtension(
                        AWARDS, NURSING, TableStage.COLLECTION, DUE.plusSeconds(86_400), "系统故障两天", OFFICE))
                .expectSuccessfulHandlerExecution();
    }

    /** The office is quicker than the deadline's own message, and what fell late stays on record all the same. */
    @Test
    void isOnRecordBeforeAnExtensionMovesTheDate() {
        var until = DUE.plusSeconds(86_400);
        at(AFTER)
                .given(planned, nursing, due, opened)
                .when(new GrantExtension(AWARDS, NURSING, TableStage.COLLECTION, until, "系统故障两天", OFFICE))
                .expectEvents(
                        late(NURSING),
                        new ExtensionGranted(
                                AWARDS, NURSING, TableStage.COLLECTION, until, DUE, "系统故障两天", OFFICE, AFTER));
    }

    @Test
    void marksAShareWhenItsExtensionEnds() {
        var until = DUE.plusSeconds(86_400);
        table.given(planned, nursing, due, opened)
                .andGivenCommands(new GrantExtension(AWARDS, NURSING, TableStage.COLLECTION, until, "系统故障两天", OFFICE))
                .whenThenTimeAdvancesTo(until.plusMillis(1))
                .expectDeadlinesMet(
                        new CollectionTable.ExtensionNear(NURSING, TableStage.COLLECTION, until, 72),
                        new CollectionTable.ExtensionNear(NURSING, TableStage.COLLECTION, until, 24),
                        new CollectionTable.ExtensionNear(NURSING, TableStage.COLLECTION, until, 4),
                        new CollectionTable.ExtensionEnd(NURSING, TableStage.COLLECTION));
    }

    @Test
    void tellsThatAnExtensionDrawsNearOnce() {
        var until = DUE.plusSeconds(86_400);
        var near = new ExtensionDrawsNear(AWARDS, NURSING, TableStage.COLLECTION, until, 72, "system", NOW);
        var granted = new GrantExtension(AWARDS, NURSING, TableStage.COLLECTION, until, "系统故障两天", OFFICE);
        table.givenCurrentTime(NOW)
                .andGiven(planned, nursing, due, opened)
                .andGivenCommands(granted)
                .whenTimeAdvancesTo(until.minusSeconds(72 * 3600))
                .expectEvents(near);
        at(NOW).givenCurrentTime(NOW)
                .andGiven(planned, nursing, due, opened)
                .andGivenCommands(granted)
                .andGiven(near)
                .whenTimeAdvancesTo(until.minusSeconds(72 * 3600))
                .expectNoEvents();
    }
}
