package org.mingzhang.ops;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.Deeds;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.mingzhang.ops.tool.demo.DemoPlan;

/** 已开始的采集活动: the demo college set up and its campaign of 2022 opened, for tests that begin where others end. */
public final class AnOpenCampaign {

    private AnOpenCampaign() {}

    /** Sets everything up on an empty installation and waits until every table that waits for no other may be filled in. */
    public static void setUp(Cast cast, DemoCollege college, Deeds deeds, String setUpCode)
            throws InterruptedException {
        aCollege(cast, setUpCode);
        var office = deeds.office();
        office.post("/organisation/departments", cast.departments(true)).mustBeOk();
        var planned = office.post("/campaigns", DemoPlan.of(college)).mustBeOk().json();
        for (var point : planned.path("openPoints")) {
            office.post(
                            Deeds.CAMPAIGN + "/points/" + point.path("point").asString("") + "/settlement",
                            Map.of("decision", "按学校任务分配表确定"))
                    .mustBeOk();
        }
        for (var division : college.divisions()) {
            for (var department : division.shares()) {
                office.put(Deeds.share(division.code(), department), deeds.people(division.code(), department))
                        .mustBeOk();
            }
        }
        office.post(Deeds.CAMPAIGN + "/opening", null).mustBeOk();
        for (int i = 0; stillOpening(deeds); i++) {
            if (i == 400) {
                throw new AssertionError("tables that wait for no other do not open");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** On 8 September: set up, with its departments and staff and nothing else. */
    public static void aCollege(Cast cast, String setUpCode) {
        cast.setClock(Instant.parse("2022-09-08T01:00:00Z"));
        cast.stranger("20050007").post("/setup", cast.setUp(setUpCode)).mustBeOk();
        var office = cast.as("20050007");
        office.post("/organisation/departments", cast.departments(false)).mustBeOk();
        office.post("/organisation/staff", cast.staff()).mustBeOk();
    }

    /** Tables open one after the other by themselves; those that wait for no other are still to come while one of them is not. */
    private static boolean stillOpening(Deeds deeds) {
        var tables = deeds.office().get(Deeds.CAMPAIGN + "/tables").mustBeOk().json();
        return tables.path("items")
                .valueStream()
                .filter(table -> table.path("state").asString("").equals("LOCKED"))
                .anyMatch(table -> switch (table.path("form").asString("")) {
                    case "SOURCE" -> true;
                    case "COLLECTED" -> table.path("sources").isEmpty();
                    default -> false;
                });
    }
}
