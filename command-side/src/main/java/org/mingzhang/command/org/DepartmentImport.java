package org.mingzhang.command.org;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.mingzhang.events.org.OrganisationEvent.DepartmentClosed;
import org.mingzhang.events.org.OrganisationEvent.DepartmentRecorded;
import org.mingzhang.events.org.Role;

/** What a list of departments changes. The whole list is checked before anything is. */
record DepartmentImport(List<DepartmentRow> changed, Imported told) {

    static DepartmentImport of(
            ImportDepartments list, Map<String, RecordedDepartment> known, Map<String, RecordedMember> staff) {
        check(list.rows(), staff);
        var changed = new ArrayList<DepartmentRow>();
        var added = new ArrayList<String>();
        var amended = new ArrayList<String>();
        var named = new HashSet<String>();
        for (var row : list.rows()) {
            named.add(row.code());
            var recorded = known.get(row.code());
            if (recorded == null || !recorded.open()) {
                added.add(row.code());
                changed.add(row);
            } else if (!recorded.says(row)) {
                amended.add(row.code());
                changed.add(row);
            }
        }
        var gone = known.entrySet().stream()
                .filter(each -> list.complete() && each.getValue().open() && !named.contains(each.getKey()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        checkEmpty(gone, staff);
        return new DepartmentImport(
                changed, new Imported(added, amended, list.rows().size() - changed.size(), gone, List.of()));
    }

    private static void check(List<DepartmentRow> rows, Map<String, RecordedMember> staff) {
        var faults = new Faults();
        var codes = new HashMap<String, Integer>();
        var names = new HashMap<String, Integer>();
        for (var number = 0; number < rows.size(); number++) {
            var row = rows.get(number);
            if (!row.code().matches("[0-9A-Za-z]{2,12}")) {
                faults.at(number, "code", "wrong-pattern", "部门编号须为 2–12 位字母或数字", "two to twelve letters or digits");
            }
            if (row.name().isBlank()) {
                faults.at(number, "name", "required", "缺少部门名称", "the department has no name");
            }
            var same = codes.putIfAbsent(row.code(), number);
            if (same != null) {
                faults.at(
                        number,
                        "code",
                        "duplicate-number",
                        "部门编号与第" + (same + 1) + "行重复",
                        "same code as row " + (same + 1));
            }
            var namesake = names.putIfAbsent(row.name(), number);
            if (namesake != null && same == null) {
                faults.at(
                        number,
                        "name",
                        "duplicate-name",
                        "部门名称与第" + (namesake + 1) + "行重复",
                        "same name as row " + (namesake + 1));
            }
            var supervisor = row.supervisor() == null ? null : staff.get(row.supervisor());
            if (supervisor != null
                    && !(supervisor.active() && supervisor.roles().contains(Role.LEADER))) {
                faults.at(
                        number,
                        "supervisor",
                        "supervisor-not-leader",
                        "分管领导须是学校领导",
                        "the supervisor is not a school leader");
            }
        }
        faults.refuse();
    }

    private static void checkEmpty(List<String> gone, Map<String, RecordedMember> staff) {
        var faults = new Faults();
        for (var code : gone) {
            var left = staff.values().stream()
                    .filter(member -> member.active() && member.department().equals(code))
                    .count();
            if (left > 0) {
                faults.at(
                        0,
                        "code",
                        "department-not-empty",
                        "部门 " + code + " 还有 " + left + " 名教职工，不能撤销",
                        "department " + code + " still has " + left + " people");
            }
        }
        faults.refuse();
    }

    int size() {
        return changed.size();
    }

    List<DepartmentRecorded> recorded(ImportDepartments list, Instant at) {
        return changed.stream()
                .map(row -> new DepartmentRecorded(
                        list.college(), row.code(), row.name(), row.aliases(), row.supervisor(), list.by(), at))
                .toList();
    }

    List<DepartmentClosed> closed(ImportDepartments list, Instant at, LocalDate today) {
        return told.gone().stream()
                .map(code -> new DepartmentClosed(list.college(), code, today, list.batch(), list.by(), at))
                .toList();
    }
}
