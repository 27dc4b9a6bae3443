package org.mingzhang.command.org;

import org.junit.jupiter.api.Test;
import org.mingzhang.command.Refused;
import org.mingzhang.command.Rule;
import org.mingzhang.events.org.OrganisationEvent.HeadAppointed;

/** 任命负责人 — plan §1, §3(五). */
class AppointingAHeadTest extends AnOrganisation {

    final Object[] college = {registered, nursing, office, head, otherHead, secretary, teacher, appointed};

    static AppointHead appoint(String staffNo) {
        return new AppointHead(COLLEGE, "0201", staffNo, "校人〔2022〕8号", OFFICE);
    }

    @Test
    void namesTheHeadBefore() {
        organisation
                .given(college)
                .when(appoint(OTHER_HEAD))
                .expectEvents(new HeadAppointed(COLLEGE, "0201", OTHER_HEAD, HEAD, "校人〔2022〕8号", OFFICE, NOW));
    }

    @Test
    void doesNothingWhereItIsSoAlready() {
        organisation.given(college).when(appoint(HEAD)).expectNoEvents().expectSuccessfulHandlerExecution();
    }

    @Test
    void isRefusedForASecretary() {
        organisation
                .given(college)
                .when(appoint(SECRETARY))
                .expectNoEvents()
                .expectException(Refused.with(Rule.HEAD_POST_NOT_ALLOWED));
    }

    @Test
    void isRefusedForAnOrdinaryTeacher() {
        organisation
                .given(college)
                .when(appoint(TEACHER))
                .expectNoEvents()
                .expectException(Refused.with(Rule.HEAD_POST_NOT_ALLOWED));
    }

    @Test
    void isRefusedForAStranger() {
        organisation
                .given(college)
                .when(appoint("1"))
                .expectNoEvents()
                .expectException(Refused.with(Rule.NO_SUCH_PERSON));
    }
}
