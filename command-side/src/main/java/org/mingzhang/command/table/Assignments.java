package org.mingzhang.command.table;

import java.util.stream.Stream;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.command.guard.Directory.Person;
import org.mingzhang.events.org.Role;

/** 授权规则: who may be given a share, plan §3(二) and §3(五). Pure questions to the directory. */
final class Assignments {

    private Assignments() {}

    /** Refuses an assignment that puts the wrong people on a share. */
    static void mayBe(AssignShare assign, Directory directory) {
        if (directory.answering(assign.department()).isEmpty()) {
            throw new Refusal(Rule.NO_SUCH_SHARE, assign.department());
        }
        Stream.concat(assign.collectors().stream(), assign.teachers().stream())
                .forEach(staffNo -> known(staffNo, directory));
        assign.collectors().forEach(staffNo -> mayCollect(known(staffNo, directory)));
        var reviewer = assign.reviewer();
        if (reviewer != null) {
            mayReview(known(reviewer, directory), assign, directory);
        }
        var supervisor = assign.supervisor();
        if (supervisor != null) {
            mustSupervise(supervisor, assign.department(), directory);
        }
    }

    /** The inspection office looks and the technician serves; neither fills what they watch over. */
    private static void mayCollect(Person person) {
        if (person.has(Role.INSPECTOR) || person.has(Role.TECHNICIAN) || person.has(Role.ADMINISTRATOR)) {
            throw new Refusal(Rule.PERSON_NOT_ALLOWED, person.staffNo(), "采集人");
        }
    }

    /**
     * Only a head of department reviews; nobody can pass this on to a secretary or an ordinary teacher. The head of another
     * department may stand in where the own head filled the share, and then the reason names the appointment.
     */
    private static void mayReview(Person reviewer, AssignShare assign, Directory directory) {
        if (assign.collectors().contains(reviewer.staffNo())) {
            throw new Refusal(Rule.COLLECTOR_IS_REVIEWER, reviewer.staffNo());
        }
        var isHead = isHeadOf(assign.department(), reviewer.staffNo(), directory);
        var standsIn = isHeadOf(reviewer.department(), reviewer.staffNo(), directory)
                && !assign.reason().isBlank();
        if (!isHead && !standsIn) {
            throw new Refusal(Rule.REVIEWER_POST_NOT_ALLOWED, reviewer.staffNo(), reviewer.post());
        }
        if (reviewer.has(Role.INSPECTOR) || reviewer.has(Role.TECHNICIAN)) {
            throw new Refusal(Rule.PERSON_NOT_ALLOWED, reviewer.staffNo(), "审核人");
        }
    }

    /** The post of a head of department who is one at this instant. */
    static String postOfHead(String staffNo, Directory directory) {
        return directory
                .person(staffNo)
                .filter(Person::active)
                .filter(person ->
                        directory.departments().stream().anyMatch(department -> staffNo.equals(department.head())))
                .map(Person::post)
                .orElseThrow(() -> new Refusal(Rule.REVIEWER_NOT_HEAD, staffNo));
    }

    /** A report counts only when made to the leader who supervises the department. */
    static void mustSupervise(String leader, String department, Directory directory) {
        var supervisor = directory
                .answering(department)
                .map(Directory.Department::supervisor)
                .orElse(null);
        if (!leader.equals(supervisor)) {
            throw new Refusal(Rule.BRIEFING_LEADER_WRONG, department);
        }
    }

    private static boolean isHeadOf(String department, String staffNo, Directory directory) {
        return directory
                .answering(department)
                .filter(found -> staffNo.equals(found.head()))
                .isPresent();
    }

    private static Person known(String staffNo, Directory directory) {
        return directory
                .person(staffNo)
                .filter(Person::active)
                .orElseThrow(() -> new Refusal(Rule.NO_SUCH_PERSON, staffNo));
    }
}
