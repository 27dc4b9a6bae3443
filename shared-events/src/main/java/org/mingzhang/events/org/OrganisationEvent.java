package org.mingzhang.events.org;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.Event;
import org.mingzhang.events.EventName;

/** Everything that can happen to the college's organisation (组织机构): departments, heads, leaders, staff. */
public sealed interface OrganisationEvent extends Event {

    /** Ministry code of the college. */
    String college();

    /**
     * 建校: the installation was set up for this college.
     *
     * @param name the college's name
     */
    @EventName("org.college-registered")
    record CollegeRegistered(String college, String name, String by, Instant at) implements OrganisationEvent {}

    /**
     * 部门: a department as it is from now on; told in full when new or changed.
     *
     * @param department the department's code
     * @param name full name
     * @param aliases other names under which plans mention it
     * @param supervisor staff number of the supervising leader (分管领导); null if none
     */
    @EventName("org.department-recorded")
    record DepartmentRecorded(
            String college,
            String department,
            String name,
            List<String> aliases,
            @Nullable String supervisor,
            String by,
            Instant at)
            implements OrganisationEvent {

        public DepartmentRecorded {
            aliases = List.copyOf(aliases);
        }
    }

    /** 撤销部门: a department no longer exists from a day on; what it did keeps its name. */
    @EventName("org.department-closed")
    record DepartmentClosed(String college, String department, LocalDate on, String reason, String by, Instant at)
            implements OrganisationEvent {}

    /**
     * 机构调整: from a day on another department answers for what these answered for. Their people belong to it; what they did
     * keeps the old names.
     *
     * @param from codes of the departments that end, at least one
     * @param into code of the department that answers for them
     * @param document number of the document that says so
     */
    @EventName("org.departments-merged")
    record DepartmentsMerged(
            String college, List<String> from, String into, LocalDate on, String document, String by, Instant at)
            implements OrganisationEvent {

        public DepartmentsMerged {
            from = List.copyOf(from);
            if (from.isEmpty() || from.contains(into)) {
                throw new IllegalArgumentException("departments merge into another one");
            }
        }
    }

    /**
     * 教职工: a member of staff as recorded by personnel; told in full when new or changed.
     *
     * @param staffNo staff number (教工号)
     * @param name personal
     * @param identityNumber personal; blank if personnel did not give one
     * @param department code of the department
     * @param post 主任, 秘书, 教师 …, as personnel writes it
     * @param teacher whether the person teaches and so owes entries of his or her own
     * @param alsoTeachesIn codes of further departments where the person teaches; the entries are owed in the first one only
     * @param roles what the person may do in the college as such
     * @param digest keyed hash (Base64url) over name and identity number, by which a later import sees whether they changed
     */
    @EventName(value = "org.staff-recorded", revision = 2)
    record StaffRecorded(
            String college,
            String staffNo,
            CellValue name,
            CellValue identityNumber,
            String department,
            String post,
            boolean teacher,
            List<String> alsoTeachesIn,
            List<Role> roles,
            String digest,
            String by,
            Instant at)
            implements OrganisationEvent {

        public StaffRecorded {
            alsoTeachesIn = alsoTeachesIn.stream().sorted().distinct().toList();
            roles = roles.stream().sorted().distinct().toList();
        }
    }

    /** 离校: a person left; account and rights end, the name on what he or she did stays. */
    @EventName("org.staff-left")
    record StaffLeft(String college, String staffNo, LocalDate on, String by, Instant at)
            implements OrganisationEvent {}

    /**
     * 任命负责人: from now on this person heads the department and reviews for it.
     *
     * @param previous staff number of the head until now; null if there was none
     * @param document number of the appointment document, or the import that said so
     */
    @EventName("org.head-appointed")
    record HeadAppointed(
            String college,
            String department,
            String staffNo,
            @Nullable String previous,
            String document,
            String by,
            Instant at)
            implements OrganisationEvent {}

    /**
     * 组织机构导入完成: closes one import, which is stored as a whole or not at all.
     *
     * @param batch id of the import
     * @param departments departments recorded
     * @param staff people recorded
     * @param left people who left
     */
    @EventName("org.import-closed")
    record ImportClosed(String college, String batch, int departments, int staff, int left, String by, Instant at)
            implements OrganisationEvent {}
}
