package org.mingzhang.ops.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.mingzhang.command.org.SetUpCode;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.ops.AnOpenCampaign;
import org.mingzhang.ops.RunningProgram;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.Deeds;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.mingzhang.ops.tool.demo.DemoRows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** 追责时钟 — J7: a share goes from hand to hand over some days, and the inspector sees who held it for how long. */
@RunningProgram
@TestPropertySource(properties = "spring.application.name=accountability")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HoldingTheBallTest {

    private static final String GROUPS = "2.8.1";
    private static final String CLOCK = Deeds.CAMPAIGN + "/accountability";

    private final DemoCollege college = new DemoCollege();
    private final String share = college.division(GROUPS).shares().get(0);
    private Cast cast;
    private Deeds deeds;
    private Browser inspector;

    @Autowired
    SetUpCode code;

    @LocalServerPort
    int port;

    @BeforeAll
    void aShareGoesFromHandToHand() throws InterruptedException {
        var rows = new DemoRows(Catalogues.load().edition("2022"), college, 400);
        cast = new Cast(URI.create("http://localhost:" + port), college, Browser.Keys.RANDOM, 0);
        deeds = new Deeds(cast, college, rows);
        AnOpenCampaign.setUp(cast, college, deeds, code.issue().orElseThrow());
        inspector = cast.as("20030009");
        var collector = deeds.collector(share);
        var head = deeds.head(share);
        var office = deeds.office();

        day("09T01");
        var asked = collector.post(Deeds.table(GROUPS) + "/questions", Map.of("text", "联盟是否也填在本表？"));
        day("10T01");
        office.post(
                        Deeds.CAMPAIGN + "/questions/"
                                + asked.json().path("question").asString("") + "/answer",
                        Map.of("text", "是，联盟与集团都填在本表。"))
                .mustBeOk();
        day("11T01");
        collector
                .post(Deeds.table(GROUPS) + "/entries", Deeds.newEntry(share, null, group()))
                .mustBeOk();
        deeds.submit(GROUPS, share).mustBeOk();
        day("12T01");
        deeds.openReview(GROUPS, share).mustBeOk();
        head.post(
                        Deeds.share(GROUPS, share) + "/return",
                        Map.of(
                                "reason",
                                "成员单位数和企业数请核实",
                                "cells",
                                List.of(
                                        Map.of("entry", 1, "field", "member_count"),
                                        Map.of("entry", 1, "field", "enterprise_count"))))
                .mustBeOk();
        day("14T01");
        deeds.submit(GROUPS, share).mustBeOk();
        deeds.openReview(GROUPS, share).mustBeOk();
        day("15T01");
        deeds.brief(GROUPS, share, Instant.parse("2022-09-14T02:00:00Z")).mustBeOk();
        deeds.approve(GROUPS, share).mustBeOk();
        day("20T01");
    }

    private void day(String hour) {
        cast.setClock(Instant.parse("2022-09-" + hour + ":00:00Z"));
    }

    private static Map<String, Object> group() {
        var cells = new HashMap<String, Object>();
        cells.put("group_name", "云岭护理职业教育集团");
        cells.put("role", "牵头");
        cells.put("founded_on", "2015-06");
        cells.put("approved_by", "云岭省教育厅");
        cells.put("level", "20");
        cells.put("is_demonstration", true);
        cells.put("member_count", 36);
        cells.put("enterprise_count", 21);
        cells.put("legal_entity", false);
        return cells;
    }

    @Test
    void everyHandIsToldWithItsTimeAndEverythingAddsUp() {
        var told = inspector.get(CLOCK).mustBeOk().json();
        var whole = told.path("millis").asLong();
        assertThat(whole)
                .isEqualTo(Duration.between(
                                Instant.parse(told.path("from").asString("")),
                                Instant.parse(told.path("to").asString("")))
                        .toMillis());
        assertThat(told.path("shares"))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(sum(each)).isEqualTo(whole));
        assertThat(told.path("departments"))
                .allSatisfy(each -> assertThat(sum(each))
                        .isEqualTo(each.path("millis").asLong())
                        .isEqualTo(whole * each.path("shares").asInt()));

        var held = share(told).path("held");
        assertThat(held.valueStream()
                        .map(each -> each.path("hold").asString(""))
                        .toList())
                .containsSubsequence(
                        "COLLECTING", "OFFICE", "COLLECTING", "REVIEWING", "CORRECTING", "REVIEWING", "DONE");
        assertThat(days(share(told), "OFFICE")).isEqualTo(1);
        assertThat(days(share(told), "REVIEWING")).isEqualTo(2);
        assertThat(days(share(told), "CORRECTING")).isEqualTo(2);
        assertThat(share(told).path("returns").asInt()).isEqualTo(1);
        assertThat(share(told).path("submissions").asInt()).isEqualTo(2);
        assertThat(share(told).path("deadlines").toString()).contains("COLLECTION", "REVIEW");
        assertThat(told.path("people").toString())
                .contains(
                        college.head(share).staffNo(), college.collector(share).staffNo());
        var step = held.valueStream()
                .filter(each -> each.path("hold").asString("").equals("REVIEWING"))
                .findFirst()
                .orElseThrow()
                .path("position")
                .asLong();
        assertThat(inspector
                        .get("/audit?from=" + step + "&to=" + step)
                        .json()
                        .path("items")
                        .get(0)
                        .path("kind")
                        .asString(""))
                .as("each stretch opens the event behind it")
                .isEqualTo("table.share-submitted");
    }

    @Test
    void reworkIsChargedToTheCellsThatWereMarkedAndAddsUpWithTheClock() {
        var rework = inspector.get(Deeds.CAMPAIGN + "/rework").mustBeOk().json();
        assertThat(rework.path("shares")).hasSize(1);
        var mine = rework.path("shares").get(0);
        assertThat(mine.path("department").asString("")).isEqualTo(share);
        assertThat(mine.path("millis").asLong())
                .isEqualTo(share(inspector.get(CLOCK).json())
                        .path("sums")
                        .path("CORRECTING")
                        .asLong());
        assertThat(mine.path("causes").findValuesAsString("field"))
                .containsExactlyInAnyOrder("member_count", "enterprise_count");
        assertThat(mine.path("causes")
                        .valueStream()
                        .mapToLong(cause -> cause.path("millis").asLong())
                        .sum())
                .isEqualTo(mine.path("millis").asLong());
        var own = deeds.collector(share).get(Deeds.CAMPAIGN + "/rework?department=" + share);
        assertThat(own.mustBeOk().json().path("millis")).isEqualTo(rework.path("millis"));
        assertThat(deeds.collector(share).get(Deeds.CAMPAIGN + "/rework").status())
                .isEqualTo(404);
    }

    @Test
    void asOfAMomentItIsTheSameForEver() {
        var path = CLOCK + "?department=" + share + "&asOf=2022-09-13T09:00:00%2B08:00";
        var once = inspector.get(path).mustBeOk();
        deeds.collector("0201").post(Deeds.table("2.13.1") + "/questions", Map.of("text", "校级奖项是否填报？"));
        assertThat(inspector.get(path).bytes()).isEqualTo(once.bytes());
        assertThat(once.json().path("to").asString("")).isEqualTo("2022-09-13T09:00:00+08:00");
        var held = share(once.json()).path("held");
        assertThat(held.get(held.size() - 1).path("hold").asString("")).isEqualTo("CORRECTING");
        assertThat(inspector.get(CLOCK + "?asOf=yesterday").status()).isEqualTo(400);
        assertThat(inspector.get(CLOCK + "?asOf=2032-09-13T09:00:00%2B08:00").status())
                .isEqualTo(422);
    }

    @Test
    void whoMayNotSeeItIsTold() {
        assertThat(deeds.collector(share).get(CLOCK).problem()).isEqualTo("role-required");
        assertThat(deeds.office().get(CLOCK).ok()).isTrue();
    }

    private JsonNode share(JsonNode told) {
        return told.path("shares")
                .valueStream()
                .filter(each -> each.path("table").asString("").equals(GROUPS)
                        && each.path("department").asString("").equals(share))
                .findFirst()
                .orElseThrow();
    }

    private static long sum(JsonNode each) {
        return each.path("sums").properties().stream()
                .mapToLong(sum -> sum.getValue().asLong())
                .sum();
    }

    /** Whole days; the clock of the test goes on by itself for some seconds. */
    private static long days(JsonNode share, String hold) {
        return Math.round(share.path("sums").path(hold).asLong() / 86_400_000.0);
    }
}
