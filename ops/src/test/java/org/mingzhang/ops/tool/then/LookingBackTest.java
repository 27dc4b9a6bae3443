package org.mingzhang.ops.tool.then;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.mingzhang.command.Positions;
import org.mingzhang.command.org.SetUpCode;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.ops.AnOpenCampaign;
import org.mingzhang.ops.RunningProgram;
import org.mingzhang.ops.tool.OperatorAtATerminal;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.Deeds;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.mingzhang.ops.tool.demo.DemoRows;
import org.mingzhang.query.ViewPositions;
import org.mingzhang.query.Views;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** 当时: what anybody was shown at a moment is shown again when the moment is named, to the byte, however much happened since. */
@RunningProgram
@TestPropertySource(properties = {"spring.application.name=looking-back", "mingzhang.views-then.every=300"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LookingBackTest {

    private static final String TABLE = "2.17.2";
    private static final String INSPECTOR = "20030009";
    private static final String OFFICE = "20050007";
    private static final String LEADER = "19950001";

    private static final List<String> PAGES = List.of(
            "/campaigns",
            Deeds.CAMPAIGN,
            Deeds.CAMPAIGN + "/progress",
            Deeds.CAMPAIGN + "/points",
            Deeds.CAMPAIGN + "/questions",
            Deeds.CAMPAIGN + "/leader-questions",
            Deeds.CAMPAIGN + "/check-runs",
            Deeds.CAMPAIGN + "/findings",
            Deeds.CAMPAIGN + "/parameters",
            Deeds.CAMPAIGN + "/tables",
            Deeds.CAMPAIGN + "/extension-requests",
            Deeds.CAMPAIGN + "/snapshots",
            Deeds.CAMPAIGN + "/overrides",
            Deeds.table(TABLE),
            Deeds.table(TABLE) + "/questions",
            "/organisation/departments",
            "/organisation/staff?limit=500",
            "/inspections");

    /** What a person was shown. */
    private record Shown(long position, String who, String page, String body) {}

    private final DemoCollege college = new DemoCollege();
    private final DemoRows rows = new DemoRows(Catalogues.load().edition("2022"), college, 120);
    private final List<Shown> shown = new ArrayList<>();
    private Cast cast;
    private Deeds deeds;
    private String share;

    @Autowired
    SetUpCode code;

    @Autowired
    Positions positions;

    @Autowired
    ViewPositions views;

    @LocalServerPort
    int port;

    @BeforeAll
    void aShareIsFilledReturnedAndApproved() throws Exception {
        cast = new Cast(URI.create("http://localhost:" + port), college, Browser.Keys.RANDOM, 0);
        deeds = new Deeds(cast, college, rows);
        share = college.division(TABLE).shares().get(0);
        AnOpenCampaign.setUp(cast, college, deeds, code.issue().orElseThrow());
        cast.as(INSPECTOR);
        cast.as(OperatorAtATerminal.TECHNICIAN);
        cast.as(LEADER);
        deeds.collector(share);
        deeds.head(share);
        look();
        cast.setClock(Instant.parse("2022-09-20T01:00:00Z"));
        look();
        deeds.collector(share)
                .post(Deeds.table(TABLE) + "/questions", Map.of("text", "案例名称写全称还是简称？"))
                .mustBeOk();
        deeds.office()
                .post(
                        Deeds.CAMPAIGN + "/extensions",
                        Map.of(
                                "table",
                                TABLE,
                                "department",
                                share,
                                "stage",
                                "COLLECTION",
                                "until",
                                "2022-10-20",
                                "reason",
                                "系部负责人出差未归"))
                .mustBeOk();
        look();
        cast.as(LEADER)
                .post(
                        Deeds.CAMPAIGN + "/leader-questions",
                        Map.of("department", share, "text", "今年为何没有案例？", "required", true))
                .mustBeOk();
        deeds.office()
                .post(Deeds.CAMPAIGN + "/check-runs", Map.of("trial", true))
                .mustBeOk();
        deeds.office().post(Deeds.CAMPAIGN + "/snapshots", Map.of()).mustBeOk();
        look();
        deeds.declareNil(TABLE, share).mustBeOk();
        look();
        deeds.head(share)
                .post(Deeds.share(TABLE, share) + "/return", Map.of("reason", "护理系确有案例，请核实后填报", "cells", List.of()))
                .mustBeOk();
        look();
        cast.as(OFFICE).post("/organisation/departments", renamed()).mustBeOk();
        cast.setClock(Instant.parse("2022-10-16T01:00:00Z"));
        look();
    }

    /** The list of departments, in which one is called otherwise from now on. */
    private Map<String, Object> renamed() {
        var rows = new ArrayList<Map<String, Object>>();
        for (var department : college.departments()) {
            var row = new java.util.LinkedHashMap<String, Object>();
            row.put("code", department.code());
            row.put("name", department.name() + (department.code().equals(share) ? "（新）" : ""));
            row.put("aliases", department.aliases());
            row.put("supervisor", department.supervisor());
            rows.add(row);
        }
        return Map.of("rows", rows, "complete", true);
    }

    private void look() throws InterruptedException {
        // an inspector's first look of an hour is an event of its own; what is kept below is seen by the second
        PAGES.forEach(cast.as(INSPECTOR)::getAsItIs);
        long head = settled();
        for (var who : List.of(
                INSPECTOR,
                OFFICE,
                deeds.collector(share).staffNo(),
                deeds.head(share).staffNo())) {
            for (var page : PAGES) {
                keep(head, who, page);
            }
            keep(head, who, "/me/tasks");
            keep(head, who, "/me/notices");
        }
        assertThat(positions.head()).as("nobody wrote meanwhile").isEqualTo(head);
    }

    // a clock that was moved lets dates pass, which are events of their own
    private long settled() throws InterruptedException {
        long head = -1;
        while (head != positions.head()) {
            head = positions.head();
            TimeUnit.MILLISECONDS.sleep(700);
        }
        assertThat(views.await(Views.GROUPS, head, java.time.Duration.ofSeconds(20)))
                .isTrue();
        return head;
    }

    private void keep(long head, String who, String page) {
        var answer = cast.as(who).getAsItIs(page);
        if (answer.ok()) {
            shown.add(new Shown(head, who, page, body(answer)));
        }
    }

    private static String body(Browser.Answer answer) {
        return new String(answer.bytes(), StandardCharsets.UTF_8);
    }

    private static String asOf(String page, Object moment) {
        return page + (page.contains("?") ? "&" : "?") + "asOf=" + moment;
    }

    @Test
    @Order(1)
    void everyPageIsWhatItWas() {
        assertThat(shown).hasSizeGreaterThan(250);
        var moments = shown.stream().map(Shown::position).distinct().toList();
        assertThat(moments).hasSize(7);
        for (var each : shown) {
            var again = cast.as(each.who()).getAsItIs(asOf(each.page(), each.position()));
            assertThat(body(again))
                    .as("%s of %s at %d", each.page(), each.who(), each.position())
                    .isEqualTo(each.body());
            assertThat(again.position()).isIn(0L, each.position());
        }
        for (var page : List.of(Deeds.CAMPAIGN + "/progress", "/organisation/departments")) {
            assertThat(shown.stream()
                            .filter(each -> each.page().equals(page))
                            .map(Shown::body)
                            .distinct()
                            .count())
                    .as("different answers of " + page)
                    .isGreaterThan(1);
        }
    }

    @Test
    @Order(2)
    void anInstantNamesTheSameAsThePositionBeforeIt() {
        var inspector = cast.as(INSPECTOR);
        var now = body(inspector.getAsItIs(Deeds.CAMPAIGN + "/progress"));
        var then = body(inspector.getAsItIs(asOf(Deeds.CAMPAIGN + "/progress", "2022-09-19T09:00:00%2B08:00")));
        assertThat(then).isNotEqualTo(now);
        var before = inspector.getAsItIs(asOf("/campaigns", 0));
        assertThat(before.mustBeOk().json().path("items").size()).isZero();
        assertThat(inspector.getAsItIs(asOf(Deeds.CAMPAIGN + "/progress", 0)).problem())
                .isEqualTo("not-visible");
    }

    @Test
    @Order(3)
    void whatIsNoMomentOfThePastIsRefusedInWords() {
        var inspector = cast.as(INSPECTOR);
        assertThat(inspector
                        .getAsItIs(asOf("/me/tasks", "2031-01-01T00:00:00Z"))
                        .problem())
                .isEqualTo("as-of-in-future");
        assertThat(inspector.getAsItIs(asOf("/me/tasks", 999_999_999)).problem())
                .isEqualTo("as-of-in-future");
        assertThat(inspector.getAsItIs(asOf("/me/tasks", "yesterday")).problem())
                .isEqualTo("as-of-malformed");
    }

    /** Who may look is decided as of now: whoever has left the office does not get its pages by naming a day on which he had it. */
    @Test
    @Order(4)
    void whoMayLookIsDecidedAsOfNow() {
        var moment = shown.get(0).position();
        var stranger = deeds.collector(share);
        assertThat(stranger.getAsItIs(asOf(Deeds.CAMPAIGN + "/questions", moment))
                        .status())
                .isEqualTo(403);
    }

    /** The views are built anew and take the place of those that were looked at. */
    @Test
    @Order(6)
    void everyPageIsWhatItWasAfterARebuild() throws Exception {
        var rebuilt = OperatorAtATerminal.types(URI.create("http://localhost:" + port), "rebuild");
        assertThat(rebuilt.words()).contains("已切换 switched").doesNotContain("DIFFERENT");
        everyPageIsWhatItWas();
        // once more, for the old views are dropped by the next
        assertThat(OperatorAtATerminal.types(URI.create("http://localhost:" + port), "rebuild")
                        .words())
                .contains("已切换 switched");
        everyPageIsWhatItWas();
    }

    @Test
    @Order(5)
    void manyMomentsAreLookedAtOneAfterTheOther() {
        var inspector = cast.as(INSPECTOR);
        long last = shown.get(shown.size() - 1).position();
        for (long moment = last; moment > last - 20; moment--) {
            inspector.getAsItIs(asOf(Deeds.CAMPAIGN + "/progress", moment)).mustBeOk();
        }
        // and then again what was looked at first
        everyPageIsWhatItWas();
    }
}
