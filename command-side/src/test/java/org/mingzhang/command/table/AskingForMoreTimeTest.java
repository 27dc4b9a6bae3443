package org.mingzhang.command.table;

import static org.mingzhang.command.table.Refusals.refusal;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Rule;
import org.mingzhang.events.table.AssignmentEvent.ExtensionDeclined;
import org.mingzhang.events.table.AssignmentEvent.ExtensionGranted;
import org.mingzhang.events.table.AssignmentEvent.ExtensionRequested;
import org.mingzhang.events.table.TableStage;

/** 申请延期: a request changes no date; the office answers it by granting or by declining with a reason. */
class AskingForMoreTimeTest extends ACollectionTable {

    private static final Instant UNTIL = DUE.plusSeconds(86_400);

    private final ExtensionRequested asked =
            new ExtensionRequested(AWARDS, NURSING, TableStage.COLLECTION, UNTIL, "系统故障两天", COLLECTOR, NOW);

    private static RequestExtension ask(TableStage stage, Instant until, String by) {
        return new RequestExtension(AWARDS, NURSING, stage, until, " 系统故障两天 ", by);
    }

    @Test
    void whoeverCollectsAsksBeforeTheDateOrAfterIt() {
        table.given(planned, nursing, due, opened)
                .when(ask(TableStage.COLLECTION, UNTIL, COLLECTOR))
                .expectEvents(asked);
        at(DUE.plusMillis(1))
                .given(planned, nursing, due, opened)
                .when(ask(TableStage.COLLECTION, UNTIL, COLLECTOR))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void theReviewerAsksForTheReviewToo() {
        table.given(planned, nursing, due, reviewDue, opened)
                .when(ask(TableStage.REVIEW, REVIEW_DUE.plusSeconds(1), HEAD))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void whoeverCollectsDoesNotAskForTheReview() {
        table.given(planned, nursing, due, reviewDue, opened)
                .when(ask(TableStage.REVIEW, REVIEW_DUE.plusSeconds(1), COLLECTOR))
                .expectException(refusal(Rule.NOT_YOUR_SHARE));
    }

    @Test
    void nobodyAsksForTheShareOfAnotherDepartment() {
        table.given(planned, nursing, dental, due, opened)
                .when(ask(TableStage.COLLECTION, UNTIL, DENTAL_COLLECTOR))
                .expectException(refusal(Rule.NOT_YOUR_SHARE));
    }

    @Test
    void onlyALaterDateIsAskedFor() {
        table.given(planned, nursing, due, opened)
                .when(ask(TableStage.COLLECTION, DUE, COLLECTOR))
                .expectException(refusal(Rule.EXTENSION_NOT_LATER));
        at(UNTIL)
                .given(planned, nursing, due, opened)
                .when(ask(TableStage.COLLECTION, UNTIL, COLLECTOR))
                .expectException(refusal(Rule.EXTENSION_NOT_LATER));
    }

    @Test
    void aReasonIsWanted() {
        table.given(planned, nursing, due, opened)
                .when(new RequestExtension(AWARDS, NURSING, TableStage.COLLECTION, UNTIL, " ", COLLECTOR))
                .expectException(refusal(Rule.REASON_REQUIRED));
    }

    @Test
    void isDeclinedWithAReason() {
        table.given(planned, nursing, due, opened, asked)
                .when(new DeclineExtension(AWARDS, NURSING, TableStage.COLLECTION, "系统当日已恢复", OFFICE))
                .expectEvents(new ExtensionDeclined(AWARDS, NURSING, TableStage.COLLECTION, "系统当日已恢复", OFFICE, NOW));
    }

    @Test
    void nothingIsDeclinedThatNobodyAskedFor() {
        table.given(planned, nursing, due, opened, asked)
                .when(new DeclineExtension(AWARDS, NURSING, TableStage.REVIEW, "不需要", OFFICE))
                .expectException(refusal(Rule.NO_EXTENSION_WANTED));
    }

    @Test
    void whatWasGrantedIsAnswered() {
        var granted = new ExtensionGranted(AWARDS, NURSING, TableStage.COLLECTION, UNTIL, DUE, "系统故障两天", OFFICE, NOW);
        table.given(planned, nursing, due, opened, asked, granted)
                .when(new DeclineExtension(AWARDS, NURSING, TableStage.COLLECTION, "系统当日已恢复", OFFICE))
                .expectException(refusal(Rule.NO_EXTENSION_WANTED));
    }
}
