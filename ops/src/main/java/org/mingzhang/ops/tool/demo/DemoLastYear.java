package org.mingzhang.ops.tool.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mingzhang.command.org.SetUpCode;
import org.mingzhang.events.Event;
import org.mingzhang.ops.time.TestClock;
import org.mingzhang.ops.tool.demo.DemoCollege.Kind;
import tools.jackson.databind.JsonNode;

/**
 * 2021 年: the campaign before the visitor's, whole, from the setting up to the submission. Its data were brought by the
 * departments; teachers did not take part yet and are excused.
 */
final class DemoLastYear extends DemoYear {

    static final int YEAR = 2021;

    private static final List<String> SOURCES = List.of("1.2.1", "1.4.1", "1.3.1", "1.4.2", "1.5.1");
    private static final String SECOND_OFFICE = "20110015";

    private final SetUpCode code;

    DemoLastYear(DemoCollege college, DemoRows rows, Cast cast, TestClock clock, SetUpCode code) {
        super(college, rows, cast, clock, new Deeds(cast, college, rows, "/campaigns/" + YEAR));
        this.code = code;
    }

    void live() {
        now("2021-09-05T08:30:00");
        setUp();
        now("2021-09-06T09:00:00");
        activate();
        now("2021-09-07T09:00:00");
        must(deeds.office().post("/campaigns", DemoPlan.of(college, YEAR)));
        DemoPlan.complete(deeds.office(), college, deeds);
        must(deeds.office().post(deeds.campaign() + "/opening", null));
        now("2021-09-20T09:00:00");
        SOURCES.forEach(this::complete);
        now("2021-10-09T09:00:00");
        collect();
        now("2021-10-20T09:00:00");
        check();
        now("2021-10-25T09:00:00");
        sign();
        now("2021-10-28T09:00:00");
        submit();
    }

    private void setUp() {
        code.issue().ifPresent(issued -> must(cast.stranger(Event.SYSTEM).post("/setup", cast.setUp(issued))));
        var office = deeds.office();
        must(office.post("/organisation/departments", cast.departments(false)));
        must(office.post("/organisation/staff", cast.staff()));
        must(office.post("/organisation/departments", cast.departments(true)));
    }

    /** Everybody chooses the demo's password. */
    private void activate() {
        inParallel(college.staff().stream()
                .filter(person -> person.kind() != Kind.CLERK)
                .<Runnable>map(person -> () -> cast.as(person.staffNo()))
                .toList());
    }

    /** Whatever waits for the source tables, each as soon as it opens by itself. */
    private void collect() {
        college.divisions().stream()
                .map(DemoCollege.Division::code)
                .filter(table -> !SOURCES.contains(table))
                .forEach(this::complete);
    }

    private void complete(String table) {
        awaitOpen(table);
        var division = college.division(table);
        for (var department : division.shares()) {
            if (rows.size(table, department) == 0) {
                must(deeds.declareNil(table, department));
            } else if (table.equals("1.5.1")) {
                deeds.importFile(deeds.office(), table, department, "在校生.xlsx", rows.rows(table, department));
            } else {
                must(deeds.paste(table, department, rows.rows(table, department)));
            }
            if (division.perTeacher()) {
                excuse(table, department);
            }
        }
        approve(table);
        if (!division.perTeacher() && division.shares().size() > 1) {
            must(deeds.collector(division.shares().get(0)).post(deeds.tableOf(table) + "/consolidation", null));
        }
    }

    private void excuse(String table, String department) {
        for (var teacher : college.teachersOf(department)) {
            must(deeds.collector(department)
                    .post(
                            deeds.shareOf(table, department) + "/teachers/" + teacher.staffNo() + "/excuse",
                            Map.of("reason", "上年度由部门统一填报，教师本人未参与")));
        }
    }

    @Override
    List<String> done(String table) {
        return college.division(table).shares();
    }

    /** What the rules find strange is explained by who filled it and accepted by a second person. */
    private void check() {
        var office = deeds.office();
        var run = must(office.post(deeds.campaign() + "/check-runs", Map.of("trial", false)))
                .json()
                .path("id")
                .asString("");
        var at = deeds.campaign() + "/check-runs/" + run;
        await(
                "the check run does not end",
                () -> !must(office.get(at)).json().path("state").asString("").equals("RUNNING"));
        while (explainSome()) {
            // a page of findings at a time
        }
    }

    private boolean explainSome() {
        var found = must(deeds.office().get(deeds.campaign() + "/findings?state=FOUND&limit=500"))
                .json()
                .path("items");
        var explained = new ArrayList<String>();
        for (var finding : found) {
            var id = finding.path("id").asString("");
            must(explaining(finding)
                    .post(
                            deeds.campaign() + "/findings/" + id + "/explanation",
                            Map.of("text", "学校 2021 年的实际情况如此，已列入下一年改进计划")));
            explained.add(id);
        }
        if (!explained.isEmpty()) {
            must(cast.as(SECOND_OFFICE)
                    .post(deeds.campaign() + "/findings/acceptances", Map.of("findings", explained)));
        }
        return !explained.isEmpty();
    }

    private Browser explaining(JsonNode finding) {
        var department = finding.path("department").asString("");
        if (!department.isEmpty()) {
            return deeds.collector(department);
        }
        var table = finding.path("table").asString("");
        var shares = must(deeds.office().get(deeds.tableOf(table))).json().path("shares");
        return shares.isEmpty()
                ? deeds.office()
                : deeds.collector(shares.get(0).path("department").asString(""));
    }

    private void sign() {
        var shown = must(deeds.office().post(deeds.campaign() + "/presentation", null))
                .json();
        for (var signer : shown.path("signers")) {
            var signature = new LinkedHashMap<String, Object>(
                    Deeds.signature(shown.path("contentHash").asString(""), DemoCollege.PASSWORD));
            signature.put("opinion", "同意上报");
            must(cast.as(signer.asString("")).post(deeds.campaign() + "/sign-offs", signature));
        }
    }

    private void submit() {
        var taken =
                must(deeds.office().post(deeds.campaign() + "/snapshots", null)).json();
        must(deeds.office()
                .post(
                        deeds.campaign() + "/submission",
                        Map.of("snapshot", taken.path("id").asString(""), "receipt", "示例回执-2021-99001")));
        must(cast.as(SECOND_OFFICE).post(deeds.campaign() + "/submission/confirmation", null));
    }
}
