package org.mingzhang.ops.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.ops.Mingzhang;
import org.mingzhang.ops.Sending;
import org.mingzhang.ops.console.DemoCollegeInABrowser;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Browser.Answer;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.Deeds;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.mingzhang.ops.tool.demo.DemoRows;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * 采集人与审核人 — J1 and J3 at the demo college, over HTTP, on 11 October 2022: last year is carried over, a block is pasted,
 * mistakes are mended, the share is handed over, taken back, reported, returned, mended and signed; then the clock passes.
 */
@SpringBootTest(classes = Mingzhang.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = DemoCollegeInABrowser.Visited.class)
@TestPropertySource(properties = "spring.application.name=journeys")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CollectorAndReviewerJourneyTest {

    private static final String PLACES = "2.9.1";
    private static final String SHARE = "0204";
    private static final String TABLE = Deeds.table(PLACES);
    private static final String AT = Deeds.share(PLACES, SHARE);

    private final DemoCollege college = new DemoCollege();
    private final List<Field> fields =
            Catalogues.load().edition("2022").table(PLACES).orElseThrow().fields();
    private Cast cast;
    private Deeds deeds;
    private DemoRows rows;
    private Browser collector;
    private Browser reviewer;
    private Browser leader;
    private int carried;
    private final List<Integer> pasted = new ArrayList<>();
    private long firstSubmission;

    @LocalServerPort
    int port;

    @BeforeAll
    void theMorningOf11October() {
        rows = new DemoRows(
                Catalogues.load().edition("2022"), college, college.size().students());
        cast = new Cast(URI.create("http://localhost:" + port), college, Browser.Keys.RANDOM, 0);
        deeds = new Deeds(cast, college, rows);
        cast.setClock(Instant.parse("2022-10-11T02:00:00Z"));
        collector = deeds.collector(SHARE);
        reviewer = deeds.head(SHARE);
        leader = cast.as(college.supervisorOf(SHARE).staffNo());
    }

    @Test
    @Order(101)
    void theTaskSaysWhatIsDueAndHowLongItStillIs() {
        var stranger = cast.stranger(collector.staffNo());
        assertThat(stranger.post("/session", Map.of("staffNumber", collector.staffNo(), "password", "guess-1"))
                        .problem())
                .isEqualTo("log-in-refused");
        var task = tasks(collector).stream()
                .filter(each -> each.path("table").asString("").equals(PLACES))
                .findFirst()
                .orElseThrow();
        assertThat(task.path("kind").asString("")).isEqualTo("fill");
        assertThat(task.path("daysLeft").asInt()).isEqualTo(4);
    }

    @Test
    @Order(102)
    void othersSharesAreNotThereButTheirProgressIs() {
        assertThat(collector.get(TABLE + "/entries?department=0201").status()).isEqualTo(404);
        assertThat(collector.get(TABLE + "/shares/0201/checks").status()).isEqualTo(404);
        assertThat(collector.get(Deeds.CAMPAIGN + "/progress").ok()).isTrue();
    }

    @Test
    @Order(103)
    void lastYearIsProposedAndNothingStoredBeforeItIsTaken() {
        var proposal = ok(collector.get(TABLE + "/carry-forward?department=" + SHARE));
        assertThat(proposal.path("year").asInt()).isEqualTo(2021);
        assertThat(proposal.path("items").size()).isEqualTo(2);
        assertThat(total()).isZero();
        var first = proposal.path("items")
                .get(0)
                .path("from")
                .path("entry")
                .asInt(proposal.path("items").get(0).path("entry").asInt());
        var taken = ok(collector.post(
                TABLE + "/carry-forward",
                Map.of("department", SHARE, "entries", List.of(Map.of("entry", first, "confirmed", true)))));
        carried = taken.path("entries").get(0).asInt();
        var history = ok(collector.get(TABLE + "/entries/" + carried + "/history"));
        assertThat(history.path("carriedFrom").path("year").asInt()).isEqualTo(2021);
        assertThat(total()).isEqualTo(1);
    }

    @Test
    @Order(104)
    void aBlockFromASpreadsheetIsTidiedAndSaysWhatWasTidied() {
        var second = line(1);
        second.put("place_name", "　中药炮制实训室");
        second.put("use_hours_campus", "４２０００");
        var third = line(1);
        third.put("place_no", "SX-0204-9");
        third.put("major_no", "ZY99");
        third.put("new_equipment_value", "99999.00");
        var block = ok(collector.post(
                TABLE + "/entries/batch",
                Map.of(
                        "department",
                        SHARE,
                        "changes",
                        List.of(Map.of("op", "ADD", "values", second), Map.of("op", "ADD", "values", third)))));
        block.path("entries").forEach(entry -> pasted.add(entry.path("id").asInt()));
        assertThat(block.path("entries").get(0).path("normalised").toString())
                .contains("place_name", "use_hours_campus");
        assertThat(value(pasted.get(0), "place_name")).isEqualTo("中药炮制实训室");
        assertThat(value(pasted.get(0), "use_hours_campus")).isEqualTo("42000");
    }

    @Test
    @Order(105)
    void whatIsWrongIsSaidAtOnceAndNamesTheCell() {
        ok(collector.patch(
                TABLE + "/entries/" + carried,
                1,
                Map.of("values", Map.of("area", "999.00", "use_hours_campus", 900000))));
        var checks = checks();
        assertThat(rules(checks)).contains("reference", "R-2.9.1-01", "R-2.9.1-03", "Y-2.9.1-01");
        assertThat(checks.path("errors").asInt()).isEqualTo(2);
        assertThat(checks.path("submittable").asBoolean()).isFalse();
        var strange = checks.path("items")
                .valueStream()
                .filter(each -> each.path("rule").asString("").equals("Y-2.9.1-01"))
                .toList();
        assertThat(strange).hasSize(1);
        assertThat(strange.get(0).path("entry").asInt()).isEqualTo(carried);
    }

    @Test
    @Order(106)
    void aCorrectionTakesTheErrorAwayAndUndoingErasesNothing() {
        int wrong = pasted.get(1);
        ok(collector.patch(TABLE + "/entries/" + wrong, 1, Map.of("values", Map.of("major_no", "ZY01"))));
        ok(collector.patch(TABLE + "/entries/" + wrong, 2, Map.of("values", Map.of("major_no", "ZY99"))));
        ok(collector.patch(TABLE + "/entries/" + wrong, 3, Map.of("values", Map.of("major_no", "ZY01"))));
        var history = ok(collector.get(TABLE + "/entries/" + wrong + "/history?field=major_no"));
        assertThat(history.path("items").size()).isEqualTo(4);
        assertThat(rules(checks())).doesNotContain("reference").contains("R-2.9.1-01");
    }

    @Test
    @Order(107)
    void aFileWithOneBadRowIsNotHalfTakenAndTheCorrectedOneIs() throws InterruptedException {
        var good = line(0);
        good.put("place_no", "SX-0204-20");
        var bad = line(0);
        bad.put("place_no", "SX-0204-21");
        bad.put("built_on", "去年");
        var key = UUID.randomUUID().toString();
        var preview = ok(send(csv(good, bad), key)).path("preview");
        assertThat(preview.path("counts").path("refused").asInt()).isEqualTo(1);
        assertThat(preview.path("counts").path("added").asInt()).isEqualTo(1);
        assertThat(accept(key, preview).problem()).isEqualTo("import-has-faults");
        assertThat(collector
                        .getAsItIs(TABLE + "/imports/" + key + "/errors.xlsx")
                        .status())
                .isEqualTo(200);
        assertThat(total()).isEqualTo(3);

        bad.put("built_on", "2019年3月");
        var again = UUID.randomUUID().toString();
        var clean = ok(send(csv(good, bad), again)).path("preview");
        ok(accept(again, clean));
        for (int i = 0; total() < 5; i++) {
            assertThat(i).isLessThan(200);
            TimeUnit.MILLISECONDS.sleep(25);
        }
    }

    @Test
    @Order(108)
    void aRowThatIsTakenOutStaysInTheLedger() {
        int gone = pasted.get(1);
        ok(collector.delete(TABLE + "/entries/" + gone + "?reason=" + encoded("重复录入"), 4));
        assertThat(total()).isEqualTo(4);
        var last = ok(collector.get(TABLE + "/entries/" + gone + "/history")).path("items");
        assertThat(last.get(last.size() - 1).path("kind").asString("")).isEqualTo("REMOVED");
        assertThat(last.get(last.size() - 1).path("reason").asString("")).isEqualTo("重复录入");
        var removed = Deeds.share("2.9.1", SHARE) + "/removed";
        var listed = ok(collector.get(removed)).path("items").get(0);
        assertThat(listed.path("entry").path("id").asInt()).isEqualTo(gone);
        assertThat(listed.path("reason").asString("")).isEqualTo("重复录入");
        assertThat(listed.path("by").path("staffNo").asString("")).isNotEmpty();
        var back = collector.post(removed + "/" + gone + "/restoration", null);
        assertThat(back.status()).as(back::toString).isEqualTo(201);
        int again = back.json().path("id").asInt();
        assertThat(total()).isEqualTo(5);
        assertThat(value(again, "place_no"))
                .isEqualTo(listed.path("entry").path("values").path("place_no").asString(""));
        assertThat(collector.post(removed + "/" + gone + "/restoration", null).problem())
                .as("a thing is reported once")
                .isEqualTo("values-refused");
        ok(collector.delete(TABLE + "/entries/" + again + "?reason=" + encoded("重复录入"), 1));
        assertThat(total()).isEqualTo(4);
    }

    @Test
    @Order(109)
    void anErrorStopsTheSubmissionAndAWarningWantsARealExplanation() {
        int wrong = carried;
        ok(collector.patch(
                TABLE + "/entries/" + wrong, 2, Map.of("values", Map.of("new_equipment_value", "88888.00"))));
        var refused = submit(List.of());
        assertThat(refused.problem()).isEqualTo("checks-failed");
        assertThat(refused.json().path("errors").size()).isEqualTo(1);
        assertThat(nil().problem()).as("there are entries").isEqualTo("share-has-entries");
        ok(collector.patch(TABLE + "/entries/" + wrong, 3, Map.of("values", Map.of("new_equipment_value", "4.00"))));

        assertThat(submit(List.of()).problem()).isEqualTo("explanation-required");
        assertThat(submit(List.of(Map.of("rule", "R-2.9.1-03", "words", "同上同上同上同上同上")))
                        .problem())
                .isEqualTo("explanation-required");
        var handed = submit(List.of(Map.of("rule", "R-2.9.1-03", "words", "实训室承担全省技能竞赛集训，使用频率高")));
        ok(handed);
        firstSubmission = handed.position();
        assertThat(stage()).isEqualTo("SUBMITTED");
        assertThat(collector
                        .patch(TABLE + "/entries/" + carried, 4, Map.of("values", Map.of("area", "200.00")))
                        .problem())
                .isEqualTo("share-not-open");
    }

    @Test
    @Order(110)
    void itIsTakenBackBeforeTheReviewerOpenedItAndNotAfter() {
        assertThat(kinds(reviewer)).contains("review");
        ok(collector.post(AT + "/withdrawal", null));
        assertThat(stage()).isEqualTo("DRAFT");
        assertThat(tasks(reviewer).stream()
                        .noneMatch(task -> task.path("table").asString("").equals(PLACES)))
                .isTrue();
        var handed = submit(List.of(Map.of("rule", "R-2.9.1-03", "words", "实训室承担全省技能竞赛集训，使用频率高")));
        ok(handed);
        firstSubmission = handed.position();
    }

    // J2 step 8

    /** A paper that two authors of one department report is shown to both, with no more than the other's name. */
    @Test
    @Order(201)
    void whatACoAuthorReportedTooIsShownToBothWithTheNameOnly() {
        var achievements = Deeds.table("2.15.2");
        var teachers = college.teachersOf("0201");
        var one = cast.as(teachers.get(1).staffNo());
        var other = cast.as(teachers.get(2).staffNo());
        var title = "老年护理实训\n“双元”教学, 改革与实践";
        var mine = ok(one.post(achievements + "/entries/batch", papers(one, title, "急救技能竞赛育人", "产教融合调查")));
        assertThat(ok(one.get(achievements + "/entries/"
                                + mine.path("entries").get(0).path("id").asInt()))
                        .findValue("values")
                        .path("title")
                        .asString(""))
                .as("line break and comma as they were")
                .isEqualTo(title);
        var at = Deeds.share("2.15.2", "0201") + "/checks";
        assertThat(rules(ok(one.get(at)))).doesNotContain("possible-duplicate");

        ok(other.post(achievements + "/entries/batch", papers(other, "老年护理实训“双元”教学改革与实践", "别的论文")));
        var shown = ok(one.get(at))
                .path("items")
                .valueStream()
                .filter(each -> each.path("rule").asString("").equals("possible-duplicate"))
                .toList();
        assertThat(shown).hasSize(1);
        assertThat(shown.get(0).path("severity").asString("")).isEqualTo("WARNING");
        assertThat(shown.get(0).path("entry").asInt())
                .isEqualTo(mine.path("entries").get(0).path("id").asInt());
        assertThat(shown.get(0).path("message").asString(""))
                .contains(teachers.get(2).name());
        assertThat(rules(ok(other.get(at)))).contains("possible-duplicate");
        assertThat(rules(ok(cast.as(teachers.get(3).staffNo()).get(at))))
                .as("whom it does not concern")
                .isEmpty();
        assertThat(deeds.collector("0204").get(at).status()).isEqualTo(404);
    }

    private static Map<String, Object> papers(Browser author, String... titles) {
        var changes = new ArrayList<Map<String, Object>>();
        for (var title : titles) {
            changes.add(Map.of(
                    "op",
                    "ADD",
                    "values",
                    Map.of(
                            "staff_no",
                            author.staffNo(),
                            "achievement_type",
                            "2",
                            "title",
                            title,
                            "achieved_on",
                            "2022-03",
                            "is_teaching_research",
                            true)));
        }
        return Map.of("department", "0201", "changes", changes);
    }

    // J3

    @Test
    @Order(301)
    void nothingIsSignedBeforeItWasReportedAndOpened() {
        assertThat(approve(hash(), DemoCollege.PASSWORD).problem()).isEqualTo("briefing-missing");
        cast.setClock(Instant.parse("2022-10-11T03:00:00Z"));
        assertThat(brief("19960001").problem()).as("another leader").isEqualTo("briefing-leader-wrong");
        ok(brief(leader.staffNo()));
        assertThat(kinds(leader)).contains("confirm-briefing");
        assertThat(approve(hash(), DemoCollege.PASSWORD).problem()).isEqualTo("not-opened-by-reviewer");
        ok(reviewer.post(AT + "/review", null));
        assertThat(collector.post(AT + "/withdrawal", null).problem()).isIn("review-already-opened", "not-submitted");
        ok(leader.post(AT + "/briefing/confirmation", null));
    }

    @Test
    @Order(302)
    void theReviewerSeesWhoFilledItAndEveryCellsPast() {
        var review = ok(reviewer.get(AT + "/review"));
        assertThat(review.path("total").asInt()).isEqualTo(4);
        assertThat(review.path("writers").get(0).path("person").path("staffNo").asString(""))
                .isEqualTo(collector.staffNo());
        assertThat(review.path("explanations").get(0).path("words").asString(""))
                .contains("技能竞赛");
        assertThat(review.path("contentHash").asString("")).isEqualTo(hash());
        var steps = ok(reviewer.get(TABLE + "/entries/" + carried + "/history?field=area"))
                .path("items");
        assertThat(steps.get(steps.size() - 1).path("changes").get(0).path("to").asString(""))
                .isEqualTo("999.00");
    }

    /** J3 step 6: what would be otherwise without a row; nothing is. */
    @Test
    @Order(303)
    void theReviewerAsksWhatWouldBeIfARowWereGone() {
        long before = collector.get(TABLE + "/entries?department=" + SHARE).position();
        var gone = Map.of("changes", List.of(Map.of("op", "REMOVE", "entry", carried)));
        var outcome = ok(reviewer.post(AT + "/what-if", gone));
        assertThat(outcome.path("disappearing").findValuesAsString("rule")).contains("R-2.9.1-03", "Y-2.9.1-01");
        assertThat(outcome.path("disappear").asInt())
                .isEqualTo(outcome.path("disappearing").size());
        var other = Map.of(
                "changes",
                List.of(Map.of("op", "AMEND", "entry", carried, "values", Map.of("new_equipment_value", 99999))));
        assertThat(ok(reviewer.post(AT + "/what-if", other)).path("appearing").findValuesAsString("rule"))
                .contains("R-2.9.1-01");
        assertThat(reviewer.post(
                                AT + "/what-if",
                                Map.of(
                                        "changes",
                                        List.of(Map.of(
                                                "op", "AMEND", "entry", carried, "values", Map.of("area", "很大")))))
                        .problem())
                .isEqualTo("supposition-wrong");
        assertThat(reviewer.post(AT + "/what-if", Map.of("changes", List.of(Map.of("op", "REMOVE", "entry", 99999))))
                        .problem())
                .isEqualTo("supposition-wrong");
        assertThat(total()).isEqualTo(4);
        assertThat(collector.get(TABLE + "/entries?department=" + SHARE).position())
                .as("the ledger has not moved")
                .isEqualTo(before);
        assertThat(deeds.collector("0201").post(AT + "/what-if", gone).status()).isEqualTo(404);
    }

    @Test
    @Order(304)
    void aReturnNamesCellsAndAReasonAndTheyAreMendedWithAReason() {
        var cells = List.of(Map.of("entry", carried, "field", "area"));
        assertThat(reviewer.post(AT + "/return", Map.of("reason", "错", "cells", cells))
                        .problem())
                .isEqualTo("reason-required");
        ok(reviewer.post(AT + "/return", Map.of("reason", "面积与房产证不一致，请核对", "cells", cells)));
        assertThat(stage()).isEqualTo("RETURNED");
        assertThat(kinds(collector)).contains("correct");
        assertThat(ok(collector.get("/me/notices")).toString()).contains("returned");
        assertThat(collector
                        .patch(TABLE + "/entries/" + carried, 4, Map.of("values", Map.of("area", "180.00")))
                        .problem())
                .isEqualTo("reason-required");
        ok(collector.patch(
                TABLE + "/entries/" + carried,
                4,
                Map.of("values", Map.of("area", "180.00", "use_hours_campus", 42000), "reason", "按房产证更正")));
        assertThat(rules(checks())).isEmpty();
        ok(submit(List.of()));
    }

    @Test
    @Order(305)
    void whatChangedSinceTheLastTimeIsExactlyWhatChanged() {
        var diff = ok(reviewer.get(TABLE + "/diff?from=" + firstSubmission + "&department=" + SHARE));
        assertThat(diff.path("items").size()).isEqualTo(1);
        assertThat(diff.path("items").get(0).path("changes").findValuesAsString("field"))
                .containsExactlyInAnyOrder("area", "use_hours_campus");
    }

    @Test
    @Order(306)
    void theSignatureBindsWhatWasShownAndAsksForThePassword() {
        cast.setClock(Instant.parse("2022-10-11T05:00:00Z"));
        ok(brief(leader.staffNo(), "2022-10-11T04:00:00Z"));
        ok(reviewer.post(AT + "/review", null));
        assertThat(approve("sha256:" + "0".repeat(64), DemoCollege.PASSWORD).problem())
                .isEqualTo("content-changed");
        assertThat(approve(hash(), "not-the-password").problem()).isEqualTo("password-wrong");
        ok(approve(hash(), DemoCollege.PASSWORD));
        var signature = signatures().get(0);
        assertThat(signature.path("by").path("staffNo").asString("")).isEqualTo(reviewer.staffNo());
        assertThat(signature.path("post").asString(""))
                .isEqualTo(college.head(SHARE).post());
        assertThat(signature.path("contentHash").asString("")).isEqualTo(hash());
        assertThat(signature.path("voidReason").isNull()).isTrue();
        assertThat(collector
                        .patch(
                                TABLE + "/entries/" + carried,
                                5,
                                Map.of("values", Map.of("area", "1.00"), "reason", "再改一次"))
                        .problem())
                .isEqualTo("share-approved");
    }

    @Test
    @Order(307)
    void anothersEditLeavesTheSignatureAndAnothersWholeShareIsApprovedByNobodyElse() {
        var before = hash();
        var other = deeds.collector("0201");
        var entry =
                ok(other.get(TABLE + "/entries?department=0201")).path("items").get(0);
        ok(other.patch(
                TABLE + "/entries/" + entry.path("id").asInt(),
                entry.path("revision").asInt(),
                Map.of("values", Map.of("project_count", 7))));
        assertThat(stage()).isEqualTo("APPROVED");
        assertThat(hash()).isEqualTo(before);
        assertThat(deeds.head("0201")
                        .post(AT + "/approval", Deeds.signature(before, DemoCollege.PASSWORD))
                        .problem())
                .isEqualTo("not-the-reviewer");
    }

    @Test
    @Order(308)
    void aSecretaryIsNeverMadeReviewerAndTheRefusalIsOnRecord() throws InterruptedException {
        var people = new LinkedHashMap<String, Object>(deeds.people(PLACES, "0201"));
        people.put("reviewer", "20180103");
        assertThat(deeds.office().put(Deeds.share(PLACES, "0201"), people).problem())
                .isEqualTo("reviewer-post-not-allowed");
        var collectorToo = new LinkedHashMap<String, Object>(deeds.people(PLACES, "0201"));
        collectorToo.put("collectors", List.of(deeds.head("0201").staffNo()));
        assertThat(deeds.office().put(Deeds.share(PLACES, "0201"), collectorToo).problem())
                .isEqualTo("collector-is-reviewer");
        // a refusal answers no ledger position to wait for
        for (int i = 0; i < 200 && !refusals().contains("reviewer-post-not-allowed"); i++) {
            TimeUnit.MILLISECONDS.sleep(25);
        }
        assertThat(refusals()).contains("reviewer-post-not-allowed");
    }

    /** E4: the clock passes the collection date; the office gives more time, and the lateness stays. */
    @Test
    @Order(309)
    void afterTheDateNothingIsEnteredUntilTheOfficeGivesMoreTime() throws InterruptedException {
        cast.setClock(Instant.parse("2022-10-15T16:30:00Z"));
        var other = deeds.collector("0205");
        var entry = Deeds.newEntry("0205", null, rows.rows(PLACES, "0205").get(0));
        assertThat(other.post(TABLE + "/entries", entry).problem()).isEqualTo("stage-closed");
        ok(deeds.office()
                .post(
                        Deeds.CAMPAIGN + "/extensions",
                        Map.of(
                                "department", "0205",
                                "table", PLACES,
                                "stage", "COLLECTION",
                                "until", "2022-10-18",
                                "reason", "设备搬迁，清点推迟")));
        ok(other.post(TABLE + "/entries", entry));
        var shown = ok(deeds.office().get(TABLE))
                .path("shares")
                .valueStream()
                .filter(each -> each.path("department").asString("").equals("0205"))
                .findFirst()
                .orElseThrow();
        assertThat(shown.path("collection").path("original").asString("")).startsWith("2022-10-15");
        assertThat(shown.path("collection").path("counts").asString("")).startsWith("2022-10-18");
        assertThat(shown.path("lateness").toString()).contains("COLLECTION");
    }

    /** E6: the head's post ends; the next day nothing is signed, and what was signed keeps the name and post. */
    @Test
    @Order(310)
    void whoIsHeadNoMoreSignsNothingMore() throws InterruptedException {
        var old = reviewer.staffNo();
        // a head of another department takes this one over
        var appointed = deeds.head("0202").staffNo();
        ok(deeds.office()
                .put(
                        "/organisation/departments/" + SHARE + "/head",
                        Map.of("staffNo", appointed, "document", "校人〔2022〕30号")));
        assertThat(share().path("approval").path("by").path("staffNo").asString(""))
                .isEqualTo(old);
        var reopened = deeds.office().post(AT + "/reopening", Map.of("reason", "省厅要求补充面积依据", "cells", List.of()));
        ok(reopened);
        assertThat(approve(hash(), DemoCollege.PASSWORD).status()).isEqualTo(403);
        var kept = signatures().get(0);
        assertThat(kept.path("by").path("staffNo").asString("")).isEqualTo(old);
        assertThat(kept.path("post").asString("")).isEqualTo(college.head(SHARE).post());
        assertThat(kept.path("voidReason").asString("")).contains("省厅要求");
    }

    // steps

    private String refusals() {
        return ok(cast.as("20030009").get("/audit?kind=account.attempt-refused"))
                .toString();
    }

    private static JsonNode ok(Answer answer) {
        assertThat(answer.ok()).as(answer::toString).isTrue();
        return answer.json();
    }

    private Map<String, Object> line(int i) {
        return new TreeMap<>(rows.rows(PLACES, SHARE).get(i));
    }

    private int total() {
        return ok(collector.get(TABLE + "/entries?department=" + SHARE))
                .path("total")
                .asInt();
    }

    private String value(int entry, String field) {
        return ok(collector.get(TABLE + "/entries/" + entry))
                .path("values")
                .path(field)
                .asString("");
    }

    private JsonNode checks() {
        return ok(collector.get(AT + "/checks"));
    }

    private static List<String> rules(JsonNode checks) {
        return checks.path("items")
                .valueStream()
                .map(each -> each.path("rule").asString(""))
                .distinct()
                .toList();
    }

    private static List<JsonNode> tasks(Browser who) {
        return ok(who.get("/me/tasks")).path("items").valueStream().toList();
    }

    private static List<String> kinds(Browser who) {
        return tasks(who).stream()
                .filter(task -> task.path("table").asString("").equals(PLACES))
                .map(task -> task.path("kind").asString(""))
                .toList();
    }

    private JsonNode share() {
        return ok(deeds.office().get(TABLE))
                .path("shares")
                .valueStream()
                .filter(each -> each.path("department").asString("").equals(SHARE))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode signatures() {
        return ok(collector.get(AT + "/signatures")).path("items");
    }

    private String stage() {
        return share().path("stage").asString("");
    }

    private String hash() {
        return share().path("contentHash").asString("");
    }

    private Answer submit(List<Map<String, Object>> explanations) {
        return collector.post(AT + "/submission", Map.of("explanations", explanations));
    }

    private Answer nil() {
        return collector.post(AT + "/nil-return", Map.of("reason", "本学年没有此类场所"));
    }

    private Answer brief(String to) {
        return brief(to, "2022-10-11T02:30:00Z");
    }

    private Answer brief(String to, String heldAt) {
        return reviewer.post(AT + "/briefing", Deeds.briefing(to, Instant.parse(heldAt)));
    }

    private Answer approve(String hash, String password) {
        return reviewer.post(AT + "/approval", Deeds.signature(hash, password));
    }

    private Answer send(byte[] file, String key) {
        return Sending.file(collector, TABLE + "/imports", "场所.csv", file, Map.of("department", SHARE), key);
    }

    private Answer accept(String key, JsonNode preview) {
        return collector.post(
                TABLE + "/imports/" + key + "/acceptance",
                Map.of("preview", preview.path("preview").asString("")));
    }

    @SafeVarargs
    private byte[] csv(Map<String, Object>... lines) {
        var text = new StringBuilder(fields.stream().map(Field::zh).collect(Collectors.joining(",")));
        for (var line : lines) {
            text.append("\r\n")
                    .append(fields.stream()
                            .map(field -> written(line.get(field.name())))
                            .collect(Collectors.joining(",")));
        }
        return text.toString().getBytes(UTF_8);
    }

    private static String written(@Nullable Object value) {
        if (value instanceof CellValue.Text words) {
            return words.text();
        }
        if (value instanceof CellValue.Whole whole) {
            return Long.toString(whole.number());
        }
        if (value instanceof CellValue.Flag flag) {
            return flag.yes() ? "是" : "否";
        }
        return value == null ? "" : value.toString();
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, UTF_8);
    }
}
