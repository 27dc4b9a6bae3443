package org.mingzhang.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.Deeds;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.mingzhang.ops.tool.demo.DemoRows;
import org.mingzhang.ops.tool.demo.RestOfTheAutumn;
import org.springframework.test.context.TestPropertySource;

/**
 * 从校验到上报 — J4 steps 11 to 18 and J6 in real browsers: every share is approved; the office checks, judges a rule, tries a
 * stricter one, sends what it found, tolerates and accepts; the leaders look, ask, give a table back and sign, on a telephone;
 * two people of the office submit.
 */
@TestPropertySource(properties = "spring.application.name=ending-in-the-browser")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EndingACampaignInTheBrowserTest extends InABrowser {

    private static final String OFFICE = "20050007";
    private static final String SECOND = "20110015";
    private static final List<String> LEADERS = List.of("19950001", "19960001");
    private static final String CHECKS = "/console/2022/checks";
    private static final String SIGNING = "/console/2022/signing";
    private static final String SUBMISSION = "/console/2022/submission";
    private static final String WRONG = "X-2.3.1-01";
    private static final String STRICTER = "R-2.9.5-03";
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final DemoCollege college = new DemoCollege();
    private Cast cast;
    private Deeds deeds;

    @BeforeAll
    void everyShareIsApproved() {
        var rows = new DemoRows(
                Catalogues.load().edition("2022"), college, college.size().students());
        cast = new Cast(URI.create("http://localhost:" + port), college, Browser.Keys.RANDOM, 0);
        deeds = new Deeds(cast, college, rows);
        cast.setClock(Instant.parse("2022-10-11T02:00:00Z"));
        new RestOfTheAutumn(college, rows, cast, deeds, Instant.parse("2022-10-11T03:30:00Z")).live();
        cast.setClock(Instant.parse("2022-10-19T01:00:00Z"));
    }

    /** Steps 11 and 12. */
    @Test
    @Order(1)
    void everyRuleRunsAndAWrongOneStopsNobody() {
        at(OFFICE, desk -> {
            desk.open(CHECKS);
            check(desk);
            desk.see(row(desk, RestOfTheAutumn.LEFT), Pattern.compile("[\\s\\S]*▲ 须说明[\\s\\S]*可更正：[\\s\\S]*"));
            PlaywrightAssertions.assertThat(findings(desk)).hasCount(2);
            row(desk, WRONG).getByText("规则问题…").click();
            desk.at("reason").fill("省厅明确兼职教师也计入，规则待修订");
            assertThat(desk.barriers()).isEmpty();
            picture(desk, "dialog-wrong-rule-1366");
            desk.at("reason-go").click();
            desk.see(row(desk, WRONG), Pattern.compile("[\\s\\S]*已知规则问题[\\s\\S]*"));
            picture(desk, "checks-binding-1366");
        });
        at(LEADERS.get(0), desk -> {
            desk.open(SIGNING);
            desk.see(desk.at("overrides"), Pattern.compile("[\\s\\S]*" + WRONG + "[\\s\\S]*"));
        });
    }

    /** Step 13. */
    @Test
    @Order(2)
    void aStricterRuleIsTriedOnThePastAndPublished() {
        at(OFFICE, desk -> {
            desk.open("/console/2022/rules?rule=" + STRICTER);
            desk.at("expr").fill("teaching_hours + research_hours + social_hours <= 500");
            desk.page().locator("input[type=datetime-local]").fill("2022-10-15T00:00");
            desk.at("try").click();
            desk.see(desk.at("trial").locator("tbody tr").nth(1), Pattern.compile("10月15日 00:0005设备处—"));
            picture(desk, "rules-tried-1366");
            desk.page().locator("form select").selectOption("WARNING");
            PlaywrightAssertions.assertThat(desk.at("publish")).isDisabled();
            desk.at("try").click();
            desk.see(desk.at("trial").locator("tbody tr").nth(1), Pattern.compile("10月15日 00:0005——"));
            assertThat(desk.at("publish").isDisabled()).isTrue();
            desk.at("reason").fill("按设备科口径收紧，超过 500 学时须说明");
            assertThat(desk.barriers()).isEmpty();
            picture(desk, "rules-tried-1366");
            desk.at("publish").click();
            desk.page().getByText("第 2 版").waitFor();

            desk.open(CHECKS);
            desk.page().locator("[data-testid=stale]").waitFor();
            check(desk);
            desk.page().locator("tbody tr", containing(STRICTER)).first().waitFor();
        });
    }

    /** Step 14: what was found is sent; who filled it in finds it among the tasks and explains it. Step 15: one is tolerated. */
    @Test
    @Order(3)
    void whatWasFoundIsSentExplainedToleratedAndAccepted() {
        at(OFFICE, desk -> {
            desk.open(SUBMISSION);
            desk.at("present").click();
            desk.see(desk.page().locator(".toasts .note"), Pattern.compile("还有 [0-9]+ 处经验校验没有说明[\\s\\S]*"));
            desk.see(desk.at("open-findings"), Pattern.compile("▲ 还不能提请：须更正 0 处，须说明并采纳 [0-9]+ 处"));
            assertThat(desk.barriers()).isEmpty();
            picture(desk, "submission-refused-1366");
            desk.open(CHECKS);
            desk.at("send-all").click();
            desk.see(row(desk, RestOfTheAutumn.LEFT), Pattern.compile("[\\s\\S]*已下发[\\s\\S]*"));
            row(desk, RestOfTheAutumn.LEFT).getByText("容许…").click();
            desk.at("reason").fill("基地全天开放，校长办公会同意");
            desk.page().locator("dialog[open] input[type=number]").first().fill("50");
            picture(desk, "dialog-tolerate-1366");
            desk.at("reason-go").click();
            desk.see(row(desk, RestOfTheAutumn.LEFT), Pattern.compile("[\\s\\S]*已容许[\\s\\S]*"));
        });
        at(deeds.collector("0112").staffNo(), desk -> {
            desk.open("/console");
            desk.page().locator("[data-testid='task-2.9.5']").first().click();
            desk.page().waitForURL(Pattern.compile(".*/checks\\?.*"));
            findings(desk).first().waitFor();
            explainAll(desk);
            picture(desk, "checks-explained-1366");
        });
        // another than who is asked to mend it accepts what was said
        at(SECOND, desk -> {
            desk.open(CHECKS);
            findings(desk).first().waitFor();
            for (var accept = desk.at("accept"); accept.count() > 0; ) {
                int before = accept.count();
                accept.first().click();
                desk.page().waitForCondition(() -> accept.count() < before);
            }
            PlaywrightAssertions.assertThat(desk.page().getByText("已采纳").first())
                    .isVisible();
        });
    }

    /** Step 16, and J6 from the first page to the signatures. */
    @Test
    @Order(4)
    void theLeadersAreShownAskGiveBackAndSign() {
        present();
        sign(LEADERS.get(0), true);
        // the other sees something and gives it back: what is signed falls
        telephone(LEADERS.get(1), desk -> {
            desk.open(SIGNING);
            desk.at("return-table").click();
            desk.at("returned-tables").selectOption("2.9.1");
            desk.at("reason").fill("计算机中心一处实训室面积与房产证不符");
            assertThat(desk.barriers()).isEmpty();
            picture(desk, "dialog-leader-returns-390");
            desk.at("reason-go").click();
            desk.see(desk.page().locator(".bar .tag").first(), "整改中");
            desk.see(desk.page().locator("main"), Pattern.compile("[\\s\\S]*已失效 计算机中心一处[\\s\\S]*"));
        });
        mendTheArea();
        present();
        telephone(LEADERS.get(0), desk -> {
            desk.open(SIGNING);
            desk.see(
                    desk.at("since"),
                    Pattern.compile("▲ 上次签审以来：1 张表改动 1 处，[0-9]+ 项指标变化[\\s\\S]*建筑面积[\\s\\S]*180[\\s\\S]*"));
            assertThat(desk.barriers()).isEmpty();
            picture(desk, "signing-again-390");
        });
        sign(LEADERS.get(0), false);
        sign(LEADERS.get(1), false);
        at(LEADERS.get(1), desk -> {
            desk.open(SIGNING);
            assertThat(desk.at("print-pdf").getAttribute("href")).endsWith("/sign-off.pdf");
            desk.see(desk.page().locator(".bar .tag").first(), "已签审");
            picture(desk, "signing-signed-1366");
        });
    }

    /** Steps 17 and 18. */
    @Test
    @Order(5)
    void thePackageIsMadeAndTwoPeopleSubmitIt() {
        at(OFFICE, desk -> {
            desk.open(SUBMISSION);
            desk.at("snapshot").click();
            desk.page().locator("table.list tbody tr", containing("✓ 已签审")).waitFor();
            var once = downloaded(desk);
            assertThat(downloaded(desk)).as("fetched twice").isEqualTo(once);
            desk.at("record-submission").click();
            desk.at("receipt").fill("示例回执-2022-99001");
            assertThat(desk.barriers()).isEmpty();
            picture(desk, "dialog-record-submission-1366");
            desk.at("record-go").click();
            desk.page().getByText(Pattern.compile("回执 示例回执-2022-99001.*待第二人确认")).waitFor();
            desk.at("confirm-submission").click();
            desk.page().getByText(Pattern.compile("另一|第二人|同一")).last().waitFor();
        });
        at(SECOND, desk -> {
            desk.open("/console");
            desk.at("task-confirm-submission").click();
            desk.at("confirm-submission").click();
            desk.see(desk.page().locator(".bar .tag").first(), "已上报");
            picture(desk, "submission-done-1366");
        });
        at(deeds.collector("0114").staffNo(), desk -> {
            desk.openSheet("2.9.1", "0114");
            desk.see(desk.at("why-not"), Pattern.compile("[\\s\\S]*已上报|冻结[\\s\\S]*"));
        });
    }

    /** The cell is put right by who wrote it; every share of the table that came back goes through its reviewer again. */
    private void mendTheArea() {
        var collector = deeds.collector("0114");
        var entry = collector
                .get(Deeds.table("2.9.1") + "/entries?department=0114")
                .mustBeOk()
                .json()
                .path("items")
                .get(0);
        collector
                .patch(
                        Deeds.table("2.9.1") + "/entries/" + entry.path("id").asInt(),
                        entry.path("revision").asInt(),
                        Map.of("values", Map.of("area", "180.00"), "reason", "按房产证更正"))
                .mustBeOk();
        var shares = deeds.office().get(Deeds.table("2.9.1")).mustBeOk().json().path("shares");
        var back = shares.valueStream()
                .filter(share -> !share.path("stage").asString("").equals("APPROVED"))
                .map(share -> share.path("department").asString(""))
                .toList();
        assertThat(back).contains("0114");
        for (var department : back) {
            deeds.submit("2.9.1", department).mustBeOk();
            deeds.openReview("2.9.1", department).mustBeOk();
        }
        cast.setClock(Instant.parse("2022-10-26T02:00:00Z"));
        for (var department : back) {
            deeds.brief("2.9.1", department, Instant.parse("2022-10-26T01:30:00Z"))
                    .mustBeOk();
            deeds.approve("2.9.1", department).mustBeOk();
        }
        deeds.collector(college.division("2.9.1").shares().get(0))
                .post(Deeds.table("2.9.1") + "/consolidation", null)
                .mustBeOk();
    }

    /** J6: from the first page over a figure to the signature, on a telephone. */
    private void sign(String leader, boolean thoroughly) {
        telephone(leader, desk -> {
            desk.open("/console");
            if (thoroughly) {
                desk.see(desk.at("glance"), Pattern.compile("[\\s\\S]*生师比[\\s\\S]*达标[\\s\\S]*"));
                picture(desk, "leader-home-390");
                desk.at("glance")
                        .getByText("生师比", new Locator.GetByTextOptions().setExact(true))
                        .first()
                        .click();
                desk.see(desk.at("formula"), Pattern.compile("生师比 ＝ .*"));
                picture(desk, "leader-figure-390");
                desk.open("/console");
            }
            desk.at("task-sign").click();
            desk.at("sign").click();
            desk.at("opinion").fill("同意上报");
            desk.see(
                    desk.page().locator("dialog[open]"),
                    Pattern.compile("[\\s\\S]*[0-9]+ 张表、[0-9]+ 条记录[\\s\\S]*sha256:[\\s\\S]*"));
            if (thoroughly) {
                desk.at("password").fill("wrong-password-1");
                desk.at("sign-go").click();
                desk.page().locator("dialog[open] .note.bad").waitFor();
                assertThat(desk.barriers()).isEmpty();
                picture(desk, "dialog-sign-390");
            }
            desk.at("password").fill(DemoCollege.PASSWORD);
            desk.at("sign-go").click();
            desk.page().locator(".toasts").getByText("已签审").waitFor();
            desk.see(desk.at("signatures"), Pattern.compile("[\\s\\S]*✓ 已签[\\s\\S]*同意上报[\\s\\S]*"));
        });
    }

    /** Step 16. */
    private void present() {
        at(OFFICE, desk -> {
            desk.open(CHECKS);
            check(desk);
            desk.open(SUBMISSION);
            desk.at("present").click();
            desk.see(desk.page().locator(".bar .tag").first(), "领导签审中");
            picture(desk, "submission-presented-1366");
        });
    }

    private static void explainAll(Desk desk) {
        var waiting = desk.page().locator("tbody tr", containing("说明…")).locator("[data-testid=explain]");
        var open = desk.page().locator("tbody tr:not(:has-text('已说明'))").locator("[data-testid=explain]");
        assertThat(waiting.count()).isPositive();
        while (open.count() > 0) {
            int before = open.count();
            open.first().click();
            desk.at("reason").fill("教学与社会培训共用，排课表和培训台账均可核对");
            desk.at("reason-go").click();
            desk.page().waitForCondition(() -> open.count() < before);
        }
    }

    private static void check(Desk desk) {
        desk.at("binding-run").click();
        desk.page().waitForURL(Pattern.compile(".*[?&]run=.*"));
        findings(desk).first().waitFor();
    }

    private static Locator findings(Desk desk) {
        return desk.at("findings").locator("tbody tr");
    }

    private static Locator row(Desk desk, String rule) {
        return desk.at("findings")
                .locator("tbody tr", new Locator.LocatorOptions().setHasText(rule))
                .first();
    }

    private static Page.LocatorOptions containing(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    private static byte[] downloaded(Desk desk) {
        Download got = desk.page()
                .waitForDownload(() -> desk.page()
                        .locator("table.list tbody tr", containing("✓ 已签审"))
                        .getByText("上报包", new Locator.GetByTextOptions().setExact(true))
                        .first()
                        .click());
        try {
            return Files.readAllBytes(got.path());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void at(String who, Consumer<Desk> work) {
        try (var desk = chromium.desk(server, who)) {
            work.accept(desk);
            assertThat(desk.complaints()).isEmpty();
        }
    }

    private void telephone(String who, Consumer<Desk> work) {
        try (var desk = chromium.desk(server, 390, 844)) {
            desk.signIn(who);
            work.accept(desk);
            assertThat(desk.complaints()).isEmpty();
        }
    }

    private static void picture(Desk desk, String name) {
        desk.page()
                .screenshot(new Page.ScreenshotOptions()
                        .setPath(SCREENSHOTS.resolve(name + ".png"))
                        .setFullPage(true));
    }
}
