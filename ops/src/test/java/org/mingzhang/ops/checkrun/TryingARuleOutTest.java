package org.mingzhang.ops.checkrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.mingzhang.ops.console.DemoCollegeInABrowser;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.Deeds;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** 规则试算 — J4 step 13: how often a new version fails now, on a past day and last year, and whom it would have stopped. */
@DemoCollegeInABrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TryingARuleOutTest {

    private static final String TRIALS = Deeds.CAMPAIGN + "/rule-trials";

    private Browser office;
    private Cast cast;

    @LocalServerPort
    int port;

    @BeforeAll
    void theOffice() {
        cast = new Cast(URI.create("http://localhost:" + port), new DemoCollege(), Browser.Keys.RANDOM, 0);
        office = cast.as("20050007");
    }

    @Test
    void aStricterVersionSaysWhomItWouldHaveStoppedAndWhen() {
        long before = office.get(Deeds.table("1.3.1")).position();
        var trial = tried(Map.of(
                "rule",
                "R-2.9.5-03",
                "expr",
                "teaching_hours + research_hours + social_hours <= 500",
                "moments",
                List.of("2022-10-07T00:00:00+08:00")));
        assertThat(trial.path("scope").asString("")).isEqualTo("ROW");
        var now = trial.path("items").get(0);
        assertThat(now.path("before").asInt()).as("the planted mistake").isEqualTo(1);
        assertThat(now.path("after").asInt()).isEqualTo(5);
        var then = trial.path("items").get(1);
        assertThat(then.path("after").asInt())
                .as("nobody had entered anything yet")
                .isZero();
        var lastYear = trial.path("items").get(2);
        assertThat(lastYear.path("year").asInt()).isEqualTo(2021);
        assertThat(lastYear.path("before").asInt()).isZero();
        assertThat(lastYear.path("after").asInt()).isEqualTo(5);
        assertThat(lastYear.path("stopped").toString()).contains("0112");
        assertThat(office.get(Deeds.table("1.3.1")).position()).isEqualTo(before);
    }

    @Test
    void anotherParameterIsTriedWithTheRuleAsItIs() {
        var trial = tried(Map.of("rule", "R-2.9.5-01", "parameters", Map.of("large_equipment_min_price", "1000000")));
        assertThat(trial.path("items").get(0).path("before").asInt()).isZero();
        assertThat(trial.path("items").get(0).path("after").asInt()).isEqualTo(5);
    }

    @Test
    void aParameterCountsFromItsEventOnAndIsOnRecord() throws InterruptedException {
        var parameter = "/campaigns/2022/parameters/large_equipment_min_price";
        var why = "本校大型设备按一百万元以上填报";
        var before = run();
        office.post(parameter, Map.of("value", "100", "reason", why)).mustBeOk();
        var after = run();
        assertThat(failed(before, "R-2.9.5-01")).isZero();
        assertThat(failed(after, "R-2.9.5-01")).isEqualTo(5);
        assertThat(office.get("/campaigns/2022/check-runs/" + after + "/recount")
                        .mustBeOk()
                        .json()
                        .path("differing")
                        .asInt())
                .isZero();
        var refused = office.post(parameter, Map.of("value", "一百", "reason", why));
        assertThat(refused.problem()).isEqualTo("parameter-unreadable");
        assertThat(office.post(parameter, Map.of("value", "100", "reason", why)).problem())
                .isEqualTo("parameter-unchanged");
        assertThat(office.post("/campaigns/2022/parameters/nothing", Map.of("value", "1", "reason", why))
                        .problem())
                .isEqualTo("no-such-parameter");
        assertThat(cast.as("20150101")
                        .post(parameter, Map.of("value", "1", "reason", why))
                        .status())
                .isEqualTo(403);

        office.post(parameter, Map.of("value", "10", "reason", "仍按十万元以上填报")).mustBeOk();
        assertThat(failed(run(), "R-2.9.5-01")).isZero();
        var shown = parameter("large_equipment_min_price");
        assertThat(shown.path("value").asString("")).isEqualTo("10");
        assertThat(shown.path("changes").findValuesAsString("value")).containsExactly("10", "100");
        assertThat(shown.path("changes").path(1).path("reason").asString("")).isEqualTo(why);
        assertThat(cast.as("20030009")
                        .get("/campaigns/2022/overrides")
                        .mustBeOk()
                        .toString())
                .contains("large_equipment_min_price", why);
    }

    private JsonNode parameter(String name) {
        for (var each :
                office.get("/campaigns/2022/parameters").mustBeOk().json().path("items")) {
            if (each.path("name").asString("").equals(name)) {
                return each;
            }
        }
        throw new AssertionError("no parameter " + name);
    }

    private String run() throws InterruptedException {
        var run = office.post("/campaigns/2022/check-runs", Map.of("trial", true))
                .mustBeOk()
                .json()
                .path("id")
                .asString("");
        var at = "/campaigns/2022/check-runs/" + run;
        while (office.get(at).mustBeOk().json().path("state").asString("").equals("RUNNING")) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return run;
    }

    private int failed(String run, String rule) {
        return office.get("/campaigns/2022/findings?run=" + run + "&rule=" + rule)
                .mustBeOk()
                .json()
                .path("total")
                .asInt();
    }

    @Test
    void aNewRuleIsReadAndItsMistakesAreNamed() {
        var fresh = tried(Map.of("table", "2.9.1", "severity", "ERROR", "expr", "area <= 100"));
        assertThat(fresh.path("items").get(0).path("after").asInt()).isPositive();
        var wrong = office.post(TRIALS, Map.of("table", "2.9.1", "expr", "areaa <= 100"));
        assertThat(wrong.problem()).isEqualTo("rule-draft-wrong");
        assertThat(wrong.json().path("detail").asString("")).contains("areaa");
        assertThat(office.post(TRIALS, Map.of("rule", "R-0.0.0-00", "expr", "1 = 1"))
                        .problem())
                .isEqualTo("rule-draft-wrong");
        assertThat(cast.as("20150101")
                        .post(TRIALS, Map.of("table", "2.9.1", "expr", "area <= 1"))
                        .status())
                .isEqualTo(403);
    }

    private JsonNode tried(Map<String, Object> draft) {
        return office.post(TRIALS, draft).mustBeOk().json();
    }
}
