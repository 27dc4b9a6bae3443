package org.mingzhang.ops.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.mingzhang.command.org.SetUpCode;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.ops.AnOpenCampaign;
import org.mingzhang.ops.CannotStart;
import org.mingzhang.ops.tool.Machines;
import org.mingzhang.ops.tool.OperatorAtATerminal;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.Deeds;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.mingzhang.ops.tool.demo.DemoRows;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** 演练 — J8 step 9: last year's campaign is played again in a place of its own, and nothing of it reaches the real ledger. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RehearsingACampaignTest {

    private static final String MAJORS = "1.2.1";
    private static final String SHARE = "0108";
    private static final String OFFICE = "20050007";
    private static final Instant OPENED = Instant.parse("2022-09-08T12:00:00Z");
    private static final Instant ENTERED = Instant.parse("2022-09-12T02:00:00Z");
    private static final Instant MORNING = Instant.parse("2022-09-13T00:00:00Z");
    private static final Instant SUBMITTED = Instant.parse("2022-09-14T02:00:00Z");

    private final DemoCollege college = new DemoCollege();
    private Machines machines;
    private ConfigurableApplicationContext original;
    private Cast cast;
    private Path backup;
    private long end;

    @BeforeAll
    void aCampaignTookPlace(@TempDir Path directory) throws Exception {
        machines = new Machines(directory);
        original = machines.start("original");
        cast = Machines.cast(original);
        var rows = new DemoRows(Catalogues.load().edition("2022"), college, 200);
        var deeds = new Deeds(cast, college, rows);
        AnOpenCampaign.setUp(
                cast, college, deeds, original.getBean(SetUpCode.class).issue().orElseThrow());
        cast.as(OperatorAtATerminal.TECHNICIAN);
        cast.as(college.collector("0201").staffNo());
        cast.setClock(ENTERED);
        deeds.paste(MAJORS, SHARE, rows.rows(MAJORS, SHARE)).mustBeOk();
        cast.setClock(SUBMITTED);
        deeds.submit(MAJORS, SHARE).mustBeOk();
        backup = Path.of(OperatorAtATerminal.types(Machines.server(original), "backup")
                .words()
                .replaceAll("(?s).*文件 file *([^（]*)（.*", "$1")
                .strip());
        end = cast.as(OFFICE)
                .get("/projections?minPosition=" + cast.seen())
                .mustBeOk()
                .json()
                .path("head")
                .asLong();
    }

    @AfterAll
    void itIsStopped() {
        original.close();
    }

    @Test
    void theAutumnIsSeenAgainAsItWent() throws Exception {
        try (var rehearsal = rehearsing("rehearsal", 2022)) {
            var there = Machines.cast(rehearsal);
            var office = there.as(OFFICE);
            var begun = occasion(there);
            assertThat(begun.path("drill").asBoolean()).isTrue();
            assertThat(begun.path("rehearsal").path("year").asInt()).isEqualTo(2022);
            assertThat(begun.path("rehearsal").path("speed").asInt()).isZero();

            goTo(there, OPENED);
            assertThat(stage(office)).isIn("LOCKED", "OPEN");
            assertThat(entries(office)).isZero();
            goTo(there, MORNING);
            assertThat(stage(office)).isEqualTo("DRAFT");
            assertThat(entries(office)).isPositive();
            var due = share(office);
            assertThat(due.path("daysLeft").asInt())
                    .as("days are counted from the day that is played")
                    .isLessThan(60);
            assertThat(office.get(Deeds.table(MAJORS) + "/entries?asOf=" + SUBMITTED)
                            .problem())
                    .as("what has not been played has not happened")
                    .isEqualTo("as-of-in-future");

            var back = office.put("/occasion/rehearsal", Map.of("at", OPENED.toString(), "speed", 0));
            assertThat(back.problem()).isEqualTo("rehearsed-already");
            assertThat(office.put("/occasion/rehearsal", Map.of("speed", -1)).problem())
                    .isEqualTo("unreadable");
            assertThat(there.as(college.collector("0201").staffNo())
                            .put("/occasion/rehearsal", Map.of("speed", 100))
                            .status())
                    .isEqualTo(403);
            inTheBrowser(rehearsal);
            var refused = office.post("/organisation/departments", there.departments(true));
            assertThat(refused.problem()).isEqualTo("drill");
            assertThat(refused.status()).isEqualTo(503);

            goTo(there, Instant.parse("2030-01-01T00:00:00Z"));
            assertThat(stage(office)).isEqualTo("SUBMITTED");
            assertThat(Machines.digests(rehearsal))
                    .as("played to its end it is what it was")
                    .isEqualTo(Machines.digests(original));
        }
        assertThat(cast.as(OFFICE)
                        .get("/projections")
                        .mustBeOk()
                        .json()
                        .path("head")
                        .asLong())
                .as("nothing reached the real ledger")
                .isEqualTo(end);
        assertThat(occasion(cast).path("drill").asBoolean()).isFalse();
        assertThat(cast.as(OFFICE)
                        .put("/occasion/rehearsal", Map.of("speed", 1))
                        .problem())
                .isEqualTo("no-rehearsal");
    }

    @Test
    void aYearThatIsNotInTheBackupIsRefusedInWords() {
        assertThatThrownBy(() -> rehearsing("never", 2019))
                .satisfies(failure -> assertThat(sentence(failure)).contains("没有 2019 年度的采集活动"));
    }

    private static String sentence(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotStart known) {
                return known.sentence();
            }
        }
        return "";
    }

    private ConfigurableApplicationContext rehearsing(String name, int year) throws Exception {
        return machines.restored(
                name,
                "original",
                backup,
                "--mingzhang.drill=true",
                "--mingzhang.demo=false",
                "--mingzhang.test-clock=false",
                "--mingzhang.rehearse=" + year,
                "--mingzhang.rehearse-speed=0");
    }

    /** Every page says what this is and what time is played; the office moves it on. */
    private static void inTheBrowser(ConfigurableApplicationContext rehearsal) {
        try (var chromium = Chromium.start();
                var desk = chromium.desk(Machines.server(rehearsal), 1366, 768)) {
            desk.open("/console/login");
            desk.see(desk.at("occasion"), Pattern.compile(".*演练.*2022 年度采集重放.*"));
            desk.signIn(OFFICE);
            desk.open("/console/2022/progress");
            desk.see(desk.at("rehearsed-at"), Pattern.compile("2022年9月13日 08:00.*"));
            desk.at("rehearsal-to").fill("2022-09-13T12:30");
            desk.at("rehearsal-go").click();
            desk.see(desk.at("rehearsed-at"), Pattern.compile("2022年9月13日 12:30.*"));
            assertThat(desk.barriers()).isEmpty();
            assertThat(desk.complaints()).isEmpty();
            desk.page()
                    .screenshot(new Page.ScreenshotOptions()
                            .setPath(Path.of("target", "screenshots", "rehearsal-1366.png")));
        }
    }

    private static JsonNode occasion(Cast there) {
        return there.stranger("").get("/occasion").mustBeOk().json();
    }

    private static void goTo(Cast there, Instant moment) throws InterruptedException {
        var office = there.as(OFFICE);
        var played = office.put("/occasion/rehearsal", Map.of("at", moment.toString(), "speed", 0))
                .mustBeOk()
                .json()
                .path("rehearsal");
        var position = played.path("position").asLong();
        for (int i = 0; told(office) < position; i++) {
            assertThat(i).isLessThan(1_000);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static long told(Browser office) {
        return office.get("/projections")
                .mustBeOk()
                .json()
                .path("items")
                .valueStream()
                .mapToLong(each -> each.path("position").asLong())
                .min()
                .orElse(0);
    }

    private JsonNode share(Browser office) {
        return office.get(Deeds.CAMPAIGN + "/progress")
                .mustBeOk()
                .json()
                .path("shares")
                .valueStream()
                .filter(each -> each.path("table").asString("").equals(MAJORS))
                .filter(each -> each.path("department").asString("").equals(SHARE))
                .findFirst()
                .orElseThrow();
    }

    private String stage(Browser office) {
        return share(office).path("stage").asString("");
    }

    private int entries(Browser office) {
        return office.get(Deeds.table(MAJORS) + "/entries")
                .mustBeOk()
                .json()
                .path("items")
                .size();
    }
}
