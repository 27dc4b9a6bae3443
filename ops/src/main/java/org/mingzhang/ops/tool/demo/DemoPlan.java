package org.mingzhang.ops.tool.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** 示例学校的工作方案: the plan of a year, and how the office completes what it leaves open. */
public final class DemoPlan {

    private static final Pattern YEAR = Pattern.compile("20[0-9]{2}");

    private DemoPlan() {}

    /** The campaign as planned from the work plan's text and its table of assignments. */
    public static Map<String, Object> of(DemoCollege college) {
        return of(college, 2022);
    }

    /** The same for another year: every year that the plan names moves with it. */
    static Map<String, Object> of(DemoCollege college, int year) {
        var plan = new LinkedHashMap<String, Object>();
        plan.put("year", year);
        plan.put("edition", "2022");
        plan.put("workPlan", moved(college.workPlan(), year));
        plan.put("assignments", college.assignmentTable());
        plan.put("parameters", college.parameters());
        return plan;
    }

    private static String moved(String text, int year) {
        return YEAR.matcher(text).replaceAll(named -> Integer.toString(Integer.parseInt(named.group()) + year - 2022));
    }

    /** Names the people of every share, and settles every point the plan left open. */
    static void complete(Browser office, DemoCollege college, Deeds deeds) {
        for (var division : college.divisions()) {
            for (var department : division.shares()) {
                office.put(deeds.shareOf(division.code(), department), deeds.people(division.code(), department))
                        .mustBeOk();
            }
        }
        for (var point : office.get(deeds.campaign()).mustBeOk().json().path("points")) {
            settle(office, deeds, point.path("point").asString(""));
        }
    }

    private static void settle(Browser office, Deeds deeds, String point) {
        office.post(deeds.campaign() + "/points/" + point + "/settlement", Map.of("decision", "按学校任务分配表确定"))
                .mustBeOk();
    }
}
