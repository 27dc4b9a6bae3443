package org.mingzhang.command.org;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Refused;
import org.mingzhang.command.Rule;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.org.OrganisationEvent.HeadAppointed;
import org.mingzhang.events.org.OrganisationEvent.ImportClosed;
import org.mingzhang.events.org.OrganisationEvent.StaffLeft;
import org.mingzhang.events.org.OrganisationEvent.StaffRecorded;
import org.mingzhang.events.org.Role;

/** 导入教职工 — plan §3(四). */
class ImportingStaffTest extends AnOrganisation {

    final StaffRow officeRow = row(OFFICE, "钱工", "0110", "科员", false, Role.OFFICE);
    final StaffRow headRow = row(HEAD, "赵示例", "0201", "主任", true);
    final Object[] college = {registered, nursing, research};

    @Test
    void recordsEachNewPersonAppointsHeadsAndClosesTheImport() {
        organisation
                .given(college)
                .when(staff(false, false, officeRow, headRow))
                .expectEvents(
                        office,
                        head,
                        new HeadAppointed(COLLEGE, "0201", HEAD, null, "校人〔2022〕5号", OFFICE, NOW),
                        new ImportClosed(COLLEGE, "batch", 0, 2, 0, OFFICE, NOW))
                .expectResultMessagePayload(
                        new Imported(List.of(OFFICE, HEAD), List.of(), 0, List.of(), List.of("0201")));
    }

    @Test
    void sealsNameAndIdentityNumberUnderThePersonsOwnKey() {
        var person = HASH.staff(TEACHER);
        var row = new StaffRow(TEACHER, "周示例", "110101199001011234", "0201", "教师", true, List.of(), false, List.of());
        organisation
                .given(registered, nursing, research, office)
                .when(staff(false, false, row))
                .expectEvents(
                        new StaffRecorded(
                                COLLEGE,
                                TEACHER,
                                new CellValue.Personal(person, CellValue.text("周示例")),
                                new CellValue.Personal(person, CellValue.text("110101199001011234")),
                                "0201",
                                "教师",
                                true,
                                List.of(),
                                List.of(),
                                HASH.of("staff-digest", TEACHER, "周示例", "110101199001011234"),
                                OFFICE,
                                NOW),
                        new ImportClosed(COLLEGE, "batch", 0, 1, 0, OFFICE, NOW));
    }

    @Test
    void recordsNobodyWhoIsUnchanged() {
        organisation
                .given(registered, nursing, research, office, head, appointed)
                .when(staff(false, false, officeRow, headRow))
                .expectEvents(new ImportClosed(COLLEGE, "batch", 0, 0, 0, OFFICE, NOW))
                .expectResultMessagePayload(new Imported(List.of(), List.of(), 2, List.of(), List.of()));
    }

    @Test
    void seesAChangedNameAlthoughItKeepsNone() {
        organisation
                .given(registered, nursing, research, office, head, appointed)
                .when(staff(true, true, officeRow, row(HEAD, "赵改名", "0201", "主任", true)))
                .expectNoEvents()
                .expectResultMessagePayload(new Imported(List.of(), List.of(HEAD), 1, List.of(), List.of()));
    }

    @Test
    void letsPeopleLeaveWhomACompleteListDoesNotName() {
        organisation
                .given(registered, nursing, research, office, head, appointed)
                .when(staff(true, false, officeRow))
                .expectEvents(
                        new StaffLeft(COLLEGE, HEAD, LocalDate.of(2022, 9, 1), OFFICE, NOW),
                        new ImportClosed(COLLEGE, "batch", 0, 0, 1, OFFICE, NOW));
    }

    @Test
    void letsNobodyLeaveWhomAListOfSomeDoesNotName() {
        organisation
                .given(registered, nursing, research, office, head, appointed)
                .when(staff(false, true, officeRow))
                .expectNoEvents()
                .expectResultMessagePayload(new Imported(List.of(), List.of(), 1, List.of(), List.of()));
    }

    @Test
    void changesTheHeadAndRemembersTheOneBefore() {
        organisation
                .given(registered, nursing, research, office, head, otherHead, appointed)
                .when(staff(false, false, row(OTHER_HEAD, "孙示例", "0201", "副主任", true)))
                .expectEvents(
                        new HeadAppointed(COLLEGE, "0201", OTHER_HEAD, HEAD, "校人〔2022〕5号", OFFICE, NOW),
                        new ImportClosed(COLLEGE, "batch", 0, 0, 0, OFFICE, NOW));
    }

    @Test
    void isRefusedWhereTwoRowsHaveOneNumber() {
        refused("duplicate-number", officeRow, headRow, row(HEAD, "同号", "0201", "副主任", false));
    }

    @Test
    void isRefusedWhereTheDepartmentIsUnknown() {
        refused("unknown-department", officeRow, row(TEACHER, "周示例", "0999", "教师", false));
    }

    @Test
    void isRefusedWhereADepartmentWouldHaveTwoHeads() {
        refused("two-heads", officeRow, headRow, row(OTHER_HEAD, "孙示例", "0201", "副主任", true));
    }

    @Test
    void isRefusedWhereASecretaryWouldBeHead() {
        refused("head-post-not-allowed", officeRow, row(SECRETARY, "李示例", "0201", "教学秘书", true));
    }

    @Test
    void isRefusedWhereAnOrdinaryTeacherWouldBeHead() {
        refused("head-post-not-allowed", officeRow, row(TEACHER, "周示例", "0201", "教师", true));
    }

    @Test
    void isRefusedWhereAnInspectorWouldHoldAnotherOffice() {
        refused("roles-conflict", officeRow, row("20010009", "吴监", "0110", "处长", false, Role.INSPECTOR, Role.OFFICE));
    }

    @Test
    void isRefusedWhereASignerIsNoLeader() {
        refused("signer-not-leader", officeRow, row("20010010", "郑签", "0110", "处长", false, Role.FINAL_SIGNER));
    }

    @Test
    void isRefusedWhereNobodyOfTheOfficeWouldBeLeft() {
        refused("no-office", headRow);
    }

    private void refused(String why, StaffRow... rows) {
        organisation
                .given(college)
                .when(staff(false, false, rows))
                .expectNoEvents()
                .expectException(Refused.with(Rule.IMPORT_REFUSED, why));
    }
}
