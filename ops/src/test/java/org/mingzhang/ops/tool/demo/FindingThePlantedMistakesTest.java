package org.mingzhang.ops.tool.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.mingzhang.ops.console.DemoCollegeInABrowser;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** 埋下的错误: a check run over the demo finds every mistake that its documentation lists, and last year is whole. */
@DemoCollegeInABrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FindingThePlantedMistakesTest {

    private Browser office;

    @LocalServerPort
    int port;

    @BeforeAll
    void theOffice() {
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
        assertThat(recount.path("differing").asInt()).isZero();
        assertThat(recount.path("items").findValues("counted").stream()
                        .mapToInt(JsonNode::asInt)
                        .sum())
                .isPositive();
    }

    @Test
    void aCheckRunFindsEachOfThemAndNothingElse() throws InterruptedException {
        var run = run();
        for (var mistake : DemoMistakes.ALL) {
            var found = office.get(Deeds.CAMPAIGN + "/findings?run=" + run + "&rule=" + mistake.rule() + "&table="
                            + mistake.table() + "&department=" + mistake.department())
                    .mustBeOk()
                    .json()
                    .path("items");
            assertThat(found.size()).as(mistake::toString).isPositive();
        }
        var planted = DemoMistakes.ALL.stream()
                .map(mistake -> mistake.rule() + " " + mistake.table())
                .collect(Collectors.toSet());
        assertThat(office.get(Deeds.CAMPAIGN + "/findings?run=" + run)
                        .mustBeOk()
                        .json()
                        .path("counts"))
                .extracting(count -> count.path("rule").asString("") + " "
                        + count.path("table").asString(""))
                .containsOnlyElementsOf(plus(planted));
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
