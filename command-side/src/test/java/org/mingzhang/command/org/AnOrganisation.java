package org.mingzhang.command.org;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.mingzhang.command.guard.KeyedHash;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.org.OrganisationEvent.CollegeRegistered;
import org.mingzhang.events.org.OrganisationEvent.DepartmentRecorded;
import org.mingzhang.events.org.OrganisationEvent.HeadAppointed;
import org.mingzhang.events.org.OrganisationEvent.StaffRecorded;
import org.mingzhang.events.org.Role;

/** An invented college with two departments: what the specifications of the organisation have in common. */
abstract class AnOrganisation {

    static final Instant NOW = Instant.parse("2022-09-01T01:00:00Z");
    static final String COLLEGE = "99001";
    static final String OFFICE = "20050007";
    static final String HEAD = "20000001";
    static final String OTHER_HEAD = "20000002";
    static final String SECRETARY = "20180103";
    static final String TEACHER = "20190004";
    static final KeyedHash HASH = (domain, parts) -> domain + ":" + String.join("|", Arrays.asList(parts));

    final CollegeRegistered registered = new CollegeRegistered(COLLEGE, "云岭示例护理高等专科学校（虚构）", "system", NOW);
    final DepartmentRecorded nursing = new DepartmentRecorded(COLLEGE, "0201", "护理系", List.of("护理"), null, OFFICE, NOW);
    final DepartmentRecorded research = new DepartmentRecorded(COLLEGE, "0110", "科研处", List.of(), null, OFFICE, NOW);
    final StaffRecorded office = recorded(OFFICE, "钱工", "0110", "科员", false, Role.OFFICE);
    final StaffRecorded head = recorded(HEAD, "赵示例", "0201", "主任", false);
    final StaffRecorded otherHead = recorded(OTHER_HEAD, "孙示例", "0201", "副主任", false);
    final StaffRecorded secretary = recorded(SECRETARY, "李示例", "0201", "教学秘书", false);
    final StaffRecorded teacher = recorded(TEACHER, "周示例", "0201", "教师", true);
    final HeadAppointed appointed = new HeadAppointed(COLLEGE, "0201", HEAD, null, "校人〔2021〕3号", OFFICE, NOW);

    AggregateTestFixture<Organisation> organisation;

    @BeforeEach
    void anOrganisation() {
        organisation = new AggregateTestFixture<>(Organisation.class);
        organisation
                .registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC))
                .registerInjectableResource(HASH);
    }

    static StaffRecorded recorded(
            String staffNo, String name, String department, String post, boolean teacher, Role... roles) {
        return new StaffRecorded(
                COLLEGE,
                staffNo,
                new CellValue.Personal(HASH.staff(staffNo), CellValue.text(name)),
                CellValue.blank(),
                department,
                post,
                teacher,
                List.of(),
                List.of(roles),
                HASH.of("staff-digest", staffNo, name, ""),
                OFFICE,
                NOW);
    }

    static StaffRow row(String staffNo, String name, String department, String post, boolean head, Role... roles) {
        return new StaffRow(staffNo, name, null, department, post, post.equals("教师"), List.of(), head, List.of(roles));
    }

    static ImportStaff staff(boolean complete, boolean preview, StaffRow... rows) {
        return new ImportStaff(COLLEGE, "batch", "校人〔2022〕5号", List.of(rows), complete, preview, OFFICE);
    }

    static ImportDepartments departments(boolean complete, boolean preview, DepartmentRow... rows) {
        return new ImportDepartments(COLLEGE, "batch", List.of(rows), complete, preview, OFFICE);
    }
}
