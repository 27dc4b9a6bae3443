package org.mingzhang.command.table;

import static org.mingzhang.command.table.Refusals.refusal;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Rule;
import org.mingzhang.events.table.AssignmentEvent.Filling;

/** 授权 — plan §3(二), §3(五). */
class AssigningAShareTest extends ACollectionTable {

    private AssignShare assign(String collector, String reviewer, String reason) {
        return new AssignShare(
                AWARDS,
                NURSING,
                true,
                Filling.DEPARTMENT,
                List.of(collector),
                reviewer,
                LEADER,
                List.of(),
                null,
                false,
                reason,
                OFFICE);
    }

    @Test
    void namesItsPeople() {
        table.given(planned).when(assign(COLLECTOR, HEAD, "")).expectEvents(nursing);
    }

    @Test
    void neverMakesASecretaryReviewer() {
        table.given(planned)
                .when(assign(COLLECTOR, SECRETARY, ""))
                .expectNoEvents()
                .expectException(refusal(Rule.REVIEWER_POST_NOT_ALLOWED));
    }

    @Test
    void neverMakesASecretaryReviewerWhateverTheReason() {
        table.given(planned)
                .when(assign(COLLECTOR, SECRETARY, "系主任委托"))
                .expectException(refusal(Rule.REVIEWER_POST_NOT_ALLOWED));
    }

    @Test
    void neverMakesTheCollectorReviewer() {
        table.given(planned).when(assign(HEAD, HEAD, "")).expectException(refusal(Rule.COLLECTOR_IS_REVIEWER));
    }

    @Test
    void letsAnotherHeadStandInUnderAnAppointment() {
        table.given(planned)
                .when(assign(COLLECTOR, DENTAL_HEAD, "院人字〔2022〕31号"))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void neverMakesAnInspectorCollector() {
        table.given(planned).when(assign("20030009", HEAD, "")).expectException(refusal(Rule.PERSON_NOT_ALLOWED));
    }

    @Test
    void namesOnlyPeopleWhoAreThere() {
        table.given(planned).when(assign("20990001", HEAD, "")).expectException(refusal(Rule.NO_SUCH_PERSON));
    }
}
