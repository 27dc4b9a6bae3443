package org.mingzhang.ops.tool.demo;

import java.util.LinkedHashMap;
import java.util.Map;

/** 示例学校的工作方案: the plan of 2022, and how the office completes what it leaves open. */
public final class DemoPlan {

    private DemoPlan() {}

    /** The campaign as planned from the work plan's text and its table of assignments. */
    public static Map<String, Object> of(DemoCollege college) {
        var plan = new LinkedHashMap<String, Object>();
        plan.put("year", 2022);
        plan.put("edition", "2022");
        plan.put("workPlan", college.workPlan());
        plan.put("assignments", college.assignmentTable());
        plan.put("parameters", college.parameters());
        return plan;
    }

    /** Names the people of every share, and settles every point the plan left open. */
    static void complete(Browser office, DemoCollege college, Deeds deeds) {
        for (var division : college.divisions()) {
            for (var department : division.shares()) {
                office.put(Deeds.share(division.code(), department), deeds.people(division.code(), department))
                        .mustBeOk();
            }
        }
        for (var point : office.get(Deeds.CAMPAIGN).mustBeOk().json().path("points")) {
            settle(office, point.path("point").asString(""));
        }
    }

    private static void settle(Browser office, String point) {
        office.post(Deeds.CAMPAIGN + "/points/" + point + "/settlement", Map.of("decision", "按学校任务分配表确定"))
                .mustBeOk();
    }
}
