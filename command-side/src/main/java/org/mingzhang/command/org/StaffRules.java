package org.mingzhang.command.org;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mingzhang.command.guard.Posts;
import org.mingzhang.events.org.Role;

/** What a list of staff must keep to. */
final class StaffRules {

    private static final Set<Role> NOT_WITH_INSPECTOR =
            Set.of(Role.OFFICE, Role.TECHNICIAN, Role.ADMINISTRATOR, Role.FINAL_SIGNER);

    private final Faults faults = new Faults();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> heads = new HashMap<>();
    private final Map<String, RecordedDepartment> departments;

    private StaffRules(Map<String, RecordedDepartment> departments) {
        this.departments = departments;
    }

    static void check(
            ImportStaff list, Map<String, RecordedDepartment> departments, Map<String, RecordedMember> known) {
        var rules = new StaffRules(departments);
        var rows = list.rows();
        for (var number = 0; number < rows.size(); number++) {
            rules.check(number, rows.get(number));
        }
        if (!hasOffice(list, known)) {
            rules.faults.at(
                    0,
                    "roles",
                    "no-office",
                    "导入后将没有采集工作办公室人员，请至少保留一人",
                    "nobody of the collection office would be left");
        }
        rules.faults.refuse();
    }

    private void check(int number, StaffRow row) {
        if (!row.staffNo().matches("[0-9A-Za-z]{4,20}")) {
            faults.at(number, "staffNo", "wrong-pattern", "教工号须为 4–20 位字母或数字", "four to twenty letters or digits");
        }
        var same = numbers.putIfAbsent(row.staffNo(), number);
        if (same != null) {
            faults.at(
                    number,
                    "staffNo",
                    "duplicate-number",
                    "教工号与第" + (same + 1) + "行重复",
                    "same number as row " + (same + 1));
        }
        if (row.name().isBlank()) {
            faults.at(number, "name", "required", "缺少姓名", "the name is missing");
        }
        if (row.identityNumber() != null
                && !row.identityNumber().isBlank()
                && !row.identityNumber().strip().matches("[0-9A-Za-z]{6,30}")) {
            faults.at(number, "identityNumber", "wrong-pattern", "身份证件号码格式不对", "not an identity number");
        }
        var department = departments.get(row.department());
        if (department == null || !department.open()) {
            faults.at(
                    number,
                    "department",
                    "unknown-department",
                    "没有部门 " + row.department(),
                    "no department " + row.department());
        }
        for (var other : row.alsoTeachesIn()) {
            checkAlso(number, row, other);
        }
        if (row.post().isBlank()) {
            faults.at(number, "post", "required", "缺少职务", "the post is missing");
        }
        checkHead(number, row);
        checkRoles(number, row.roles());
    }

    private void checkAlso(int number, StaffRow row, String other) {
        var department = departments.get(other);
        if (department == null || !department.open()) {
            faults.at(number, "alsoTeachesIn", "unknown-department", "没有部门 " + other, "no department " + other);
        } else if (other.equals(row.department())) {
            faults.at(
                    number,
                    "alsoTeachesIn",
                    "same-department",
                    "兼课部门不能是所属部门 " + other + "，请删去",
                    other + " is the person's own department; leave it out");
        } else if (!row.teacher()) {
            faults.at(number, "alsoTeachesIn", "not-a-teacher", "只有教师有兼课部门，请删去", "only teachers teach elsewhere too");
        }
    }

    private void checkHead(int number, StaffRow row) {
        if (!row.head()) {
            return;
        }
        if (!Posts.mayReview(row.post())) {
            faults.at(
                    number,
                    "head",
                    "head-post-not-allowed",
                    "职务“" + row.post() + "”不能任部门负责人：审核职责不得由秘书或普通教师承担",
                    "“" + row.post() + "” cannot head a department: a secretary or ordinary teacher never reviews");
        }
        var other = heads.putIfAbsent(row.department(), number);
        if (other != null) {
            faults.at(
                    number,
                    "head",
                    "two-heads",
                    "部门 " + row.department() + " 已有负责人（第" + (other + 1) + "行）",
                    "department " + row.department() + " has a head already, in row " + (other + 1));
        }
    }

    private void checkRoles(int number, List<Role> roles) {
        if (roles.contains(Role.INSPECTOR) && roles.stream().anyMatch(NOT_WITH_INSPECTOR::contains)) {
            faults.at(number, "roles", "roles-conflict", "纪检监察人员不能兼任其他管理角色", "an inspector has no other office");
        }
        if (roles.contains(Role.FINAL_SIGNER) && !roles.contains(Role.LEADER)) {
            faults.at(number, "roles", "signer-not-leader", "签审人须是学校领导", "a signer is a school leader");
        }
    }

    private static boolean hasOffice(ImportStaff list, Map<String, RecordedMember> known) {
        var named = new HashMap<String, StaffRow>();
        list.rows().forEach(row -> named.put(row.staffNo(), row));
        return list.rows().stream().anyMatch(row -> row.roles().contains(Role.OFFICE))
                || (!list.complete()
                        && known.entrySet().stream()
                                .anyMatch(each -> !named.containsKey(each.getKey())
                                        && each.getValue().active()
                                        && each.getValue().roles().contains(Role.OFFICE)));
    }
}
