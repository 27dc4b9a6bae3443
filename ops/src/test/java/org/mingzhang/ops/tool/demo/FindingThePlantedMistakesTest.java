package org.mingzhang.ops.tool.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.mingzhang.ops.console.DemoCollegeInABrowser;
import org.springframework.boot.test.web.server.LocalServerPort;

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

    @Test
    void aCheckRunFindsEachOfThem() throws InterruptedException {
        var run = office.post(Deeds.CAMPAIGN + "/check-runs", Map.of("trial", true))
                .mustBeOk()
                .json()
                .path("id")
                .asString("");
        var at = Deeds.CAMPAIGN + "/check-runs/" + run;
        while (office.get(at).mustBeOk().json().path("state").asString("").equals("RUNNING")) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        for (var mistake : DemoMistakes.ALL) {
            var found = office.get(Deeds.CAMPAIGN + "/findings?run=" + run + "&rule=" + mistake.rule() + "&table="
                            + mistake.table() + "&department=" + mistake.department())
                    .mustBeOk()
                    .json()
                    .path("items");
            assertThat(found.size()).as(mistake::toString).isPositive();
        }
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
