package org.mingzhang.command.org;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.guard.KeyedHash;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.org.OrganisationEvent.HeadAppointed;
import org.mingzhang.events.org.OrganisationEvent.StaffLeft;
import org.mingzhang.events.org.OrganisationEvent.StaffRecorded;

/**
 * What a list of staff changes. The whole list is checked before anything is.
 *
 * @param digests keyed hash over name and identity number of the changed rows, by staff number
 */
record StaffImport(
        List<StaffRow> changed, Map<String, String> digests, List<HeadChange> heads, Imported told, KeyedHash hash) {

    /** A department gets another head. */
    record HeadChange(
            String department, String staffNo, @Nullable String previous) {}

    static StaffImport of(
            ImportStaff list,
            Map<String, RecordedDepartment> departments,
            Map<String, RecordedMember> known,
            KeyedHash hash) {
        StaffRules.check(list, departments, known);
        var changed = new ArrayList<StaffRow>();
        var digests = new HashMap<String, String>();
        var added = new ArrayList<String>();
        var amended = new ArrayList<String>();
        for (var row : list.rows()) {
            var digest = hash.of("staff-digest", row.staffNo(), row.name(), number(row));
            digests.put(row.staffNo(), digest);
            var recorded = known.get(row.staffNo());
            if (recorded == null || !recorded.active()) {
                added.add(row.staffNo());
                changed.add(row);
            } else if (!recorded.equals(member(row, digest))) {
                amended.add(row.staffNo());
                changed.add(row);
            }
        }
        var gone = known.entrySet().stream()
                .filter(each -> list.complete() && each.getValue().active() && !digests.containsKey(each.getKey()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        var heads = heads(list.rows(), departments);
        return new StaffImport(
                changed,
                digests,
                heads,
                new Imported(
                        added,
                        amended,
                        list.rows().size() - changed.size(),
                        gone,
                        heads.stream().map(HeadChange::department).toList()),
                hash);
    }

    private static RecordedMember member(StaffRow row, String digest) {
        var roles = row.roles().stream().sorted().distinct().toList();
        return new RecordedMember(
                digest, row.department(), row.post(), row.teacher(), row.alsoTeachesIn(), roles, true);
    }

    private static List<HeadChange> heads(List<StaffRow> rows, Map<String, RecordedDepartment> departments) {
        var heads = new ArrayList<HeadChange>();
        for (var row : rows) {
            var department = departments.get(row.department());
            if (row.head() && department != null && !Objects.equals(department.head(), row.staffNo())) {
                heads.add(new HeadChange(row.department(), row.staffNo(), department.head()));
            }
        }
        return heads;
    }

    private static String number(StaffRow row) {
        return row.identityNumber() == null ? "" : row.identityNumber().strip();
    }

    int size() {
        return changed.size();
    }

    List<StaffRecorded> recorded(ImportStaff list, Instant at) {
        return changed.stream().map(row -> recorded(row, list, at)).toList();
    }

    private StaffRecorded recorded(StaffRow row, ImportStaff list, Instant at) {
        var person = hash.staff(row.staffNo());
        var number = number(row);
        return new StaffRecorded(
                list.college(),
                row.staffNo(),
                new CellValue.Personal(person, CellValue.text(row.name())),
                number.isEmpty() ? CellValue.blank() : new CellValue.Personal(person, CellValue.text(number)),
                row.department(),
                row.post(),
                row.teacher(),
                row.alsoTeachesIn(),
                row.roles(),
                Objects.requireNonNull(digests.get(row.staffNo())),
                list.by(),
                at);
    }

    List<HeadAppointed> appointed(ImportStaff list, Instant at) {
        return heads.stream()
                .map(head -> new HeadAppointed(
                        list.college(),
                        head.department(),
                        head.staffNo(),
                        head.previous(),
                        list.document(),
                        list.by(),
                        at))
                .toList();
    }

    List<StaffLeft> left(ImportStaff list, Instant at, LocalDate today) {
        return told.gone().stream()
                .map(staffNo -> new StaffLeft(list.college(), staffNo, today, list.by(), at))
                .toList();
    }
}
