package org.mingzhang.query.table;

import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Views;
import org.mingzhang.query.correction.Teachers;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Organisation.Who;
import org.mingzhang.query.progress.Shares;
import org.mingzhang.query.progress.Visibility;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 教师填报情况 of a share, for those who see its entries: who has confirmed and whom the share waits for. */
@RestController
@RequestMapping("/api/v1/campaigns/{year}/tables/{code}/shares/{department}/teachers")
class TeacherController {

    /**
     * One teacher.
     *
     * @param departmentName of the department where the entries are owed
     * @param guest whether that is another department: shown here because the person teaches here too, counted there
     * @param state MISSING, FILLED, FALLEN, CONFIRMED or EXCUSED
     */
    record Teacher(
            Who teacher,
            String department,
            @Nullable String departmentName,
            boolean guest,
            Teachers.State state,
            int entries,
            @Nullable String reason,
            @Nullable Who excusedBy) {}

    /**
     * All of them.
     *
     * @param owed teachers that owe entries in this share
     * @param ready those of them who confirmed or were excused
     */
    record Board(long owed, long ready, List<Teacher> teachers) {}

    private final Tables tables;
    private final Shares shares;
    private final Teachers teachers;
    private final Organisation organisation;
    private final Reads reads;

    TeacherController(Tables tables, Shares shares, Teachers teachers, Organisation organisation, Reads reads) {
        this.tables = tables;
        this.shares = shares;
        this.teachers = teachers;
        this.organisation = organisation;
        this.reads = reads;
    }

    @GetMapping
    ResponseEntity<Board> board(
            Principal principal,
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable String department,
            @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.now(minPosition, Views.TABLE, Views.PROGRESS);
        var table = tables.key(year, code);
        shares.visible(table, department, organisation.reader(principal), Visibility::cells);
        var all = teachers.of(table, department);
        var owed = all.stream().filter(each -> !each.guest()).toList();
        var departments = organisation.departmentNames();
        return Reads.ok(position)
                .body(new Board(
                        owed.size(),
                        owed.stream().filter(each -> each.state().ready()).count(),
                        all.stream()
                                .map(each -> new Teacher(
                                        new Who(each.staffNo(), each.name()),
                                        each.share(),
                                        departments.get(each.share()),
                                        each.guest(),
                                        each.state(),
                                        each.entries(),
                                        each.reason(),
                                        who(each.excusedBy())))
                                .toList()));
    }

    private @Nullable Who who(@Nullable String staffNo) {
        return staffNo == null ? null : organisation.names(List.of(staffNo)).of(staffNo);
    }
}
