package org.mingzhang.command.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.mingzhang.command.Explaining;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.table.ShareReports.Fault;
import org.mingzhang.command.table.ShareReports.ShareReport;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.events.table.AssignmentEvent.Filling;
import org.mingzhang.events.table.ShareEvent.Explanation;

/** 提交条件: what must be in order before a share is handed to the reviewer, plan §3(五) and §3(六). */
final class Submission {

    private Submission() {}

    /** Errors are mended; warnings are mended or explained, each in words of its own. */
    static void mustBeFaultless(ShareReport report, List<Explanation> explanations) {
        if (!report.errors().isEmpty()) {
            throw new Refusal(
                    Rule.CHECKS_FAILED, cells(report.errors()), report.errors().size());
        }
        for (var explanation : explanations) {
            if (!Explaining.says(explanation.words())) {
                throw new Refusal(Rule.EXPLANATION_REQUIRED, 1);
            }
        }
        var unexplained = report.warnings().stream()
                .filter(fault -> explanations.stream().noneMatch(explanation -> covers(explanation, fault)))
                .toList();
        if (!unexplained.isEmpty()) {
            throw new Refusal(Rule.EXPLANATION_REQUIRED, cells(unexplained), unexplained.size());
        }
    }

    /** An explanation covers its own entry, or every entry of its rule if it names none. */
    private static boolean covers(Explanation explanation, Fault fault) {
        return explanation.rule().equals(fault.rule())
                && (explanation.entry() == null || Objects.equals(explanation.entry(), fault.entry()));
    }

    private static List<Refusal.Cell> cells(List<Fault> faults) {
        return faults.stream()
                .map(fault -> new Refusal.Cell(
                        "/entries/" + Objects.requireNonNullElse(fault.entry(), "")
                                + (fault.field() == null ? "" : "/values/" + fault.field()),
                        fault.field(),
                        fault.rule(),
                        fault.zh(),
                        fault.en()))
                .toList();
    }

    /** A thing that two departments report is settled between them before either hands its share over, plan §1. */
    static void keysMustBeUnique(Share share, Entries entries, Table table) {
        var department = share.people().department();
        var titles = table.keyTitles();
        var repeated = new ArrayList<Refusal.Cell>();
        for (int number = 1; number < entries.next(); number++) {
            var entry = entries.find(number);
            if (entry == null
                    || !entry.department().equals(department)
                    || entry.key().size() < table.key().size()) {
                continue;
            }
            for (int other : entries.withKey(entry.key())) {
                var standing = entries.find(other);
                if (standing != null && !standing.department().equals(department)) {
                    repeated.add(new Refusal.Cell(
                            "/entries/" + number + "/values/" + table.key().get(0),
                            table.key().get(0),
                            Rule.DUPLICATE_KEY.code(),
                            titles + "与部门 " + standing.department() + " 的第 " + other + " 条记录重复；请双方商定由谁填报，另一方删除",
                            titles + " repeat entry " + other + " of department " + standing.department()
                                    + "; agree on who reports it, the other removes it"));
                }
            }
        }
        if (!repeated.isEmpty()) {
            throw new Refusal(Rule.CHECKS_FAILED, repeated, repeated.size());
        }
    }

    /** Where teachers fill their own entries, each has confirmed every cell as it stands, declared to have nothing or was excused. */
    static void teachersMustBeReady(Share share, Entries entries, Predicate<String> declaredNil) {
        if (share.people().filling() != Filling.PER_TEACHER) {
            return;
        }
        var unconfirmed = new HashMap<String, Integer>();
        var having = new HashSet<String>();
        for (var entry : entries.list()) {
            var owner = entry.owner();
            if (owner != null
                    && !entry.removed()
                    && entry.department().equals(share.people().department())) {
                having.add(owner);
                if (!entry.isConfirmed()) {
                    unconfirmed.merge(owner, 1, Integer::sum);
                }
            }
        }
        var open = share.people().teachers().stream()
                .filter(teacher -> !share.excused().contains(teacher))
                .filter(teacher ->
                        unconfirmed.containsKey(teacher) || (!having.contains(teacher) && !declaredNil.test(teacher)))
                .toList();
        if (!open.isEmpty()) {
            throw new Refusal(Rule.TEACHERS_NOT_READY, String.join("、", open)).with("teachers", open);
        }
    }
}
