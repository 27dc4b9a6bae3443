package org.mingzhang.command.org;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.mingzhang.command.Act;
import org.mingzhang.command.guard.AssignmentBook;
import org.mingzhang.command.guard.AssignmentBook.PlannedTable;
import org.mingzhang.command.guard.AssignmentBook.ShareNow;
import org.mingzhang.command.guard.CampaignState;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.events.org.Role;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** 我是谁: the signed-in person, with roles and shares of this instant. */
@RestController
class MeController {

    private final Directory directory;
    private final AssignmentBook book;

    MeController(Directory directory, AssignmentBook book) {
        this.directory = directory;
        this.book = book;
    }

    record Me(
            String staffNumber,
            String department,
            String departmentName,
            String post,
            boolean teacher,
            Set<Role> roles,
            List<Duty> duties) {}

    /**
     * Something the person answers for.
     *
     * @param as {@code collector}, {@code reviewer}, {@code supervisor} or {@code teacher}
     */
    record Duty(int campaign, String table, String department, String as, boolean lead, String state) {}

    @GetMapping("/api/v1/me")
    Me me(Act act) {
        var person = directory.person(act.by());
        return new Me(
                act.by(),
                act.department(),
                directory
                        .department(act.department())
                        .map(Directory.Department::name)
                        .orElse(""),
                act.post(),
                person.map(Directory.Person::teacher).orElse(false),
                person.map(Directory.Person::roles).orElse(Set.of()),
                duties(act.by()));
    }

    private List<Duty> duties(String staffNo) {
        var duties = new ArrayList<Duty>();
        for (var campaign : book.campaigns()) {
            if (campaign.state() != CampaignState.CLOSED) {
                book.tables(campaign.campaign())
                        .forEach(table -> table.shares().forEach(share -> add(table, share, staffNo, duties)));
            }
        }
        return duties;
    }

    private static void add(PlannedTable table, ShareNow share, String staffNo, List<Duty> duties) {
        if (share.collectors().contains(staffNo)) {
            duties.add(duty(table, share, "collector"));
        }
        if (staffNo.equals(share.reviewer())) {
            duties.add(duty(table, share, "reviewer"));
        }
        if (staffNo.equals(share.supervisor())) {
            duties.add(duty(table, share, "supervisor"));
        }
        if (share.teachers().contains(staffNo)) {
            duties.add(duty(table, share, "teacher"));
        }
    }

    private static Duty duty(PlannedTable table, ShareNow share, String as) {
        return new Duty(
                table.table().year(),
                table.table().code(),
                share.department(),
                as,
                share.lead(),
                share.state().name());
    }
}
