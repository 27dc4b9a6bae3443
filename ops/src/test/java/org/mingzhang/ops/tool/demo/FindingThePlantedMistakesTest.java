package org.mingzhang.ops.tool.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.ops.console.DemoCollegeInABrowser;
import org.mingzhang.query.check.Checks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** 埋下的错误: a check run over the demo finds every mistake that its documentation lists, and last year is whole. */
@DemoCollegeInABrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FindingThePlantedMistakesTest {

    private Browser office;

    @LocalServerPort
    int port;

    @Autowired
    DataSource views;

    @Autowired
    Checks checks;

    private Cast cast;

    @BeforeAll
    void theOffice() {
        cast = new Cast(URI.create("http://localhost:" + port), new DemoCollege(), Browser.Keys.RANDOM, 0);
        office = new Browser(URI.create("http://localhost:" + port), "20050007", new AtomicLong(), Browser.Keys.RANDOM);
        office.post("/session", Map.of("staffNumber", "20050007", "password", DemoCollege.PASSWORD))
                .mustBeOk();
    }

    String run() throws InterruptedException {
        var run = office.post(Deeds.CAMPAIGN + "/check-runs", Map.of("trial", true))
                .mustBeOk()
                .json()
                .path("id")
                .asString("");
        var at = Deeds.CAMPAIGN + "/check-runs/" + run;
        while (office.get(at).mustBeOk().json().path("state").asString("").equals("RUNNING")) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return run;
    }

    /** What the rules miss as long as tables they read are not filled yet. */
    private static final Set<String> UNFINISHED = Set.of(
            "X-1.3.1-01 1.3.1",
            "X-1.4.1-01 1.4.1",
            "X-1.4.2-03 1.4.2",
            "X-1.5.1-02 1.5.1",
            "X-2.3.1-01 2.3.1",
            "X-2.7.1-01 2.7.1",
            "T-2.9.3-01 2.9.3");

    @Test
    void everyRuleWorkedOutInSqlFindsTheSame() throws InterruptedException {
        var recount = office.get(Deeds.CAMPAIGN + "/check-runs/" + run() + "/recount")
                .mustBeOk()
                .json();
        assertThat(recount.path("rules").asInt()).isGreaterThan(180);
        assertThat(recount.path("items").findValues("agrees")).allMatch(JsonNode::asBoolean);
        assertThat(recount.path("indicators").size()).isGreaterThan(20);
        assertThat(recount.path("indicators").findValues("agrees")).allMatch(JsonNode::asBoolean);
        assertThat(recount.path("differing").asInt()).isZero();
        assertThat(recount.path("items").findValues("counted").stream()
                        .mapToInt(JsonNode::asInt)
                        .sum())
                .isPositive();
    }

    /** Written by hand over the stored rows, without anything that the program works figures out with. */
    @Test
    void theSumsOfLineageAreThoseOfSqlWrittenByHand() {
        var sums = Map.of(
                "full_time_students", """
                        select count(*) from entry_version where table_key = '99001/2022/1.5.1' and to_position is null
                        and not removed and cells ->> 'student_status' in ('1', '2', '3', '4', '5')""",
                "books_per_student", """
                        select sum((cells ->> 'paper_books')::numeric) from entry_version
                        where table_key = '99001/2022/1.1.6' and to_position is null and not removed""",
                "equipment_value_per_student", """
                        select sum((cells ->> 'equipment_value')::numeric) from entry_version
                        where table_key = '99001/2022/1.1.5' and to_position is null and not removed""");
        sums.forEach((indicator, sql) -> {
            var lineage = cast.as("20030009")
                    .get(Deeds.CAMPAIGN + "/indicators/" + indicator + "/lineage")
                    .mustBeOk()
                    .json();
            var byHand = new JdbcTemplate(views).queryForObject(sql, BigDecimal.class);
            assertThat(byHand).isPositive();
            assertThat(new BigDecimal(lineage.path("sums").get(0).path("value").asString("0")))
                    .as(indicator)
                    .isEqualByComparingTo(byHand);
        });
    }

    @Test
    void aRunSaysWhatChangedSinceAndWhoseEntriesItIsAbout() throws InterruptedException {
        var run = run();
        var at = Deeds.CAMPAIGN + "/findings?run=" + run;
        var found = office.get(at).mustBeOk().json();
        assertThat(found.path("changed").path("tables")).isEmpty();
        assertThat(found.path("people").findValuesAsString("staffNo"))
                .contains(new DemoCollege().collector("0209").staffNo());
        var his = office.get(
                        at + "&person=" + new DemoCollege().collector("0209").staffNo())
                .mustBeOk()
                .json();
        assertThat(his.path("items").get(0).path("owners").findValuesAsString("staffNo"))
                .contains(new DemoCollege().collector("0209").staffNo());
        assertThat(his.path("total").asInt())
                .isPositive()
                .isLessThan(found.path("total").asInt());

        var who = cast.as(new DemoCollege().collector("0209").staffNo());
        var entries = Deeds.table("2.18.6") + "/entries";
        var entry = who.get(entries + "?department=0209")
                .mustBeOk()
                .json()
                .path("items")
                .path(0);
        var teachers = entry.path("values").path("trained_teachers").asInt();
        var edit = entries + "/" + entry.path("id").asInt();
        var changed = who.patch(edit, entry.path("revision").asInt(), Map.of("values", Map.of("trained_teachers", 98)))
                .mustBeOk();
        assertThat(office.get(at + "&minPosition=" + changed.position())
                        .json()
                        .path("changed")
                        .path("tables")
                        .toString())
                .isEqualTo("[\"2.18.6\"]");
        who.patch(edit, changed.json().path("revision").asInt(), Map.of("values", Map.of("trained_teachers", teachers)))
                .mustBeOk();
    }

    /** As of the end of the demo, for other tests work in it afterwards. */
    @Test
    void aCheckRunFindsEachOfThemAndNothingElse() {
        long end = Objects.requireNonNull(new JdbcTemplate(views).queryForObject("""
                        select min(position) from trail where kind = 'table.share-submitted'
                        and table_key = '99001/2022/2.13.1' and department = '0205'""", Long.class));
        var report = checks.runAnew(new CampaignKey("99001", 2022), end, (done, total, table) -> {})
                .orElseThrow()
                .report();
        for (var mistake : DemoMistakes.ALL) {
            assertThat(report.counts())
                    .as(mistake::toString)
                    .anyMatch(count -> count.rule().equals(mistake.rule())
                            && count.table().equals(mistake.table())
                            && count.department().equals(mistake.department()));
        }
        var planted = DemoMistakes.ALL.stream()
                .map(mistake -> mistake.rule() + " " + mistake.table())
                .collect(Collectors.toSet());
        assertThat(report.counts())
                .extracting(count -> count.rule() + " " + count.table())
                .isSubsetOf(plus(planted));
    }

    private static Set<String> plus(Set<String> planted) {
        var all = new HashSet<>(UNFINISHED);
        all.addAll(planted);
        return all;
    }

    @Test
    void theDocumentationListsThem() throws Exception {
        var documentation = Files.readString(Path.of("docs", "demo.md"));
        for (var mistake : DemoMistakes.ALL) {
            assertThat(documentation)
                    .contains("| " + mistake.table() + " | " + mistake.department() + " | " + mistake.rule() + " |");
        }
    }

    @Test
    void lastYearWasSubmitted() {
        var last = office.get("/campaigns/2021").mustBeOk().json();
        assertThat(last.path("state").asString("")).isEqualTo("SUBMITTED");
        for (var table : office.get("/campaigns/2021/tables").mustBeOk().json().path("items")) {
            assertThat(table.path("shares").findValuesAsString("stage"))
                    .as(table.path("code").asString(""))
                    .allMatch("APPROVED"::equals);
        }
    }
}
