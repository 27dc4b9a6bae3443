package org.mingzhang.ops.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.mingzhang.events.EventJson;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.proof.NoteKey;
import org.mingzhang.ops.Mingzhang;
import org.mingzhang.ops.console.DemoCollegeInABrowser;
import org.mingzhang.ops.database.DataDirectory;
import org.mingzhang.ops.tool.backup.ErasureList;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Browser.Answer;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.Deeds;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.mingzhang.ops.tool.demo.DemoRows;
import org.mingzhang.ops.tool.demo.RestOfTheAutumn;
import org.mingzhang.ops.tool.verify.Verify;
import org.mingzhang.ops.tool.witness.WitnessForTests;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * 采集办公室 — J4 from step 7 on and J8 at the demo college, over HTTP: on 11 October 2022 the office looks at the board, reminds
 * and grants time; the departments finish; it checks, judges a rule, sends findings, has the leaders sign and submits. A year
 * later somebody else takes over and plans 2023 from it. How a campaign is set up (J4 steps 1–6) is told by
 * {@link WholeCampaignStoryTest}.
 */
@SpringBootTest(classes = Mingzhang.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = DemoCollegeInABrowser.Visited.class)
@TestPropertySource(properties = "spring.application.name=office-journey")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
// @ExtendWith(Chapters.class)
class OfficeJourneyTest {

    private static final String MAJORS = "1.2.1";
    private static final String ADMISSIONS = "0108";
    private static final String NEXT = "/campaigns/2023";
    private static final String SUCCESSOR = "20230001";

    private final DemoCollege college = new DemoCollege();
    private Cast cast;
    private DemoRows rows;
    private Deeds deeds;
    private Browser office;
    private Browser second;
    private Browser lead;
    private final Map<String, Object> promoted = new LinkedHashMap<>();
    private JsonNode strange = JsonNodeFactory.instance.objectNode();
    private String faulty = "";
    private @Nullable WitnessForTests witness;
    private String snapshot = "";
    private String erased = "";

    @Autowired
    JdbcTemplate sql;

    @Value("${mingzhang.data}")
    Path data;

    @Autowired
    DataDirectory directory;

    @LocalServerPort
    int port;

    @BeforeAll
    void theMorningOf11October() {
        rows = new DemoRows(
                Catalogues.load().edition("2022"), college, college.size().students());
        cast = new Cast(URI.create("http://localhost:" + port), college, Browser.Keys.RANDOM, 0);
        deeds = new Deeds(cast, college, rows);
        cast.setClock(Instant.parse("2022-10-11T02:00:00Z"));
        office = deeds.office();
        second = cast.as("20110015");
    }

    // J4

    /** Step 7. */
    @Test
    @Order(407)
    void theBoardSaysWhoHasWhatHowLongAndWhatIsLate() {
        var board = ok(office.get(Deeds.CAMPAIGN + "/progress"));
        assertThat(board.path("departments").size()).isGreaterThan(20);
        var late = board.path("shares")
                .valueStream()
                .filter(share -> share.path("table").asString("").equals("1.4.2"))
                .findFirst()
                .orElseThrow();
        assertThat(late.path("lateness").size()).isPositive();
        assertThat(late.path("turn").path("people").size()).isPositive();
        assertThat(late.path("collection").path("original").asString(""))
                .isLessThan(late.path("collection").path("extended").asString(""));
    }

    /** 自动统计: nobody fills it, it moves with its sources, and it is read as of any moment. */
    @Test
    @Order(405)
    void aComputedTableFollowsWhatItIsWorkedOutFrom() throws IOException {
        var structure = Deeds.table("2.3.1") + "/entries";
        var before = ok(office.get(structure));
        assertThat(before.path("total").asInt()).isEqualTo(1);
        assertThat(before.path("from").toString())
                .as("the teachers are approved, those from outside are not yet")
                .contains("{\"code\":\"1.4.1\",\"zh\":\"校内教师基本信息表\",\"approved\":true}")
                .contains("{\"code\":\"1.4.2\",\"zh\":\"校外兼职教师基本信息表\",\"approved\":false}");

        var outside = deeds.collector("0106");
        var added = ok(outside.post(
                Deeds.table("1.4.2") + "/entries", Deeds.newEntry("0106", null, Map.of("external_no", "WP9001"))));
        var after = ok(office.get(structure));
        assertThat(cell(after, "external_teachers")).isEqualTo(cell(before, "external_teachers") + 1);
        ok(outside.delete(
                Deeds.table("1.4.2") + "/entries/" + added.path("id").asInt() + "?reason="
                        + URLEncoder.encode("误填", UTF_8),
                1));
        assertThat(cell(ok(office.get(structure)), "external_teachers")).isEqualTo(cell(before, "external_teachers"));
        var then = ok(office.get(structure + "?asOf=" + after.path("position").asLong()));
        assertThat(cell(then, "external_teachers")).isEqualTo(cell(after, "external_teachers"));
        var early = ok(office.get(Deeds.table("2.1.1") + "/entries?asOf=2022-09-10T00:00:00%2B08:00"));
        assertThat(early.path("total").asInt())
                .as("before the majors were filled in")
                .isZero();

        var file = office.get(structure + ".xlsx").mustBeOk().bytes();
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            var sheet = workbook.getSheetAt(0);
            assertThat(sheet.getRow(sheet.getLastRowNum()).getPhysicalNumberOfCells())
                    .isGreaterThan(5);
        }
        assertThat(outside.get(structure).problem()).isEqualTo("not-visible");
        assertThat(outside.post(structure, Deeds.newEntry("0106", null, Map.of()))
                        .problem())
                .isEqualTo("table-computed");
    }

    private static int cell(JsonNode listed, String field) {
        return listed.path("items").get(0).path("values").path(field).asInt();
    }

    @Test
    @Order(406)
    void whatNobodyDecidedIsListed() {
        var open = ok(office.get(Deeds.CAMPAIGN + "/handover")).path("openCorrections");
        assertThat(open.size()).isEqualTo(1);
        assertThat(open.get(0).path("table").asString("")).isEqualTo("2.2.1");
        assertThat(open.get(0).path("by").path("name").asString("")).isNotEmpty();
    }

    /** Step 8. */
    @Test
    @Order(408)
    void whoeverOwesSomethingIsRemindedOnceInFourHours() {
        var owing = ok(office.get(Deeds.CAMPAIGN + "/reminders")).path("items");
        var person = owing.get(0).path("person").path("staffNo").asString("");
        assertThat(owing.get(0).path("shares").size()).isPositive();
        var wanted = Map.of("people", List.of(person), "note", "请于本周内提交");
        ok(office.post(Deeds.CAMPAIGN + "/reminders", wanted));
        assertThat(second.post(Deeds.CAMPAIGN + "/reminders", wanted).problem()).isEqualTo("reminded-lately");
        assertThat(ok(cast.as(person).get("/me/notices")).toString()).contains("请于本周内提交");
    }

    /** Step 9. */
    @Test
    @Order(409)
    void moreTimeIsGrantedWithAReasonAndTheFirstDateStaysInSight() {
        var wanted = new LinkedHashMap<String, Object>(Map.of(
                "department", "0204", "table", "2.13.1", "stage", "REVIEW", "until", "2022-10-21", "reason", ""));
        assertThat(office.post(Deeds.CAMPAIGN + "/extensions", wanted).problem())
                .isEqualTo("reason-required");
        wanted.put("reason", "系主任外出，二十日返校后审核");
        ok(office.post(Deeds.CAMPAIGN + "/extensions", wanted));
        var review = share(Deeds.CAMPAIGN, "2.13.1", "0204").path("review");
        assertThat(review.path("counts").asString("")).startsWith("2022-10-21");
        assertThat(review.path("original").asString("")).startsWith("2022-10-18");
    }

    /** Step 9: whoever needs more time asks for it, and is told what was decided. */
    @Test
    @Order(409)
    void moreTimeIsAskedForAndAnswered() {
        var at = Deeds.share("2.13.1", "0204") + "/extension-request";
        var collector = deeds.collector("0204");
        var wish = new LinkedHashMap<String, Object>(
                Map.of("stage", "COLLECTION", "until", "2022-10-25", "reason", "两位教师参加省赛，二十五日前交齐"));
        assertThat(deeds.collector("0201").post(at, wish).problem()).isEqualTo("not-your-share");
        ok(collector.post(at, wish));
        assertThat(ok(office.get("/me/tasks")).toString()).contains("decide-extension");
        assertThat(ok(office.get("/me/notices")).toString()).contains("两位教师参加省赛");
        var asked = ok(office.get(Deeds.CAMPAIGN + "/extension-requests")).path("items");
        assertThat(asked.size()).isEqualTo(1);
        assertThat(asked.get(0).path("granted").isNull()).isTrue();
        var answer = Map.of("stage", "COLLECTION", "reason", "请先交已有部分，其余按整改补充");
        assertThat(collector.post(at + "/refusal", answer).problem()).isEqualTo("role-required");
        ok(office.post(at + "/refusal", answer));
        assertThat(office.post(at + "/refusal", answer).problem()).isEqualTo("no-extension-wanted");
        assertThat(ok(collector.get("/me/notices")).toString()).contains("请先交已有部分");
        assertThat(ok(collector.get(Deeds.CAMPAIGN + "/extension-requests"))
                        .path("items")
                        .get(0)
                        .path("granted")
                        .asBoolean(true))
                .isFalse();
        assertThat(ok(office.get("/me/tasks")).toString()).doesNotContain("decide-extension");
    }

    /** Steps 10 and E1: what depends on a source table closes while it is open again, and its rows are not taken away. */
    @Test
    @Order(410)
    void aSourceRowThatOthersReferToIsNotRemovedAndWhatDependsOnItWaitsMeanwhile() throws InterruptedException {
        var at = Deeds.share(MAJORS, ADMISSIONS);
        var major =
                ok(office.get(Deeds.table(MAJORS) + "/entries")).path("items").get(0);
        int entry = major.path("id").asInt();
        ok(office.post(
                at + "/reopening",
                Map.of("reason", "专业停招，请核对", "cells", List.of(Map.of("entry", entry, "field", "major_no")))));
        await("2.9.1 closes", () -> state("2.9.1").equals("LOCKED"));
        var waits = ok(deeds.collector("0203").get(Deeds.table("2.9.1")))
                .path("sources")
                .valueStream()
                .filter(source -> source.path("code").asString("").equals(MAJORS))
                .findFirst()
                .orElseThrow();
        assertThat(waits.path("approved").asBoolean()).isFalse();
        assertThat(waits.path("waitsFor")
                        .get(0)
                        .path("people")
                        .get(0)
                        .path("name")
                        .asString(""))
                .as("whom it waits for")
                .isNotEmpty();

        var collector = deeds.collector(ADMISSIONS);
        var gone = Deeds.table(MAJORS) + "/entries/" + entry + "?reason=" + URLEncoder.encode("专业停招", UTF_8);
        var refused = collector.delete(gone, major.path("revision").asInt());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("still-referred-to");
        var referrers = refused.json().path("referrers");
        assertThat(new HashSet<>(referrers.findValuesAsString("table")).size())
                .as(refused::toString)
                .isGreaterThan(1);
        assertThat(referrers.get(0).path("departmentName").asString("")).isNotEmpty();
        assertThat(deeds.collector("0205")
                        .delete(gone, major.path("revision").asInt())
                        .problem())
                .as("others are told nothing")
                .isEqualTo("not-your-share");

        // what he may do is give it another number; then he is the cause of what points to nothing, not who wrote it
        // there
        var was = major.path("values").path("major_no").asString("");
        var renamed = ok(collector.patch(
                Deeds.table(MAJORS) + "/entries/" + entry,
                major.path("revision").asInt(),
                Map.of("values", Map.of("major_no", "ZY97"), "reason", "专业号调整")));
        var trial = run(true);
        var dangling = ok(office.get(Deeds.CAMPAIGN + "/findings?rule=reference&run=" + trial))
                .path("items")
                .valueStream()
                .filter(finding -> finding.path("fields").toString().contains("major_no"))
                .toList();
        assertThat(dangling).isNotEmpty();
        assertThat(dangling.get(0).path("cause").path("by").asString(""))
                .as("whoever took it away")
                .isEqualTo(collector.staffNo());
        ok(collector.patch(
                Deeds.table(MAJORS) + "/entries/" + entry,
                renamed.path("revision").asInt(),
                Map.of("values", Map.of("major_no", was), "reason", "恢复原专业号")));

        var spare = ok(collector.post(
                Deeds.table(MAJORS) + "/entries", Map.of("department", ADMISSIONS, "values", unused(major))));
        ok(collector.delete(
                Deeds.table(MAJORS) + "/entries/" + spare.path("id").asInt() + "?reason="
                        + URLEncoder.encode("误增", UTF_8),
                1));
        ok(deeds.submit(MAJORS, ADMISSIONS));
        ok(deeds.openReview(MAJORS, ADMISSIONS));
        cast.setClock(Instant.parse("2022-10-11T03:00:00Z"));
        ok(deeds.brief(MAJORS, ADMISSIONS, Instant.parse("2022-10-11T02:30:00Z")));
        ok(deeds.approve(MAJORS, ADMISSIONS));
        await("2.9.1 opens again", () -> state("2.9.1").equals("OPEN"));
    }

    private static Map<String, Object> unused(JsonNode major) {
        var values = new LinkedHashMap<String, Object>();
        major.path("values").properties().forEach(cell -> {
            if (!cell.getValue().isNull()) {
                values.put(cell.getKey(), cell.getValue());
            }
        });
        values.put("major_no", "ZY98");
        return values;
    }

    /** E3 and E4, still in October. */
    @Test
    @Order(411)
    void theOfficeWritesNobodysCellsAndTwoOfItDoNotMoveOneDateUnseen() {
        var entry = ok(office.get(Deeds.table("2.9.5") + "/entries?department=0112"))
                .path("items")
                .get(0);
        assertThat(office.patch(
                                Deeds.table("2.9.5") + "/entries/"
                                        + entry.path("id").asInt(),
                                entry.path("revision").asInt(),
                                Map.of("values", Map.of("teaching_hours", 1)))
                        .problem())
                .isEqualTo("not-your-share");
        var seen = "2022-10-22";
        ok(office.put(
                Deeds.CAMPAIGN + "/stages/checking",
                Map.of("dueOn", "2022-10-23", "seenDueOn", seen, "reason", "规则修订，顺延一天")));
        var refused = second.put(
                Deeds.CAMPAIGN + "/stages/checking",
                Map.of("dueOn", "2022-10-24", "seenDueOn", seen, "reason", "留足复核时间"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("stage-moved-meanwhile");
        assertThat(refused.json().path("detail").asString("")).contains("2022-10-23");
    }

    /** E5: whoever was the only one to review a share has left; nobody reviews it until the office names another head. */
    @Test
    @Order(412)
    void aReviewerWhoLeavesIsReplacedAndHisSignaturesStay() throws InterruptedException {
        var head = college.head("0205");
        var rest = college.staff().stream()
                .filter(person -> !person.staffNo().equals(head.staffNo()))
                .map(cast::row)
                .toList();
        var browser = deeds.head("0205");
        ok(office.post("/organisation/staff", Map.of("rows", rest, "complete", true, "document", "云示组〔2022〕41号")));
        assertThat(browser.get("/me").status()).isEqualTo(401);
        var place = Deeds.share("2.13.1", "0205");
        var other = college.staff().stream()
                .filter(person -> person.department().equals("0205") && person.kind() == DemoCollege.Kind.TEACHER)
                .findFirst()
                .orElseThrow();
        assertThat(cast.as(other.staffNo()).post(place + "/review", null).problem())
                .isIn("not-the-reviewer", "reviewer-not-head");
        promoted.putAll(cast.row(other));
        promoted.put("post", "系主任");
        ok(office.post(
                "/organisation/staff",
                Map.of("rows", List.of(promoted), "complete", false, "document", "云示组〔2022〕42号")));
        ok(office.put(
                "/organisation/departments/0205/head", Map.of("staffNo", other.staffNo(), "document", "云示组〔2022〕42号")));
        await(
                "the new head reviews",
                () -> share(Deeds.CAMPAIGN, "2.13.1", "0205")
                        .path("reviewer")
                        .path("staffNo")
                        .asString("")
                        .equals(other.staffNo()));
    }

    /** Step 11. */
    @Test
    @Order(431)
    void everyRuleRunsAndEveryFailureSaysWhoseItIs() throws InterruptedException {
        new RestOfTheAutumn(college, rows, cast, deeds, Instant.parse("2022-10-11T03:30:00Z")).live();
        cast.setClock(Instant.parse("2022-10-19T01:00:00Z"));
        checked();
        var found = ok(office.get(Deeds.CAMPAIGN + "/findings?limit=500"));
        assertThat(found.path("rules").asInt()).isGreaterThan(150);
        assertThat(found.path("items").findValuesAsString("rule")).containsExactly("X-2.3.1-01", RestOfTheAutumn.LEFT);
        assertThat(found.path("items").findValuesAsString("severity")).containsOnly("WARNING");
        strange = finding(RestOfTheAutumn.LEFT);
        assertThat(strange.path("department").asString("")).isEqualTo("0114");
        assertThat(strange.path("cause").path("by").asString(""))
                .as(strange::toString)
                .isEqualTo(deeds.collector("0114").staffNo());
        assertThat(office.post(Deeds.CAMPAIGN + "/presentation", null).problem())
                .as("step 16")
                .isEqualTo("open-warnings");
    }

    /** Step 12. */
    @Test
    @Order(432)
    void aRuleThatIsWrongStopsNobodyAndStaysInSight() {
        var found = ok(office.get(Deeds.CAMPAIGN + "/findings?limit=500"));
        faulty = found.path("items")
                .valueStream()
                .map(finding -> finding.path("rule").asString(""))
                .filter(rule -> !rule.equals(strange.path("rule").asString("")))
                .findFirst()
                .orElseThrow();
        ok(office.post(
                Deeds.CAMPAIGN + "/rules/" + faulty + "/fault", Map.of("faulty", true, "reason", "省厅明确兼职教师也计入，规则待修订")));
        var after = ok(office.get(Deeds.CAMPAIGN + "/findings"));
        assertThat(after.path("items")
                        .valueStream()
                        .filter(finding -> finding.path("rule").asString("").equals(faulty))
                        .map(finding -> finding.path("setAside").asString("")))
                .isNotEmpty()
                .containsOnly("FAULTY_RULE");
        assertThat(after.path("faulty").toString()).contains(faulty, "兼职教师");
        assertThat(ok(cast.as("19950001").get(Deeds.CAMPAIGN + "/overrides")).toString())
                .contains(faulty);
    }

    /** Step 13. */
    @Test
    @Order(433)
    void aNewVersionIsTriedOnThePastBeforeAnybodyIsStopped() {
        var trial = ok(office.post(
                Deeds.CAMPAIGN + "/rule-trials",
                Map.of(
                        "rule",
                        "R-2.9.5-03",
                        "expr",
                        "teaching_hours + research_hours + social_hours <= 500",
                        "moments",
                        List.of("2022-10-15T00:00:00+08:00"))));
        assertThat(trial.path("items").get(0).path("before").asInt()).isZero();
        assertThat(trial.path("items").get(0).path("after").asInt()).isPositive();
        assertThat(trial.path("items").get(1).path("stopped").toString()).contains("0112");
    }

    /** Step 13, then: it is published with a reason, and from there on it counts; what earlier runs found stays. */
    @Test
    @Order(434)
    void theNewVersionIsPublishedAndCountsFromThereOn() throws InterruptedException {
        var at = Deeds.CAMPAIGN + "/rules/R-2.9.5-03/versions";
        var stricter = Map.of(
                "expr", "teaching_hours + research_hours + social_hours <= 500", "severity", "WARNING", "reason", "");
        assertThat(office.post(at, stricter).problem()).isEqualTo("reason-required");
        var wrong = Map.of("expr", "teaching_hoursss <= 500", "reason", "按设备科口径收紧");
        assertThat(office.post(at, wrong).problem()).isEqualTo("rule-unsound");
        assertThat(office.post(at, Map.of("reason", "按设备科口径收紧")).problem()).isEqualTo("rule-unchanged");
        long before =
                ok(office.get(Deeds.CAMPAIGN + "/findings")).path("position").asLong();
        var published = new LinkedHashMap<String, Object>(stricter);
        published.put("reason", "按设备科口径收紧，超过 500 学时须说明");
        ok(office.post(at, published));
        var version = ok(cast.as("19950001").get(Deeds.CAMPAIGN + "/rule-versions"))
                .path("items")
                .get(0);
        assertThat(version.path("version").asInt()).isEqualTo(2);
        assertThat(version.path("severity").asString("")).isEqualTo("WARNING");
        assertThat(version.path("by").path("name").asString("")).isEqualTo("吴数");

        assertThat(ok(deeds.collector("0112").get(Deeds.share("2.9.5", "0112") + "/checks"))
                        .path("items")
                        .findValuesAsString("rule"))
                .as("who fills the table sees it at once")
                .contains("R-2.9.5-03");
        checked();
        var found = ok(office.get(Deeds.CAMPAIGN + "/findings?rule=R-2.9.5-03"));
        assertThat(found.path("position").asLong()).isGreaterThan(before);
        assertThat(found.path("total").asInt()).isPositive();
        assertThat(found.path("items").get(0).path("severity").asString("")).isEqualTo("WARNING");
        assertThat(ok(office.get(Deeds.CAMPAIGN + "/overrides")).toString()).contains("发布规则 R-2.9.5-03 第 2 版（经验校验）");
    }

    /** Step 14. */
    @Test
    @Order(435)
    void findingsGoToWhoCanMendThem() {
        var collector = deeds.collector(strange.path("department").asString(""));
        ok(office.post(
                Deeds.CAMPAIGN + "/findings/notices",
                Map.of("findings", List.of(strange.path("id").asString("")), "note", "请核对该项数据")));
        assertThat(ok(collector.get("/me/notices")).toString()).contains("请核对该项数据");
        assertThat(ok(collector.get("/me/tasks"))
                        .path("items")
                        .get(0)
                        .path("kind")
                        .asString(""))
                .isEqualTo("explain");
        assertThat(ok(collector.get("/me/tasks")).toString())
                .contains(strange.path("table").asString(""));
    }

    /** Step 15, of which next year still knows. */
    @Test
    @Order(436)
    void whatCannotBeMendedIsToleratedByNumberWithAReason() {
        var rule = strange.path("rule").asString("");
        var at = Deeds.CAMPAIGN + "/findings/" + strange.path("id").asString("") + "/tolerance";
        assertThat(office.post(at, Map.of("reason", "基地全天开放", "lastYear", 2024)).problem())
                .isEqualTo("tolerance-number");
        assertThat(office.post(at, Map.of("number", 1, "reason", "", "lastYear", 2024))
                        .problem())
                .isEqualTo("explanation-required");
        ok(office.post(at, Map.of("number", 50, "reason", "基地全天开放，校长办公会同意", "lastYear", 2024)));
        assertThat(finding(rule).path("setAside").asString("")).isEqualTo("TOLERATED");
    }

    /** Step 16: the others are explained by who filled them and accepted by a second person; then the leaders are shown. */
    @Test
    @Order(437)
    void theLeadersAreShownWhatIsLeftAndSign() throws IOException, InterruptedException {
        if (witness == null) {
            witness = new WitnessForTests(Files.createTempDirectory("inspection"), "inspection-office");
            Files.copy(witness.publicKey(), directory.resolve("keys").resolve("witness.pub"));
        }
        while (explained()) {
            // a page at a time
        }
        checked();
        var shown = ok(office.post(Deeds.CAMPAIGN + "/presentation", null));
        var early = Deeds.signature(shown.path("contentHash").asString(""), DemoCollege.PASSWORD);
        var first = cast.as(shown.path("signers").get(0).asString(""));
        assertThat(first.post(Deeds.CAMPAIGN + "/sign-offs", early).problem())
                .as("what the leaders sign cannot be exchanged any more: the inspection office's witness has seen it")
                .isEqualTo("not-witnessed");
        theWitnessSigns();
        for (var signer : shown.path("signers")) {
            var signature = new LinkedHashMap<String, Object>(
                    Deeds.signature(shown.path("contentHash").asString(""), DemoCollege.PASSWORD));
            signature.put("opinion", "同意上报");
            var leader = cast.as(signer.asString(""));
            var papers = ok(leader.get(Deeds.CAMPAIGN + "/sign-off-pack"));
            assertThat(papers.path("sections").get(0).path("lines"))
                    .as("largest changes since last year")
                    .isNotEmpty();
            signature.put("packHash", "sha256:" + "0".repeat(64));
            assertThat(leader.post(Deeds.CAMPAIGN + "/sign-offs", signature).problem())
                    .as("papers that nobody has now")
                    .isEqualTo("papers-changed");
            signature.put("packHash", papers.path("hash").asString(""));
            ok(cast.as(signer.asString("")).post(Deeds.CAMPAIGN + "/sign-offs", signature));
        }
    }

    /** On the inspection office's own machine. */
    private void theWitnessSigns() throws IOException, InterruptedException {
        assertThat(witness).isNotNull();
        var log = NoteKey.parse(ok(office.get("/ledger")).path("logKey").asString(""));
        ok(office.get("/ledger/checkpoint?size=" + cast.seen()));
        witness.sign(URI.create("http://localhost:" + port), log, InstantSource.system());
    }

    private boolean explained() {
        var items = ok(office.get(Deeds.CAMPAIGN + "/findings?state=FOUND&limit=500"))
                .path("items");
        var sent = ok(office.get(Deeds.CAMPAIGN + "/findings?state=SENT&limit=500"))
                .path("items");
        var done = new ArrayList<String>();
        for (var finding : items.isEmpty() ? sent : items) {
            if (!finding.path("setAside").isNull()) {
                continue;
            }
            var id = finding.path("id").asString("");
            var department = finding.path("department").asString("");
            var shares = ok(office.get(Deeds.table(finding.path("table").asString(""))))
                    .path("shares");
            var who = !department.isEmpty()
                    ? deeds.collector(department)
                    : shares.isEmpty()
                            ? office
                            : deeds.collector(shares.get(0).path("department").asString(""));
            ok(who.post(
                    Deeds.CAMPAIGN + "/findings/" + id + "/explanation",
                    Map.of("text", "学校 2022 年的实际情况如此，已列入下一年改进计划")));
            done.add(id);
        }
        if (!done.isEmpty()) {
            ok(second.post(Deeds.CAMPAIGN + "/findings/acceptances", Map.of("findings", done)));
        }
        return !done.isEmpty();
    }

    /** J6 step 9: all that they decided upon, with their names, on paper. */
    @Test
    @Order(438)
    void whatTheLeadersSignedIsPrinted() throws Exception {
        var answer = cast.as("19950001").getAsItIs(Deeds.CAMPAIGN + "/sign-off.pdf");
        assertThat(answer.status()).as(answer::toString).isEqualTo(200);
        var directory = Files.createDirectories(Path.of("target", "prints"));
        Files.write(directory.resolve("sign-off.pdf"), answer.bytes());
        try (var paper = Loader.loadPDF(answer.bytes())) {
            for (int page = 0; page < paper.getNumberOfPages(); page++) {
                ImageIO.write(
                        new PDFRenderer(paper).renderImageWithDPI(page, 110),
                        "png",
                        directory.resolve("sign-off-" + (page + 1) + ".png").toFile());
            }
            var text = new PDFTextStripper().getText(paper);
            assertThat(text)
                    .contains(college.name())
                    .contains("领导已签审")
                    .contains("生师比")
                    .contains("达标")
                    .contains("冯校（19950001）")
                    .contains("何副（19960001）")
                    .contains("同意上报")
                    .contains("学校盖章")
                    .contains(RestOfTheAutumn.LEFT)
                    .contains(faulty)
                    .contains("已列入下一年改进计划")
                    .contains("外聘教师材料由合作医院", "延期（采集）至 2022-10-12 23:59")
                    .contains(ok(office.get(Deeds.CAMPAIGN)).path("contentHash").asString("none"));
        }
        assertThat(ok(cast.as("20030009").get("/audit?kind=account.exported")).toString())
                .contains("sign-off");
        assertThat(deeds.collector("0201").get(Deeds.CAMPAIGN + "/sign-off.pdf").status())
                .isEqualTo(403);
    }

    /** Steps 17 and 18. */
    @Test
    @Order(439)
    void thePackageIsTheSameTwiceAndTwoPeopleSubmitIt() throws IOException, InterruptedException {
        var making = CompletableFuture.supplyAsync(() -> office.post(Deeds.CAMPAIGN + "/snapshots", null));
        var told = new TreeSet<Integer>();
        while (!making.isDone()) {
            var packing = ok(second.get(Deeds.CAMPAIGN + "/snapshots/packing"));
            if (packing.path("running").asBoolean()) {
                told.add(packing.path("done").asInt());
            }
        }
        assertThat(told).as("tables that were packed when it was asked").hasSizeGreaterThan(2);
        var first = ok(making.join());
        assertThat(ok(second.get(Deeds.CAMPAIGN + "/snapshots/packing"))
                        .path("running")
                        .asBoolean())
                .isFalse();
        var id = first.path("id").asString("");
        var bytes = office.getAsItIs(Deeds.CAMPAIGN + "/snapshots/" + id + ".zip");
        assertThat(office.getAsItIs(Deeds.CAMPAIGN + "/snapshots/" + id + ".zip")
                        .bytes())
                .isEqualTo(bytes.bytes());
        var files = unpacked(bytes.bytes());
        assertThat(files.get("indicators.csv")).contains("生师比").contains("达标");
        assertThat(files.get("findings.csv"))
                .as("what was explained stands beside what was found")
                .contains("rule,severity,table")
                .contains(",ACCEPTED");
        assertThat(files.get("signatures.csv"))
                .contains("table.share-approved")
                .contains("campaign.signed-off")
                .contains("19950001")
                .contains(first.path("contentHash").asString(""));
        snapshot = id;
        assertThat(office.post(Deeds.CAMPAIGN + "/submission", Map.of("snapshot", id, "receipt", "早了"))
                        .problem())
                .isEqualTo("not-witnessed");
        theWitnessSigns();
        ok(office.post(Deeds.CAMPAIGN + "/submission", Map.of("snapshot", id, "receipt", "示例回执-2022-99001")));
        assertThat(office.post(Deeds.CAMPAIGN + "/submission/confirmation", null)
                        .problem())
                .isEqualTo("same-person");
        ok(second.post(Deeds.CAMPAIGN + "/submission/confirmation", null));
        assertThat(ok(office.get(Deeds.CAMPAIGN)).path("state").asString("")).isEqualTo("SUBMITTED");
        assertThat(state("2.9.1")).isEqualTo("FROZEN");
    }

    /** What goes to the ministry is made of what was signed and of nothing else. */
    @Test
    @Order(441)
    void whatGoesToTheMinistryIsMadeOfWhatWasSigned() throws IOException {
        var ministry = Deeds.CAMPAIGN + "/snapshots/" + snapshot + "/ministry/";
        var rehearsed = ok(second.get(ministry + "push"));
        assertThat(rehearsed.path("standard").asString("")).contains("数字基座", "V3.0.2");
        assertThat(rehearsed.path("records").asInt()).isPositive();
        assertThat(rehearsed.path("tables").size()).isEqualTo(18);
        var pushed = second.getAsItIs(ministry + "push/files.zip");
        assertThat(pushed.status()).as(pushed::toString).isEqualTo(200);
        assertThat(office.getAsItIs(ministry + "push/files.zip").bytes()).isEqualTo(pushed.bytes());
        int records = 0;
        try (var zip = new ZipInputStream(new ByteArrayInputStream(pushed.bytes()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().startsWith("batches/")) {
                    records += EventJson.mapper()
                            .readTree(zip.readAllBytes())
                            .path("records")
                            .size();
                }
            }
        }
        assertThat(records).isEqualTo(rehearsed.path("records").asInt());
        var files = second.getAsItIs(ministry + "file/files.zip");
        assertThat(unpacked(files.bytes()).get("清单.csv"))
                .contains("1.5.1,全日制在校生信息表,")
                .doesNotContain("findings");
        assertThat(ok(cast.as("20030009").get("/audit?kind=account.exported")).toString())
                .contains("ministry-push", "ministry-file");
        var early = ok(office.post(Deeds.CAMPAIGN + "/snapshots", Map.of("position", 2_000)))
                .path("id")
                .asString("");
        var before = Deeds.CAMPAIGN + "/snapshots/" + early + "/ministry/";
        assertThat(ok(office.get(before + "push")).path("adapter").asString("")).isEqualTo("push");
        assertThat(office.get(before + "push/files.zip").problem()).isEqualTo("snapshot-unsigned");
        assertThat(office.get(ministry + "pigeon").status()).isEqualTo(404);
        assertThat(cast.as("19950001").get(ministry + "push").status()).isEqualTo(403);
    }

    /** The texts of a package, by path. */
    private static Map<String, String> unpacked(byte[] zip) throws IOException {
        var files = new LinkedHashMap<String, String>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().endsWith(".csv")) {
                    files.put(entry.getName(), new String(in.readAllBytes(), UTF_8));
                }
            }
        }
        return files;
    }

    /**
     * Somebody who trusts nobody confirms the package by himself: the tables are those that were sealed and signed, and the
     * events make these tables of themselves.
     */
    @Test
    @Order(440)
    void anOutsiderConfirmsThePackageAndWhoSignedIt(@TempDir Path outside) throws IOException, InterruptedException {
        theWitnessSigns();
        var path = Deeds.CAMPAIGN + "/snapshots/" + snapshot + "/proven.zip?witnessed=true";
        var file = Files.write(
                outside.resolve("proven.zip"), office.getAsItIs(path).mustBeOk().bytes());
        var key = Files.writeString(
                outside.resolve("log.pub"),
                ok(office.get("/ledger")).path("logKey").asString(""));
        var said = verified(0, file, key);
        assertThat(said)
                .contains("已核实 OK")
                .contains("签审 signed       19")
                .contains("校长 2022-")
                .contains("上报 handed in    示例回执-2022-99001")
                .contains("状态 state");

        var signing = ok(cast.as("20030009").get("/audit?kind=campaign.signed"))
                .path("items")
                .get(0)
                .path("event")
                .asString("");
        var now = InstantSource.system().instant().atOffset(ZoneOffset.UTC);
        assertThat(verified(
                        0,
                        file,
                        key,
                        "--event",
                        signing,
                        "--deadline",
                        now.plusDays(1).toString()))
                .as("the witness saw the signatures by then")
                .contains("截止前已在账本中");
        assertThat(verified(
                        0,
                        file,
                        key,
                        "--event",
                        signing,
                        "--deadline",
                        now.minusHours(1).toString()))
                .as("the witness saw the ledger without them after that")
                .contains("截止时不在账本中");
        assertThat(verified(1, file, key, "--event", "0", "--deadline", now.toString()))
                .contains("event-missing");

        var forged = outside.resolve("forged.zip");
        altered(file, forged, "tables/2.9.1.csv", content -> content.replace("SX-", "SY-"));
        assertThat(verified(1, forged, key).strip().lines().reduce((a, b) -> b)).contains("file-changed");
        assertThat(ok(cast.as("20030009").get("/audit?kind=account.exported")).toString())
                .contains("proven-snapshot");
        assertThat(deeds.collector("0201").getAsItIs(path).status()).isEqualTo(403);
    }

    private String verified(int exit, Path file, Path key, String... more) {
        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said, true, UTF_8);
        var seen = Objects.requireNonNull(witness).publicKey().toString();
        var arguments = new ArrayList<>(
                List.of(file.toString(), "--log-key", key.toString(), "--witness-key", seen, "--state"));
        arguments.addAll(List.of(more));
        assertThat(Verify.run(arguments, out, out)).as(said::toString).isEqualTo(exit);
        return said.toString(UTF_8);
    }

    private static void altered(Path from, Path to, String name, UnaryOperator<String> change) throws IOException {
        try (var in = new ZipFile(from.toFile());
                var out = new ZipOutputStream(Files.newOutputStream(to))) {
            for (var entry : Collections.list(in.entries())) {
                var bytes = in.getInputStream(entry).readAllBytes();
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(
                        entry.getName().equals(name)
                                ? change.apply(new String(bytes, UTF_8)).getBytes(UTF_8)
                                : bytes);
            }
        }
    }

    /** E2: what was submitted is corrected only when a leader agrees, in a second round with a package of its own. */
    @Test
    @Order(450)
    void whatWasSubmittedIsCorrectedByTwoPeopleAndSubmittedAgain() throws IOException, InterruptedException {
        var at = Deeds.CAMPAIGN + "/submission/return";
        var leader = cast.as("19950001");
        assertThat(leader.post(at + "/confirmation", null).problem()).isEqualTo("return-not-requested");
        ok(office.post(at, Map.of("reason", "省厅核查：计算机中心一处实训室面积有误")));
        assertThat(ok(office.get(Deeds.CAMPAIGN)).path("state").asString("")).isEqualTo("SUBMITTED");
        assertThat(ok(leader.get("/me/tasks")).findValuesAsString("kind")).contains("agree-return");
        assertThat(second.post(at + "/confirmation", null).status()).isEqualTo(403);
        ok(leader.post(at + "/confirmation", null));
        assertThat(ok(office.get(Deeds.CAMPAIGN)).path("round").asInt()).isEqualTo(2);
        await("2.9.1 thaws", () -> state("2.9.1").equals("OPEN"));

        var share = Deeds.share("2.9.1", "0114");
        int entry = strange.path("entry").asInt();
        ok(office.post(
                share + "/reopening",
                Map.of("reason", "省厅核查：面积有误", "cells", List.of(Map.of("entry", entry, "field", "area")))));
        var collector = deeds.collector("0114");
        var place = Deeds.table("2.9.1") + "/entries/" + entry;
        ok(collector.patch(
                place,
                ok(collector.get(place)).path("revision").asInt(),
                Map.of("values", Map.of("area", "180.00"), "reason", "按房产证更正")));
        ok(deeds.submit("2.9.1", "0114"));
        ok(deeds.openReview("2.9.1", "0114"));
        cast.setClock(Instant.parse("2022-11-03T02:00:00Z"));
        ok(deeds.brief("2.9.1", "0114", Instant.parse("2022-11-03T01:30:00Z")));
        ok(deeds.approve("2.9.1", "0114"));
        ok(deeds.collector(college.division("2.9.1").shares().get(0))
                .post(Deeds.table("2.9.1") + "/consolidation", null));
        checked();
        theLeadersAreShownWhatIsLeftAndSign();
        var since = ok(leader.get(Deeds.CAMPAIGN + "/sign-off-pack"))
                .path("sections")
                .get(0);
        assertThat(since.path("title").asString(""))
                .as("what is not what they had signed, cell by cell")
                .isEqualTo("上次签审以来改动的数据");
        assertThat(since.path("lines").size()).isEqualTo(1);
        assertThat(since.path("lines").get(0).toString()).contains("2.9.1", "建筑面积", "180.00", collector.staffNo());
        var again =
                ok(office.post(Deeds.CAMPAIGN + "/snapshots", null)).path("id").asString("");
        assertThat(again).isNotEqualTo(snapshot);
        assertThat(difference(again))
                .as("the second package says what differs from the first, cell by cell")
                .hasSize(1)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("2.9.1,")
                        .contains("," + entry + ",0114,CHANGED,area,")
                        .endsWith(",180.00"));
        theWitnessSigns();
        ok(office.post(Deeds.CAMPAIGN + "/submission", Map.of("snapshot", again, "receipt", "示例回执-2022-99002")));
        ok(second.post(Deeds.CAMPAIGN + "/submission/confirmation", null));
        assertThat(office.getAsItIs(Deeds.CAMPAIGN + "/snapshots/" + snapshot + ".zip")
                        .status())
                .as("the first package stays")
                .isEqualTo(200);
        assertThat(ok(leader.get(Deeds.CAMPAIGN + "/overrides")).toString()).contains("已上报的数据重新开放");
    }

    private List<String> difference(String id) throws IOException {
        var file = Files.createTempFile("second", ".zip");
        Files.write(
                file,
                office.getAsItIs(Deeds.CAMPAIGN + "/snapshots/" + id + ".zip")
                        .mustBeOk()
                        .bytes());
        try (var zip = new ZipFile(file.toFile())) {
            var entry = zip.getEntry("difference/since-" + snapshot + ".csv");
            assertThat(entry).isNotNull();
            return new String(zip.getInputStream(entry).readAllBytes(), UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
        } finally {
            Files.delete(file);
        }
    }

    // J8

    /** Step 1 and E5. */
    @Test
    @Order(801)
    void somebodyElseTakesOverAndFindsWhatIsOpenAndWhatWasLearned() {
        cast.setClock(Instant.parse("2023-09-01T01:00:00Z"));
        var rest = new ArrayList<Map<String, Object>>();
        college.staff().stream()
                .filter(person ->
                        !List.of("20050007", college.head("0205").staffNo()).contains(person.staffNo()))
                .map(cast::row)
                .map(row -> row.get("staffNo").equals(promoted.get("staffNo")) ? promoted : row)
                .forEach(rest::add);
        var successor = new LinkedHashMap<>(cast.row(college.staff("20110015")));
        successor.put("staffNo", SUCCESSOR);
        successor.put("name", "褚新");
        successor.put("identityNumber", "990101199203070018");
        rest.add(successor);
        ok(second.post("/organisation/staff", Map.of("rows", rest, "complete", true, "document", "云示组〔2023〕17号")));
        assertThat(office.get("/me").status()).as("the old lead's open tab").isEqualTo(401);
        lead = cast.stranger(SUCCESSOR);
        ok(Cast.activate(lead, "070018", DemoCollege.PASSWORD));

        var list = ok(lead.get(Deeds.CAMPAIGN + "/handover"));
        var tolerance = list.path("tolerances").get(0);
        assertThat(tolerance.path("rule").asString(""))
                .isEqualTo(strange.path("rule").asString(""));
        assertThat(tolerance.path("number").asInt()).isEqualTo(50);
        assertThat(tolerance.path("lastYear").asInt()).isEqualTo(2024);
        assertThat(tolerance.path("by").path("name").asString(""))
                .as("his name stays")
                .isEqualTo("吴数");
        assertThat(list.path("faultyRules").get(0).path("rule").asString("")).isEqualTo(faulty);
        assertThat(list.path("faultyRules").get(0).path("message").asString("")).isNotEmpty();
        assertThat(list.path("openCorrections").size()).as("all decided").isZero();
        assertThat(list.path("questions").size()).isEqualTo(2);
        assertThat(list.path("returnedShares").findValuesAsString("table")).contains("2.13.1", MAJORS);
        assertThat(list.path("rulesSentBack").get(0).path("rule").asString(""))
                .isEqualTo(strange.path("rule").asString(""));
        assertThat(deeds.collector("0201").get(Deeds.CAMPAIGN + "/handover").status())
                .isEqualTo(403);
    }

    /** Steps 2 to 4: 护理系 and the department for work abroad have become one. */
    @Test
    @Order(802)
    void theNextYearIsPlannedFromThisOneInItsNewForm() {
        var differs = ok(lead.get("/catalogues/2023/difference?from=2022")).toString();
        assertThat(differs).contains("2.8.1", "2.19.2");
        var into = Map.of("code", "0210", "name", "护理学院", "aliases", List.of("护理"), "supervisor", "19950001");
        ok(lead.post(
                "/organisation/reorganisations",
                Map.of(
                        "from",
                        List.of("0201", "0206"),
                        "into",
                        into,
                        "head",
                        college.head("0201").staffNo(),
                        "document",
                        "校人〔2023〕9号")));
        var planned = ok(lead.post("/campaigns", Map.of("year", 2023, "from", 2022, "edition", "2023")));
        assertThat(planned.path("openPoints").toString()).contains("2.19.2");
        assertThat(share(
                                NEXT,
                                "2.12.1",
                                ok(lead.get(NEXT + "/tables/2.12.1"))
                                        .path("shares")
                                        .get(0)
                                        .path("department")
                                        .asString(""))
                        .path("nilProposed")
                        .asBoolean())
                .as("E4: nothing to report last year is proposed again, and asked")
                .isTrue();
        for (var point : planned.path("openPoints")) {
            ok(lead.post(
                    NEXT + "/points/" + point.path("point").asString("") + "/settlement",
                    Map.of("decision", "由科研处填报", "departments", List.of("0110"), "collectors", List.of("20110015"))));
        }
        ok(lead.post(NEXT + "/opening", null));
        assertThat(ok(lead.get("/campaigns/2022/tables/2.13.1")).toString())
                .as("2022 keeps its names")
                .contains("护理系");
    }

    /** Step 7. */
    @Test
    @Order(803)
    void whatIsToleratedForYearsIsToleratedStill() {
        var list = ok(lead.get(NEXT + "/handover"));
        assertThat(list.path("tolerances").get(0).path("rule").asString(""))
                .isEqualTo(strange.path("rule").asString(""));
        assertThat(list.path("tolerances").get(0).path("number").asInt()).isEqualTo(50);
        assertThat(list.path("faultyRules").size()).isZero();
    }

    /** Steps 5 and 6, and E3. */
    @Test
    @Order(804)
    void lastYearsApprovedEntriesAreCarriedAndComparedEntryByEntry() throws InterruptedException {
        // a table that waits for no other and that one department had filled with several entries
        var table = college.divisions().stream()
                .map(DemoCollege.Division::code)
                .filter(code -> college.division(code).shares().size() == 1 && !code.startsWith("1."))
                .filter(code ->
                        ok(lead.get(NEXT + "/tables/" + code)).path("sources").isEmpty())
                .filter(code -> rows.size(code, college.division(code).shares().get(0)) > 2)
                .findFirst()
                .orElseThrow();
        await(
                table + " opens",
                () -> ok(lead.get(NEXT + "/tables/" + table))
                        .path("state")
                        .asString("")
                        .equals("OPEN"));
        var department = college.division(table).shares().get(0);
        var collector = cast.as(share(NEXT, table, department)
                .path("collectors")
                .get(0)
                .path("staffNo")
                .asString(""));
        var path = NEXT + "/tables/" + table + "/carry-forward";
        var items = ok(collector.get(path + "?department=" + department)).path("items");
        assertThat(items.size()).isGreaterThan(2);
        var entries = new ArrayList<Map<String, Object>>();
        items.valueStream()
                .skip(1)
                .forEach(item -> entries.add(Map.of("entry", item.path("entry").asInt())));
        var taken = ok(collector.post(path, Map.of("department", department, "entries", entries)));
        assertThat(ok(collector.get(path + "?department=" + department))
                        .path("items")
                        .valueStream()
                        .filter(item -> item.path("match").asString("").equals("NEW"))
                        .count())
                .as("what was taken is not offered again")
                .isEqualTo(1);

        var compared = NEXT + "/tables/" + table + "/year-difference?department=" + department;
        var counts = ok(collector.get(compared)).path("counts");
        assertThat(counts.path("GONE").asInt()).isEqualTo(1);
        assertThat(counts.path("SAME").asInt()).isEqualTo(items.size() - 1);
        assertThat(counts.path("ADDED").asInt()).isZero();
        int changed = taken.path("entries").get(0).asInt();
        var field = plainNumber(collector, table, changed);
        ok(collector.patch(NEXT + "/tables/" + table + "/entries/" + changed, 1, Map.of("values", Map.of(field, 7))));
        var after = ok(collector.get(compared));
        assertThat(after.path("counts").path("CHANGED").asInt()).isEqualTo(1);
        var item = after.path("items")
                .valueStream()
                .filter(each -> each.path("kind").asString("").equals("CHANGED"))
                .findFirst()
                .orElseThrow();
        assertThat(item.path("entry").asInt()).isEqualTo(changed);
        assertThat(item.path("changes").get(0).path("field").asString("")).isEqualTo(field);
        assertThat(item.path("changes").get(0).path("to").asInt()).isEqualTo(7);
        var file = new String(
                lead.getAsItIs(NEXT + "/tables/" + table + "/year-difference.csv")
                        .bytes(),
                UTF_8);
        assertThat(file).startsWith("\uFEFF情况,部门").contains("有变化", "上年有今年无");
        assertThat(deeds.collector("0114").get(compared).status()).isEqualTo(404);
    }

    private String plainNumber(Browser reader, String table, int entry) {
        var form = ok(reader.get("/catalogues/2023")).path("tables");
        var values =
                ok(reader.get(NEXT + "/tables/" + table + "/entries/" + entry)).findValue("values");
        return Catalogues.load().edition("2023").table(table).orElseThrow().fields().stream()
                .filter(field -> field.type() == org.mingzhang.events.catalogue.FieldType.INTEGER)
                .map(field -> field.name())
                .filter(name -> values.path(name).isNumber())
                .findFirst()
                .orElseThrow(() -> new AssertionError(form.toString()));
    }

    /** Step 4 again: what two departments reported is compared with what the one that answers for them reports. */
    @Test
    @Order(805)
    void theNewCollegeIsComparedWithBothThatItAnswersFor() {
        var tables = college.divisions().stream()
                .filter(division -> division.shares().containsAll(List.of("0201", "0206")))
                .map(DemoCollege.Division::code)
                .filter(table -> ok(lead.get(Deeds.table(table)))
                        .path("shares")
                        .valueStream()
                        .filter(each -> List.of("0201", "0206")
                                .contains(each.path("department").asString("")))
                        .allMatch(each -> each.path("stage").asString("").equals("APPROVED")
                                && each.path("entries").asInt() > 0))
                .toList();
        assertThat(tables).isNotEmpty();
        for (var table : tables) {
            int before = ok(lead.get(Deeds.table(table)))
                    .path("shares")
                    .valueStream()
                    .filter(each -> List.of("0201", "0206")
                            .contains(each.path("department").asString("")))
                    .mapToInt(each -> each.path("entries").asInt())
                    .sum();
            var counts = ok(lead.get(NEXT + "/tables/" + table + "/year-difference?department=0210"))
                    .path("counts");
            assertThat(counts.path("GONE").asInt()).as(table).isEqualTo(before);
        }
    }

    /** Step 8. */
    @Test
    @Order(808)
    void lastYearIsReadAsItWasInItsOwnForm() {
        var then = ok(lead.get(Deeds.table("2.8.1") + "/entries?asOf=2022-10-11T00:00:00%2B08:00"))
                .path("items")
                .get(0)
                .path("values");
        assertThat(then.has("role")).isTrue();
        assertThat(then.has("role_type")).isFalse();
    }

    /** Step 10: the values of one student go under an order, and everything that was proven stays proven. */
    @Test
    @Order(810)
    void whatIsKnownOfAFormerStudentIsErasedAndEveryProofStillHolds() throws Exception {
        var students = Deeds.table("1.5.1");
        var student = ok(lead.get(students + "/entries?limit=1")).path("items").get(0);
        int entry = student.path("id").asInt();
        var values = student.path("values");
        var number = values.path("student_no").asString("");
        assertThat(number).isNotEmpty();
        var identity = identityNumberOf(number);
        erased = number;
        var figures = figures();
        assertThat(filesHolding(identity)).as("it lies somewhere before").isNotEmpty();
        long total = ok(lead.get(students + "/entries?limit=1")).path("total").asLong();

        var order = new LinkedHashMap<String, Object>(Map.of(
                "document",
                "云示档〔2023〕5号",
                "kind",
                "student",
                "numbers",
                List.of(number, "20999999999"),
                "reason",
                "毕业后依本人请求删除"));
        var unknown = lead.post("/erasures", order);
        assertThat(unknown.problem()).isEqualTo("person-unknown");
        assertThat(unknown.json().path("detail").asString(""))
                .contains("20999999999")
                .doesNotContain(number);
        order.put("numbers", List.of(number));
        var asked = ok(lead.post("/erasures", order));
        assertThat(asked.path("persons").asInt()).isEqualTo(1);
        assertThat(asked.path("entries").asInt()).as("of both years").isGreaterThan(1);
        var at = "/erasures/" + asked.path("erasure").asString("");
        assertThat(lead.post(at + "/agreement", null).problem()).isEqualTo("role-required");
        var inspector = cast.as("20030009");
        ok(inspector.post(at + "/agreement", null));
        assertThat(inspector.post(at + "/agreement", null).problem()).isEqualTo("erasure-decided");

        var gone = ok(lead.get(students + "/entries/" + entry)).findValue("values");
        assertThat(gone.path("student_no").asString("")).isEqualTo("（已依法删除）");
        assertThat(gone.path("name").asString("")).isEqualTo("（已依法删除）");
        assertThat(ok(lead.get(students + "/entries/" + entry + "/history")).toString())
                .doesNotContain(number)
                .contains("已依法删除");
        assertThat(ok(lead.get(students + "/entries/" + entry + "?asOf=2022-10-12T00:00:00%2B08:00"))
                        .toString())
                .as("as of the past too")
                .doesNotContain(number);
        assertThat(ok(lead.get(students + "/entries?limit=1")).path("total").asLong())
                .as("the entry still counts")
                .isEqualTo(total);
        assertThat(figures()).isEqualTo(figures);
        for (var secret : List.of(number, identity)) {
            assertThat(rowsHolding(secret)).as(secret).isEmpty();
        }
        for (int i = 0; i < 160 && !filesHolding(identity).isEmpty(); i++) {
            TimeUnit.MILLISECONDS.sleep(250);
        }
        assertThat(filesHolding(identity)).as("no file of the program holds it").isEmpty();
        assertThat(new ErasureList(directory.resolve(".")).read())
                .as("a backup from before will not bring it back")
                .isNotEmpty();
        assertThat(lead.getAsItIs(Deeds.CAMPAIGN + "/snapshots/" + snapshot + ".zip")
                        .status())
                .as("a package with it cannot be made again")
                .isEqualTo(410);

        var list = ok(inspector.get("/erasures")).path("items").get(0);
        assertThat(list.path("state").asString("")).isEqualTo("CARRIED_OUT");
        assertThat(list.path("document").asString("")).isEqualTo("云示档〔2023〕5号");
        assertThat(list.path("by").path("name").asString("")).isEqualTo("褚新");
        assertThat(list.path("decidedBy").path("staffNo").asString("")).isEqualTo("20030009");
        assertThat(ok(inspector.get("/audit?kind=erasure")).toString())
                .contains("销毁密钥")
                .doesNotContain(number);
        assertThat(ok(inspector.post("/ledger/audit", null)).path("condition").asString(""))
                .as("not one event has changed")
                .isEqualTo("SOUND");
        var technician = cast.as("20080011");
        ok(technician.post("/projections/rebuild", Map.of("switchOver", false)));
        await(
                "the views are rebuilt beside",
                () -> !ok(technician.get("/projections/rebuild"))
                        .path("state")
                        .asString("")
                        .equals("RUNNING"));
        var rebuilt = ok(technician.get("/projections/rebuild"));
        assertThat(rebuilt.path("same").asBoolean()).as(rebuilt::toString).isTrue();
    }

    /** Whoever was erased is not entered again; of a member of staff the number stays, for what was done under it. */
    @Test
    @Order(811)
    void whoWasErasedIsNotEnteredAgainAndOfStaffTheNumberStays() {
        var again = deeds.collector("0107")
                .post(
                        NEXT + "/tables/1.5.1/entries",
                        Map.of("department", "0107", "values", Map.of("student_no", erased, "name", "某某")));
        assertThat(again.status()).as(again::toString).isEqualTo(409);
        assertThat(again.problem()).isEqualTo("person-erased");

        var asked = ok(lead.post(
                "/erasures",
                Map.of(
                        "document",
                        "云示档〔2023〕6号",
                        "kind",
                        "staff",
                        "numbers",
                        List.of("20050007"),
                        "reason",
                        "离校后本人请求删除")));
        ok(cast.as("20030009").post("/erasures/" + asked.path("erasure").asString("") + "/agreement", null));
        var by = ok(lead.get(Deeds.CAMPAIGN + "/handover"))
                .path("tolerances")
                .get(0)
                .path("by");
        assertThat(by.path("staffNo").asString("")).isEqualTo("20050007");
        assertThat(by.path("name").isNull()).as("no name any more").isTrue();
        assertThat(rowsHolding("吴数")).isEmpty();
    }

    /** Every file below the data directory, the database's own among them, in which a text stands; packages are looked into. */
    private List<String> filesHolding(String text) {
        try (var all = Files.walk(data)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> holds(file, text.getBytes(UTF_8)))
                    .map(file -> data.relativize(file).toString())
                    .toList();
        } catch (IOException | UncheckedIOException moved) {
            return List.of("read again: " + moved.getMessage());
        }
    }

    private static boolean holds(Path file, byte[] text) {
        try {
            if (file.toString().endsWith(".zip")) {
                try (var zip = new ZipFile(file.toFile())) {
                    for (var entry : Collections.list(zip.entries())) {
                        if (entry.getName().endsWith(".csv")
                                && indexOf(zip.getInputStream(entry).readAllBytes(), text) >= 0) {
                            return true;
                        }
                    }
                    return false;
                }
            }
            return indexOf(Files.readAllBytes(file), text) >= 0;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static int indexOf(byte[] all, byte[] part) {
        search:
        for (int i = 0; i <= all.length - part.length; i++) {
            for (int j = 0; j < part.length; j++) {
                if (all[i + j] != part[j]) {
                    continue search;
                }
            }
            return i;
        }
        return -1;
    }

    /** Every row of every table of the program in which a text stands. */
    private List<String> rowsHolding(String text) {
        var holding = new ArrayList<String>();
        for (var table : sql.queryForList("""
                select format('%I.%I', table_schema, table_name) from information_schema.tables
                where table_schema in ('view', 'store', 'guard', 'schedule') and table_type = 'BASE TABLE'""", String.class)) {
            var found = sql.queryForObject(
                    "select count(*) from " + table + " t where t::text like ?", Integer.class, "%" + text + "%");
            if (found != null && found > 0) {
                holding.add(table + ": " + found);
            }
        }
        return holding;
    }

    /** What the student's identity number was, which no reader sees in full. */
    private String identityNumberOf(String number) {
        return sql.queryForObject(
                "select cells ->> 'id_number' from view.entry_version where cells ->> 'student_no' = ? limit 1",
                String.class,
                number);
    }

    private List<String> figures() {
        return ok(cast.as("19950001").get(Deeds.CAMPAIGN + "/indicators"))
                .path("items")
                .findValuesAsString("exact");
    }

    private void checked() throws InterruptedException {
        run(false);
    }

    private String run(boolean trial) throws InterruptedException {
        var run = ok(office.post(Deeds.CAMPAIGN + "/check-runs", Map.of("trial", trial)))
                .path("id")
                .asString("");
        await(
                "the run ends",
                () -> !ok(office.get(Deeds.CAMPAIGN + "/check-runs/" + run))
                        .path("state")
                        .asString("")
                        .equals("RUNNING"));
        return run;
    }

    private JsonNode finding(String rule) {
        return ok(office.get(Deeds.CAMPAIGN + "/findings?rule=" + rule))
                .path("items")
                .get(0);
    }

    private String state(String table) {
        return ok(office.get(Deeds.table(table))).path("state").asString("");
    }

    private JsonNode share(String campaign, String table, String department) {
        return ok((lead == null ? office : lead).get(campaign + "/tables/" + table))
                .path("shares")
                .valueStream()
                .filter(each -> each.path("department").asString("").equals(department))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode ok(Answer answer) {
        return answer.mustBeOk().json();
    }

    private static void await(String what, BooleanSupplier come) throws InterruptedException {
        for (int i = 0; !come.getAsBoolean(); i++) {
            assertThat(i).as(what).isLessThan(400);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
