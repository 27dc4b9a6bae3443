package org.mingzhang.ops.tool.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mingzhang.ops.time.TestClock;
import org.mingzhang.ops.tool.demo.DemoCollege.Kind;
import org.mingzhang.ops.tool.demo.DemoCollege.Staff;

/** 2022 年秋: what happens at the demo college between 5 September and 11 October, when the visitor comes. */
final class DemoAutumn extends DemoYear {

    /** The share that is handed over last of all. */
    static final String LAST_TABLE = "2.13.1";

    static final String LAST_DEPARTMENT = "0205";

    /** The table whose entries the academic office brings and each teacher checks. */
    private static final String TEACHING = "2.2.1";

    private static final List<String> APPROVED = List.of(
            "1.1.2", "1.1.4", "1.1.5", "1.1.6", "1.1.7", "1.2.2", "1.2.3", "1.5.2", "2.1.2", "2.1.3", "2.2.4", "2.2.5",
            "2.3.2", "2.4.1", "2.5.1", "2.5.3", "2.7.1", "2.7.3", "2.8.1", "2.8.2", "2.9.4", "2.10.1", "2.11.1",
            "2.11.2", "2.11.3", "2.11.4", "2.13.2", "2.16.1", "2.16.2", "2.17.2", "2.18.1", "2.18.2", "2.18.3",
            "2.19.1");
    private static final List<String> SUBMITTED = List.of("1.1.1", "2.14.1", "2.17.1", "2.18.5", "2.5.4");

    /** Here the nursing department has not begun: a visitor finds something to do. */
    private static final List<String> LEFT_TO_THE_VISITOR = List.of("1.2.2", "2.7.1", "2.7.3");

    private static final String VISITOR = "0201";
    private static final List<String> DRAFT = List.of("1.1.3", "2.9.5", "2.17.3", "2.18.6");

    DemoAutumn(DemoCollege college, DemoRows rows, Cast cast, TestClock clock) {
        super(college, rows, cast, clock, new Deeds(cast, college, rows));
    }

    void live() {
        now("2022-09-07T09:00:00");
        plan();
        now("2022-09-08T09:00:00");
        must(deeds.office().post(Deeds.CAMPAIGN + "/opening", null));
        now("2022-09-13T09:00:00");
        List.of("1.2.1", "1.3.1", "1.4.1", "1.4.2", "1.5.1").forEach(this::awaitOpen);
        sources();
        now("2022-10-02T09:00:00");
        awaitLateness();
        extension();
        now("2022-10-08T09:00:00");
        collect();
        now("2022-10-09T10:00:00");
        questions();
        now("2022-10-10T09:00:00");
        teaching();
        now("2022-10-11T09:00:00");
        today();
    }

    private void plan() {
        var office = deeds.office();
        must(office.post("/campaigns", DemoPlan.of(college)));
        DemoPlan.complete(office, college, deeds);
    }

    /** Source tables: all approved in time but one, which falls late and holds up what depends on it. */
    private void sources() {
        var majors = rows.rows("1.2.1", "0108");
        majors.forEach(row -> must(
                deeds.collector("0108").post(Deeds.table("1.2.1") + "/entries", Deeds.newEntry("0108", null, row))));
        deeds.importFile(deeds.office(), "1.5.1", "0107", "全日制在校生信息表.xlsx", rows.rows("1.5.1", "0107"));
        must(deeds.paste("1.4.1", "0103", rows.rows("1.4.1", "0103")));
        inParallel(college.staff(Kind.TEACHER).stream()
                .<Runnable>map(teacher -> () -> fillOwn(teacher))
                .toList());
        must(deeds.paste("1.3.1", "0106", rows.rows("1.3.1", "0106")));
        must(deeds.paste("1.4.2", "0106", rows.rows("1.4.2", "0106", 12)));
        List.of("1.2.1", "1.4.1", "1.3.1", "1.5.1").forEach(this::approve);
    }

    private void fillOwn(Staff teacher) {
        var who = cast.as(teacher.staffNo());
        for (var row : rows.rowsOf("1.4.1", teacher)) {
            var entry =
                    must(who.post(Deeds.table("1.4.1") + "/entries", Deeds.newEntry(teacher.department(), null, row)));
            must(Deeds.confirm(who, "1.4.1", entry.json().path("id").asInt()));
        }
    }

    private void extension() {
        var wanted = new LinkedHashMap<String, Object>();
        wanted.put("department", "0106");
        wanted.put("table", "1.4.2");
        wanted.put("stage", "COLLECTION");
        wanted.put("until", "2022-10-12");
        wanted.put("reason", "外聘教师材料由合作医院汇总，延迟送达");
        must(deeds.office().post(Deeds.CAMPAIGN + "/extensions", wanted));
    }

    /** The rest: half of it approved, some with the reviewers, some begun. */
    private void collect() {
        for (var table : APPROVED) {
            fill(table);
            approve(table);
        }
        for (var department : college.division("2.12.1").shares()) {
            must(deeds.declareNil("2.12.1", department));
        }
        for (var table : SUBMITTED) {
            fill(table);
            done(table).forEach(department -> must(deeds.submit(table, department)));
        }
        DRAFT.forEach(this::fill);
    }

    /** Two departments ask; one is answered, the other still waits. */
    private void questions() {
        var office = deeds.office();
        var asked = must(deeds.collector(VISITOR)
                .post(
                        Deeds.table(LAST_TABLE) + "/questions",
                        Map.of("text", "获奖年月以文件日期还是证书日期为准？", "field", "award_on")));
        now("2022-10-09T15:00:00");
        must(office.post(
                Deeds.CAMPAIGN + "/questions/" + asked.json().path("question").asString("") + "/answer",
                Map.of("text", "以证书上的日期为准；证书没有日期的，以文件日期为准。")));
        must(deeds.collector("0202").post(Deeds.table(LAST_TABLE) + "/questions", Map.of("text", "校级技能节的奖项是否也要填报？")));
    }

    /** The academic office's list of who taught what is imported; one teacher disputes a value of the own entry. */
    private void teaching() {
        awaitOpen(TEACHING);
        deeds.importFile(deeds.office(), TEACHING, VISITOR, "教师授课情况（教务系统导出）.xlsx", rows.rows(TEACHING, VISITOR));
        var doubting = college.staff(Kind.TEACHER).stream()
                .filter(person -> person.department().equals(VISITOR))
                .skip(1)
                .findFirst()
                .orElseThrow();
        var who = cast.as(doubting.staffNo());
        var entry = must(who.get(Deeds.table(TEACHING) + "/entries"))
                .json()
                .path("items")
                .path(0);
        must(who.post(
                Deeds.table(TEACHING) + "/entries/" + entry.path("id").asInt() + "/corrections",
                entry.path("revision").asInt(),
                Map.of(
                        "values",
                        Map.of(
                                "actual_hours",
                                entry.path("values").path("actual_hours").asInt() + 8),
                        "reason",
                        "另有两个班的实训课 8 学时，教务系统未登记")));
    }

    /** The date of the source tables has passed, and what was not done by then is on record as late. */
    private void awaitLateness() {
        await(
                "table 1.4.2 does not fall late",
                () -> must(deeds.office().get(Deeds.table("1.4.2")))
                                .json()
                                .path("shares")
                                .path(0)
                                .path("lateness")
                                .size()
                        == 2);
    }

    private void fill(String table) {
        fill(table, done(table));
    }

    /** The shares of a table that its departments have worked on. */
    @Override
    List<String> done(String table) {
        return college.division(table).shares().stream()
                .filter(department -> !(department.equals(VISITOR) && LEFT_TO_THE_VISITOR.contains(table)))
                .toList();
    }

    /** The day the visitor comes: the students' awards, one share in each state. */
    private void today() {
        fill("2.9.1", List.of("0201", "0203", "0114"));
        awaitOpen("2.9.3");
        awaitOpen("2.13.1");
        must(deeds.paste("2.9.3", "0106", rows.rows("2.9.3", "0106")));
        DemoMistakes.ALL.forEach(this::make);
        for (var department : List.of("0202", "0203", "0204", "0205")) {
            must(deeds.paste("2.13.1", department, rows.rows("2.13.1", department)));
        }
        for (var department : List.of("0202", "0203", "0204")) {
            must(deeds.submit("2.13.1", department));
        }
        later();
        var held = now();
        must(deeds.openReview("2.13.1", "0202"));
        must(deeds.brief("2.13.1", "0202", held));
        must(deeds.approve("2.13.1", "0202"));
        must(deeds.openReview("2.13.1", "0203"));
        must(deeds.head("0203")
                .post(
                        Deeds.share("2.13.1", "0203") + "/return",
                        Map.of("reason", "获奖文件文号未填，请补充后再提交", "cells", List.of())));
        must(deeds.brief("2.13.1", "0204", held));
        must(deeds.paste("2.13.1", "0201", rows.rows("2.13.1", "0201", 2)));
        must(deeds.submit(LAST_TABLE, LAST_DEPARTMENT));
    }

    private void make(DemoMistakes.Mistake mistake) {
        var who = deeds.collector(mistake.department());
        var entry = must(who.get(Deeds.table(mistake.table()) + "/entries?department=" + mistake.department()))
                .json()
                .path("items")
                .path(mistake.entry());
        must(who.patch(
                Deeds.table(mistake.table()) + "/entries/" + entry.path("id").asInt(),
                entry.path("revision").asInt(),
                Map.of("values", mistake.values())));
    }

    private void fill(String table, List<String> departments) {
        awaitOpen(table);
        departments.forEach(department -> must(deeds.paste(table, department, rows.rows(table, department))));
    }
}
