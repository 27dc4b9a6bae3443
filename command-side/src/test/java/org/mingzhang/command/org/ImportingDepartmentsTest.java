package org.mingzhang.command.org;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Refused;
import org.mingzhang.command.Rule;
import org.mingzhang.events.org.OrganisationEvent.DepartmentClosed;
import org.mingzhang.events.org.OrganisationEvent.DepartmentRecorded;
import org.mingzhang.events.org.OrganisationEvent.ImportClosed;

/** 导入部门 — plan §3(三). */
class ImportingDepartmentsTest extends AnOrganisation {

    final DepartmentRow same = new DepartmentRow("0201", "护理系", List.of("护理"), null);
    final DepartmentRow renamed = new DepartmentRow("0201", "护理学院", List.of("护理系"), null);
    final DepartmentRow added = new DepartmentRow("0205", "检验系", List.of(), "19980002");

    @Test
    void recordsWhatIsNewOrChangedAndClosesTheImport() {
        organisation
                .given(registered, nursing)
                .when(departments(false, false, renamed, added))
                .expectEvents(
                        new DepartmentRecorded(COLLEGE, "0201", "护理学院", List.of("护理系"), null, OFFICE, NOW),
                        new DepartmentRecorded(COLLEGE, "0205", "检验系", List.of(), "19980002", OFFICE, NOW),
                        new ImportClosed(COLLEGE, "batch", 2, 0, 0, OFFICE, NOW))
                .expectResultMessagePayload(new Imported(List.of("0205"), List.of("0201"), 0, List.of(), List.of()));
    }

    @Test
    void onlySaysWhatWouldChangeInAPreview() {
        organisation
                .given(registered, nursing, research)
                .when(departments(true, true, same, added))
                .expectNoEvents()
                .expectResultMessagePayload(new Imported(List.of("0205"), List.of(), 1, List.of("0110"), List.of()));
    }

    @Test
    void closesADepartmentThatACompleteListDoesNotName() {
        organisation
                .given(registered, nursing, research)
                .when(departments(true, false, same))
                .expectEvents(
                        new DepartmentClosed(COLLEGE, "0110", LocalDate.of(2022, 9, 1), "batch", OFFICE, NOW),
                        new ImportClosed(COLLEGE, "batch", 0, 0, 0, OFFICE, NOW));
    }

    @Test
    void isRefusedWherePeopleWouldBeLeftWithoutDepartment() {
        organisation
                .given(registered, nursing, research, office)
                .when(departments(true, false, same))
                .expectNoEvents()
                .expectException(Refused.with(Rule.IMPORT_REFUSED, "department-not-empty"));
    }

    @Test
    void isRefusedWhereTwoRowsHaveOneNumber() {
        organisation
                .given(registered)
                .when(departments(false, false, same, renamed))
                .expectNoEvents()
                .expectException(Refused.with(Rule.IMPORT_REFUSED, "duplicate-number"));
    }

    @Test
    void isRefusedWhereTheSupervisorIsNoLeader() {
        organisation
                .given(registered, research, office)
                .when(departments(false, false, new DepartmentRow("0205", "检验系", List.of(), OFFICE)))
                .expectNoEvents()
                .expectException(Refused.with(Rule.IMPORT_REFUSED, "supervisor-not-leader"));
    }
}
