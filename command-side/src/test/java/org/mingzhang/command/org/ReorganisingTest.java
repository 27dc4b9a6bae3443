package org.mingzhang.command.org;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Refused;
import org.mingzhang.command.Rule;
import org.mingzhang.events.org.OrganisationEvent.DepartmentRecorded;
import org.mingzhang.events.org.OrganisationEvent.DepartmentsMerged;
import org.mingzhang.events.org.OrganisationEvent.HeadAppointed;

/** 机构调整 in the middle of a year: departments end, another answers for them, their people belong to it. */
class ReorganisingTest extends AnOrganisation {

    private static final DepartmentRow COLLEGE_OF_NURSING = new DepartmentRow("0210", "护理学院", List.of("护理"), null);

    final DepartmentRecorded abroad = new DepartmentRecorded(COLLEGE, "0206", "涉外系", List.of(), null, OFFICE, NOW);
    final Object[] college = {
        registered, nursing, abroad, research, office, head, otherHead, secretary, teacher, appointed
    };
    final DepartmentsMerged merged = new DepartmentsMerged(
            COLLEGE, List.of("0201", "0206"), "0210", LocalDate.of(2022, 9, 1), "校人〔2022〕21号", OFFICE, NOW);
    final DepartmentRecorded recorded =
            new DepartmentRecorded(COLLEGE, "0210", "护理学院", List.of("护理"), null, OFFICE, NOW);

    private static Reorganise merging(DepartmentRow into, @Nullable String head, String... from) {
        return new Reorganise(COLLEGE, List.of(from), into, head, "校人〔2022〕21号", OFFICE);
    }

    @Test
    void recordsTheNewDepartmentTheMergerAndItsHead() {
        organisation
                .given(college)
                .when(merging(COLLEGE_OF_NURSING, HEAD, "0201", "0206"))
                .expectEvents(
                        recorded, merged, new HeadAppointed(COLLEGE, "0210", HEAD, null, "校人〔2022〕21号", OFFICE, NOW));
    }

    @Test
    void mayMergeIntoADepartmentThatIsThere() {
        organisation
                .given(college)
                .when(merging(new DepartmentRow("0201", "护理系", List.of("护理"), null), null, "0206"))
                .expectEvents(new DepartmentsMerged(
                        COLLEGE, List.of("0206"), "0201", LocalDate.of(2022, 9, 1), "校人〔2022〕21号", OFFICE, NOW));
    }

    @Test
    void isRefusedForADepartmentThatIsNotThereOrEndedAlready() {
        organisation
                .given(college)
                .when(merging(COLLEGE_OF_NURSING, null, "0299"))
                .expectException(Refused.with(Rule.NO_SUCH_DEPARTMENT));
        anOrganisation();
        organisation
                .given(college)
                .andGiven(recorded, merged)
                .when(merging(COLLEGE_OF_NURSING, null, "0206"))
                .expectException(Refused.with(Rule.NO_SUCH_DEPARTMENT));
    }

    @Test
    void isRefusedWithoutDepartmentsOrIntoOneOfThem() {
        organisation
                .given(college)
                .when(merging(COLLEGE_OF_NURSING, null))
                .expectException(Refused.with(Rule.REORGANISATION_EMPTY));
        anOrganisation();
        organisation
                .given(college)
                .when(merging(new DepartmentRow("0201", "护理系", List.of(), null), null, "0201"))
                .expectException(Refused.with(Rule.REORGANISATION_EMPTY));
    }

    @Test
    void isRefusedUnderTheNameOfADepartmentThatStays() {
        organisation
                .given(college)
                .when(merging(new DepartmentRow("0210", "科研处", List.of(), null), null, "0206"))
                .expectException(Refused.with(Rule.DEPARTMENT_NAME_TAKEN));
    }

    @Test
    void isRefusedWithAHeadWhoMayNotReview() {
        organisation
                .given(college)
                .when(merging(COLLEGE_OF_NURSING, SECRETARY, "0201"))
                .expectException(Refused.with(Rule.HEAD_POST_NOT_ALLOWED));
    }

    @Test
    void leavesTheOldDepartmentEmptySoThatAListMayLeaveItOut() {
        organisation
                .given(college)
                .andGiven(recorded, merged)
                .when(departments(true, false, COLLEGE_OF_NURSING, new DepartmentRow("0110", "科研处", List.of(), null)))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void theHeadOfTheOldDepartmentHeadsNothingMore() {
        organisation
                .given(college)
                .andGiven(recorded, merged)
                .when(new AppointHead(COLLEGE, "0201", OTHER_HEAD, "校人〔2022〕8号", OFFICE))
                .expectException(Refused.with(Rule.NO_SUCH_DEPARTMENT));
    }
}
