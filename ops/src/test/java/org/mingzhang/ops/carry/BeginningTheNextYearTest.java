package org.mingzhang.ops.carry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
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

/**
 * 沿用上年与带入上年 — J1 steps 4 and 5, J4 step 1: 2023 is planned from 2022 with another edition of the form, and a collector
 * takes over what was approved.
 */
@RunningProgram
@TestPropertySource(properties = "spring.application.name=next-year")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BeginningTheNextYearTest {

    private static final String GROUPS = "2.8.1";
    /** A table in which both departments that merge have a share, and which waits for no other. */
    private static final String SHARED = "2.18.4";

    private static final List<String> MERGED = List.of("0201", "0206");
    private static final String NEXT = "/campaigns/2023";
    private static final String TABLE = NEXT + "/tables/" + GROUPS;

    private final DemoCollege college = new DemoCollege();
    private final String share = college.division(GROUPS).shares().get(0);
    private Cast cast;
    private Deeds deeds;
    private Browser office;
    private Browser collector;

    @Autowired
    SetUpCode code;

    @LocalServerPort
    int port;

    @BeforeAll
    void aShareOf2022IsApproved() throws InterruptedException {
        var rows = new DemoRows(Catalogues.load().edition("2022"), college, 400);
        cast = new Cast(URI.create("http://localhost:" + port), college, Browser.Keys.RANDOM, 0);
        deeds = new Deeds(cast, college, rows);
        AnOpenCampaign.setUp(cast, college, deeds, code.issue().orElseThrow());
        office = deeds.office();
        collector = deeds.collector(share);
        deeds.head(share);
        deeds.head("0201");
        cast.as("20160102");
        MERGED.forEach(deeds::collector);
        var changes = List.of(
                add(group("云岭护理职业教育集团", "牵头/理事长单位")),
                add(group("滇西健康养老产教联盟", "成员")),
                add(group("西南口腔医学职教联盟", "参与/理事单位")));
        collector
                .post(Deeds.table(GROUPS) + "/entries/batch", Map.of("department", share, "changes", changes))
                .mustBeOk();
        deeds.submit(GROUPS, share).mustBeOk();
        deeds.openReview(GROUPS, share).mustBeOk();
        cast.setClock(Instant.parse("2022-09-08T03:00:00Z"));
        deeds.brief(GROUPS, share, Instant.parse("2022-09-08T02:00:00Z")).mustBeOk();
        deeds.approve(GROUPS, share).mustBeOk();
    }

    private static Map<String, Object> add(Map<String, Object> values) {
        return Map.of("op", "ADD", "values", values);
    }

    private static Map<String, Object> group(String name, String role) {
        var cells = new HashMap<String, Object>();
        cells.put("group_name", name);
        cells.put("role", role);
        cells.put("founded_on", "2015-06");
        cells.put("approved_by", "云岭省教育厅");
        cells.put("level", "20");
        cells.put("is_demonstration", true);
        cells.put("member_count", 36);
        cells.put("enterprise_count", 21);
        cells.put("fund_this_year", "12.50");
        cells.put("legal_entity", false);
        return cells;
    }

    @Test
    @Order(1)
    void theNextYearIsPlannedFromThisOne() throws InterruptedException {
        cast.setClock(Instant.parse("2023-09-08T01:00:00Z"));
        assertThat(office.post("/campaigns", Map.of("year", 2023, "from", 2024, "edition", "2023"))
                        .problem())
                .isEqualTo("no-such-campaign");
        var answer = office.post("/campaigns", Map.of("year", 2023, "from", 2022, "edition", "2023"));
        assertThat(answer.status()).as(answer::toString).isEqualTo(201);
        var planned = answer.json();
        assertThat(planned.path("academicYear").path("from").asString("")).isEqualTo("2022-09-01");
        assertThat(planned.path("stages").toString()).contains("2023-10-15").doesNotContain("2022-10");
        assertThat(planned.path("shares").asInt()).isGreaterThan(100);
        var points = planned.path("openPoints");
        assertThat(points.toString()).contains("2.19.2").contains("上年没有这张表");
        var people = office.get(TABLE).mustBeOk().json().path("shares").get(0);
        assertThat(people.path("collectors").get(0).path("staffNo").asString(""))
                .isEqualTo(collector.staffNo());
        for (var point : points) {
            office.post(
                            NEXT + "/points/" + point.path("point").asString("") + "/settlement",
                            Map.of(
                                    "decision",
                                    "由科研处填报",
                                    "departments",
                                    List.of(share),
                                    "collectors",
                                    List.of(collector.staffNo())))
                    .mustBeOk();
        }
        var opened = office.post(NEXT + "/opening", null);
        assertThat(opened.ok()).as(opened::toString).isTrue();
        for (int i = 0; !office.get(TABLE).json().path("state").asString("").equals("OPEN"); i++) {
            assertThat(i).as("the table opens").isLessThan(200);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Test
    @Order(2)
    void whatWasApprovedIsProposedInTheNewForm() {
        var proposal = collector
                .get(TABLE + "/carry-forward?department=" + share)
                .mustBeOk()
                .json();
        assertThat(proposal.path("year").asInt()).isEqualTo(2022);
        assertThat(proposal.path("items").size()).isEqualTo(3);
        var first = proposal.path("items").get(0);
        assertThat(first.path("match").asString("")).isEqualTo("NEW");
        var values = first.path("values");
        assertThat(values.path("filed_with").asString("")).as("renamed").isEqualTo("云岭省教育厅");
        assertThat(values.path("role_type").asString("")).as("split").isEqualTo("牵头");
        assertThat(values.path("role_post").asString("")).isEqualTo("理事长单位");
        assertThat(values.path("partner_count").isNull())
                .as("merged: a person chooses")
                .isTrue();
        assertThat(values.path("fund_this_year").isNull()).as("another unit").isTrue();
        assertThat(values.has("legal_entity")).as("dropped").isFalse();
        assertThat(rules(first)).contains("unchosen", "unit-changed");
        assertThat(rules(proposal.path("items").get(1))).contains("not-split");
        assertThat(proposal.path("choices").get(0).path("candidates").size()).isEqualTo(2);

        var chosen = collector
                .get(TABLE + "/carry-forward?department=" + share + "&choose=partner_count:member_count")
                .json();
        assertThat(chosen.path("items")
                        .get(0)
                        .path("values")
                        .path("partner_count")
                        .asInt())
                .isEqualTo(36);
        assertThat(collector.get(TABLE + "/entries").json().path("total").asInt())
                .as("nothing is stored")
                .isZero();
        assertThat(cast.as("20160102")
                        .get(TABLE + "/carry-forward?department=" + share)
                        .status())
                .isEqualTo(404);
    }

    @Test
    @Order(3)
    void aCollectorTakesOverWhatHeChoosesAndEveryCellKnowsWhereItCameFrom() {
        var path = TABLE + "/carry-forward";
        var wanted = Map.of(
                "department", share,
                "entries", List.of(Map.of("entry", 1), Map.of("entry", 3)),
                "choices", Map.of("partner_count", "member_count"));
        var taken = collector.post(path, wanted);
        assertThat(taken.status()).as(taken::toString).isEqualTo(201);
        int entry = taken.json().path("entries").get(0).asInt();
        var history = collector.get(TABLE + "/entries/" + entry + "/history").json();
        assertThat(history.path("items").get(0).path("how").asString("")).isEqualTo("CARRIED");
        assertThat(history.path("carriedFrom").path("year").asInt()).isEqualTo(2022);
        assertThat(history.path("carriedFrom").path("entry").asInt()).isEqualTo(1);
        var values = collector.get(TABLE + "/entries/" + entry).json().findValue("values");
        assertThat(values.path("partner_count").asInt()).isEqualTo(36);

        assertThat(collector.post(path, wanted).problem()).as("not twice").isEqualTo("carried-already");
        var again = collector
                .get(path + "?department=" + share)
                .json()
                .path("items")
                .get(0);
        assertThat(again.path("match").asString("")).isEqualTo("STANDS");
        assertThat(again.path("like").asInt()).isEqualTo(entry);
    }

    @Test
    @Order(4)
    void somethingNearlyTheSameIsAskedAbout() {
        var path = TABLE + "/carry-forward";
        collector
                .post(TABLE + "/entries", Map.of("department", share, "values", Map.of("group_name", "滇西健康养老产教联盟（省级）")))
                .mustBeOk();
        var second = collector
                .get(path + "?department=" + share)
                .json()
                .path("items")
                .get(1);
        assertThat(second.path("match").asString("")).isEqualTo("NEAR");
        var body = Map.of("department", share, "entries", List.of(Map.of("entry", 2)));
        assertThat(collector.post(path, body).problem()).isEqualTo("carry-unconfirmed");
        var sure = Map.of("department", share, "entries", List.of(Map.of("entry", 2, "confirmed", true)));
        assertThat(collector.post(path, sure).status()).isEqualTo(201);
        assertThat(collector
                        .post(path, Map.of("department", share, "entries", List.of(Map.of("entry", 9))))
                        .problem())
                .isEqualTo("nothing-to-carry");
    }

    /** Last year reads as it was, in its own form. */
    @Test
    @Order(5)
    void bothYearsAreReadInTheirOwnForm() {
        var last = collector
                .get(Deeds.table(GROUPS) + "/entries/1")
                .mustBeOk()
                .json()
                .findValue("values");
        assertThat(last.path("role").asString("")).isEqualTo("牵头/理事长单位");
        assertThat(last.has("role_type")).isFalse();
        assertThat(office.get("/catalogues/2023/difference?from=2022").ok()).isTrue();
    }

    /** 护理系 and the department for work abroad become a college in the middle of the year: their shares go on. */
    @Test
    @Order(6)
    void departmentsMergeAndTheirSharesGoOnUnderTheirOldNames() throws InterruptedException {
        var old = office.get(NEXT + "/tables/" + SHARED)
                .mustBeOk()
                .json()
                .path("shares")
                .valueStream()
                .filter(each -> MERGED.contains(each.path("department").asString("")))
                .toList();
        assertThat(old).hasSize(2);
        var into = Map.of("code", "0210", "name", "护理学院", "aliases", List.of("护理"), "supervisor", "19950001");
        var head = college.head("0201").staffNo();
        var body = Map.of("from", MERGED, "into", into, "head", head, "document", "校人〔2023〕9号");
        assertThat(collector.post("/organisation/reorganisations", body).status())
                .isEqualTo(403);
        office.post("/organisation/reorganisations", body).mustBeOk();

        var departments =
                office.get("/organisation/departments").mustBeOk().json().path("items");
        var nursing = departments
                .valueStream()
                .filter(each -> each.path("code").asString("").equals("0201"))
                .findFirst()
                .orElseThrow();
        assertThat(nursing.path("name").asString("")).isEqualTo("护理系");
        assertThat(nursing.path("successor").asString("")).isEqualTo("0210");
        awaitReviewer("0206", head);
        for (var share : old) {
            var department = share.path("department").asString("");
            var now = share(NEXT, department);
            assertThat(now.path("departmentName").asString(""))
                    .isEqualTo(share.path("departmentName").asString(""));
            assertThat(now.path("collectors")).isEqualTo(share.path("collectors"));
            assertThat(now.path("reviewer").path("staffNo").asString("")).isEqualTo(head);
            assertThat(now.path("supervisor").path("staffNo").asString("")).isEqualTo("19950001");
        }
        assertThat(deeds.head("0201")
                        .get(NEXT + "/tables/" + SHARED + "/entries?department=0206")
                        .status())
                .as("the new head sees both")
                .isEqualTo(200);
    }

    /** The share that the smaller department left behind is reviewed by the new head, and its data go to the college's. */
    @Test
    @Order(8)
    void theNewHeadReviewsAndTheYearAfterBelongsToTheCollege() throws InterruptedException {
        for (var department : MERGED) {
            var who = cast.as(share(NEXT, department)
                    .path("collectors")
                    .get(0)
                    .path("staffNo")
                    .asString(""));
            var place = NEXT + "/tables/" + SHARED + "/shares/" + department;
            who.post(place + "/nil-return", Map.of("reason", "本学年没有此类项目")).mustBeOk();
        }
        var reviewer = deeds.head("0201");
        var place = NEXT + "/tables/" + SHARED + "/shares/0206";
        reviewer.post(place + "/review", null).mustBeOk();
        cast.setClock(Instant.parse("2023-09-08T04:00:00Z"));
        reviewer.post(
                        place + "/briefing",
                        Map.of("leader", "19950001", "heldAt", "2023-09-08T03:00:00Z", "manner", "当面", "note", ""))
                .mustBeOk();
        reviewer.post(
                        place + "/approval",
                        Map.of(
                                "contentHash",
                                share(NEXT, "0206").path("contentHash").asString(""),
                                "password",
                                DemoCollege.PASSWORD))
                .mustBeOk();

        var planned = office.post("/campaigns", Map.of("year", 2024, "from", 2023, "edition", "2023"))
                .mustBeOk()
                .json();
        assertThat(planned.path("openPoints").toString()).doesNotContain("已撤销");
        var shares =
                office.get("/campaigns/2024/tables/" + SHARED).mustBeOk().json().path("shares");
        var codes = shares.valueStream()
                .map(each -> each.path("department").asString(""))
                .toList();
        assertThat(codes).contains("0210").doesNotContainAnyElementsOf(MERGED).doesNotHaveDuplicates();
        var joined = shares.valueStream()
                .filter(each -> each.path("department").asString("").equals("0210"))
                .findFirst()
                .orElseThrow();
        assertThat(joined.path("collectors").size()).isEqualTo(2);
    }

    /** The office may still name other collectors of a share whose department is no more. */
    @Test
    @Order(7)
    void aShareOfAMergedDepartmentKeepsItsNameWhenItIsGivenToSomebodyElse() {
        var place = NEXT + "/tables/" + SHARED + "/shares/";
        var collectors = share(NEXT, "0206").path("collectors");
        var before = codes(NEXT);
        office.put(place + "0206", Map.of("collectors", List.of("20150101"), "reason", "原填报人外出学习"))
                .mustBeOk();
        assertThat(codes(NEXT)).isEqualTo(before).doesNotContain("0210");
        assertThat(share(NEXT, "0206").path("collectors").toString()).contains("20150101");
        var back = collectors
                .valueStream()
                .map(each -> each.path("staffNo").asString(""))
                .toList();
        office.put(place + "0206", Map.of("collectors", back, "reason", "原填报人已返校"))
                .mustBeOk();
        assertThat(share(NEXT, "0206").path("collectors")).isEqualTo(collectors);
    }

    private List<String> codes(String campaign) {
        return office.get(campaign + "/tables/" + SHARED)
                .mustBeOk()
                .json()
                .path("shares")
                .valueStream()
                .map(each -> each.path("department").asString(""))
                .toList();
    }

    private JsonNode share(String campaign, String department) {
        return office.get(campaign + "/tables/" + SHARED)
                .mustBeOk()
                .json()
                .path("shares")
                .valueStream()
                .filter(each -> each.path("department").asString("").equals(department))
                .findFirst()
                .orElseThrow();
    }

    /** What follows by itself follows shortly after. */
    private void awaitReviewer(String department, String staffNo) throws InterruptedException {
        for (int i = 0;
                !share(NEXT, department)
                        .path("reviewer")
                        .path("staffNo")
                        .asString("")
                        .equals(staffNo);
                i++) {
            assertThat(i).as("the new head reviews").isLessThan(200);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static List<String> rules(JsonNode item) {
        return item.path("doubts")
                .valueStream()
                .map(doubt -> doubt.path("rule").asString(""))
                .toList();
    }
}
