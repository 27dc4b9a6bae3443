package org.mingzhang.command.table;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.mingzhang.command.Explaining;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.table.ShareReports.Fault;
import org.mingzhang.command.table.ShareReports.ShareReport;
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

    /** Where teachers fill their own entries, each has confirmed the newest state of it or was excused. */
    static void teachersMustBeReady(Share share, Entries entries) {
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
                if (entry.confirmed() != entry.revision()) {
                    unconfirmed.merge(owner, 1, Integer::sum);
                }
            }
        }
        var open = share.people().teachers().stream()
                .filter(teacher -> !share.excused().contains(teacher))
                .filter(teacher -> !having.contains(teacher) || unconfirmed.containsKey(teacher))
                .toList();
        if (!open.isEmpty()) {
            throw new Refusal(Rule.TEACHERS_NOT_READY, String.join("、", open)).with("teachers", open);
        }
    }
}
