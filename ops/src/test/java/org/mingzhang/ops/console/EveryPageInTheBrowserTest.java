package org.mingzhang.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page for everybody it is there for: it can be read by those who hear it, runs under the strict policy, asks no other
 * host, fits its window. Pictures of all of them lie in {@code ops/target/screenshots}, to be looked at.
 */
class EveryPageInTheBrowserTest extends InABrowser {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int[][] SIZES = {{1366, 768}, {1600, 960}, {390, 844}};

    /** What a page shows that was given something it cannot say. */
    private static final Pattern NO_WORDS = Pattern.compile("\\[object |\\bundefined\\b|\\bNaN\\b|\\bInvalid Date\\b");

    /** Pages by the staff number of somebody who uses them. */
    private static final Map<String, List<String>> PAGES = new TreeMap<>(Map.of(
            "20150101",
            List.of(
                    "/console",
                    "/console/2022/tables",
                    "/console/2022/tables/2.13.1/0201",
                    "/console/2022/tables/1.4.1/0201",
                    "/console/2022/tables/2.2.1/0201",
                    "/console/2022/catalogue",
                    "/console/2022/checks",
                    "/console/me"),
            "20100201",
            List.of(
                    "/console",
                    "/console/2022/own/1.4.1/0201",
                    "/console/2022/own/2.15.2/0201",
                    "/console/2022/own/2.2.1/0201"),
            "20000001",
            List.of(
                    "/console",
                    "/console/2022/review",
                    "/console/2022/review/1.4.1/0201",
                    "/console/2022/review/1.4.1/0201/sheet",
                    "/console/2022/progress"),
            "20050007",
            List.of(
                    "/console/2022/progress",
                    "/console/2022/progress?view=shares",
                    "/console/2022/tables",
                    "/console/2022/computed/2.1.1",
                    "/console/2022/questions",
                    "/console/2022/plan",
                    "/console/2022/assignments",
                    "/console/2022/checks",
                    "/console/organisation",
                    "/console/2022/submission",
                    "/console/2022/handover",
                    "/console/2022/analysis",
                    "/console/2022/analysis?department=0114",
                    "/console/2022/rules?rule=R-2.9.5-03",
                    "/console/erasures",
                    "/console/2022/year-difference/2.9.1/0114",
                    "/console/new-campaign"),
            "19950001",
            List.of("/console", "/console/2022/signing", "/console/2022/indicators?id=student_teacher_ratio"),
            "20030009",
            List.of(
                    "/console/audit",
                    "/console/audit?from=1114&to=1114",
                    "/console/audit?kind=table",
                    "/console/verify",
                    "/console/2022/inspections",
                    "/console/2022/accountability",
                    "/console/2022/accountability?department=0201&asOf=2022-10-10T09:20:00%2B08:00",
                    "/console/2022/rights?department=0201",
                    "/console/2022/rights?asOf=2022-09-08T00:00:00%2B08:00",
                    "/console/2022/replay",
                    "/console/2022/replay/2.13.1/0201?asOf=2022-10-11T09:20:00%2B08:00"),
            "20080011",
            List.of("/console/health"),
            "20130016",
            List.of("/console/accounts", "/console/nowhere")));

    static Stream<String> people() {
        return PAGES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("people")
    void canBeReadByEverybodyAndFitsItsWindow(String staffNo) throws Exception {
        try (var desk = chromium.desk(server, staffNo)) {
            for (var path : PAGES.get(staffNo)) {
                desk.open(path);
                settle(desk.page());
                assertThat(desk.barriers()).as(path).isEmpty();
                assertThat(desk.page().locator("body").innerText())
                        .as("words on " + path)
                        .doesNotContainPattern(NO_WORDS);
                for (var size : SIZES) {
                    desk.page().setViewportSize(size[0], size[1]);
                    settle(desk.page());
                    picture(desk.page(), staffNo + path, size[0]);
                    assertThat(tooWide(desk.page())).as(path + " at " + size[0]).isLessThanOrEqualTo(0);
                }
                desk.page().setViewportSize(SIZES[0][0], SIZES[0][1]);
                assertThat(desk.complaints()).as(path).isEmpty();
            }
        }
    }

    /** What is chosen says at once how many people it moves; nothing happens before it is confirmed. */
    @Test
    void showsWhatAReorganisationWouldDo() throws Exception {
        try (var desk = chromium.desk(server, "20050007")) {
            desk.open("/console/organisation");
            desk.at("reorganise").click();
            desk.page().locator(".from input").nth(1).check();
            desk.see(desk.page().locator("dialog .note.brand"), Pattern.compile(".*1 个部门撤销.*人转入.*"));
            assertThat(desk.at("merge").isDisabled()).isTrue();
            assertThat(desk.barriers()).isEmpty();
            picture(desk.page(), "reorganising", 1366);
            assertThat(desk.complaints()).isEmpty();
        }
    }

    /** J4 step 13 in the browser: nothing can be published that was not tried as it stands. */
    @Test
    void triesARuleOutBeforeItCanBePublished() throws Exception {
        try (var desk = chromium.desk(server, "20050007")) {
            desk.open("/console/2022/rules?rule=R-2.9.5-03");
            desk.at("expr").fill("teaching_hours + research_hours + social_hours <= 500");
            desk.at("try").click();
            desk.page().waitForSelector("[data-testid=trial] tbody tr");
            assertThat(desk.at("trial").innerText()).contains("现在").contains("上年");
            assertThat(desk.barriers()).isEmpty();
            picture(desk.page(), "rule-trial", 1366);
            desk.at("reason").fill("按设备科口径收紧");
            assertThat(desk.at("publish").isDisabled()).isFalse();
            desk.at("expr").fill("teaching_hours <= 400");
            assertThat(desk.at("publish").isDisabled())
                    .as("another draft than was tried")
                    .isTrue();
            desk.at("expr").fill("teaching_hoursss <= 400");
            desk.at("try").click();
            desk.page().waitForSelector("[role=alert]");
            assertThat(desk.complaints()).isEmpty();
        }
    }

    /** Nobody is erased whose entries are still being collected; the dialog says so and keeps what was typed. */
    @Test
    void asksForAnErasureAndIsToldWhyNotYet() throws Exception {
        try (var desk = chromium.desk(server, "20050007")) {
            desk.open("/console/erasures");
            desk.at("ask").click();
            desk.at("document").fill("云示档〔2022〕9号");
            desk.at("numbers").fill("20200300022");
            desk.at("reason").fill("本人请求删除");
            settle(desk.page());
            assertThat(desk.barriers()).isEmpty();
            picture(desk.page(), "dialog-erasure", 1366);
            desk.at("send").click();
            desk.see(desk.page().locator("dialog [role=alert]"), Pattern.compile(".*尚未上报.*"));
            assertThat(desk.at("numbers").inputValue()).isEqualTo("20200300022");
            assertThat(desk.complaints()).isEmpty();
        }
    }

    /** What a telephone reads from the QR code of a print is taken as a whole. */
    @Test
    void readsWhatTheCodeOfAPrintSays() throws Exception {
        try (var desk = chromium.desk(server, "20030009")) {
            desk.open("/console/verify");
            var code = desk.at("code").innerText();
            desk.at("typed").fill("MZ1|" + code + "|99001/2022/2.13.1/0202|5000|CZVRM-GXPAF-JQP2H-4GPNQ");
            desk.page().locator("form button").click();
            desk.see(desk.at("printed"), Pattern.compile(".*2\\.13\\.1 0202.*CZVRM-GXPAF.*"));
            assertThat(desk.barriers()).isEmpty();
            assertThat(desk.complaints()).isEmpty();
        }
    }

    @Test
    void findsTheCodeThatStandsOnPaper() throws Exception {
        try (var desk = chromium.desk(server, "20030009")) {
            desk.open("/console/verify");
            var code = desk.at("code").innerText();
            desk.at("typed").fill(code.toLowerCase(java.util.Locale.ROOT).replace('-', ' '));
            desk.page().locator("form button").click();
            desk.page().waitForSelector("form .note.ok");
            assertThat(desk.at("condition").innerText()).contains("与签名一致");
            assertThat(desk.complaints()).isEmpty();
        }
    }

    @Test
    void greetsTheVisitorAndLetsHimBeSomebodyWithOneClick() throws Exception {
        try (var desk = chromium.desk(server, 1366, 768)) {
            for (var path : List.of("/", "/console/login", "/console/setup")) {
                desk.open(path);
                assertThat(desk.barriers()).as(path).isEmpty();
                for (var size : SIZES) {
                    desk.page().setViewportSize(size[0], size[1]);
                    picture(desk.page(), "visitor" + path, size[0]);
                    assertThat(tooWide(desk.page())).as(path + " at " + size[0]).isLessThanOrEqualTo(0);
                }
            }
            desk.open("/");
            desk.at("be-20150101").click();
            desk.page().waitForURL("**/console");
            desk.at("task-2.13.1").click();
            desk.page().waitForSelector(".sheet-cell");
            assertThat(desk.complaints()).isEmpty();
        }
    }

    @Test
    void canBeReadWhileADialogIsOpen() throws Exception {
        try (var desk = chromium.desk(server, "20150101")) {
            desk.openSheet("2.13.1", "0201");
            desk.at("submit").click();
            desk.page().waitForSelector("dialog[open]");
            assertThat(desk.barriers()).isEmpty();
            picture(desk.page(), "dialog-submit", 1366);
            desk.press("Escape");
            desk.press("Control+k");
            desk.page().waitForSelector("dialog[open] li");
            assertThat(desk.barriers()).isEmpty();
            desk.press("Escape");
            for (var dialog : List.of("evidence", "questions")) {
                desk.at(dialog).click();
                desk.page().waitForSelector("dialog[open] .btn");
                settle(desk.page());
                assertThat(desk.barriers()).as(dialog).isEmpty();
                picture(desk.page(), "dialog-" + dialog, 1366);
                desk.press("Escape");
            }
            desk.select(0, 3);
            desk.press("Alt+ArrowDown");
            desk.page().waitForSelector(".sheet-picker [role=option]");
            assertThat(desk.barriers()).isEmpty();
            picture(desk.page(), "dropdown", 1366);
            assertThat(desk.complaints()).isEmpty();
        }
    }

    /** English is complete: nothing that people read there is Chinese but names and what the form itself says. */
    @Test
    void speaksEnglishWhenAsked() throws Exception {
        try (var desk = chromium.desk(server, "20050007")) {
            desk.page()
                    .getByText("EN", new Page.GetByTextOptions().setExact(true))
                    .click();
            for (var path : List.of("/console/2022/progress", "/console/2022/plan", "/console/2022/submission")) {
                desk.open(path);
                picture(desk.page(), "english" + path, 1366);
                var words = desk.page()
                        .evaluate("[...document.querySelectorAll('h1, h2, th, button, label > span')]"
                                + ".map(element => element.textContent).join(' ')")
                        .toString()
                        .replace("中文", "");
                assertThat(words).as(path).doesNotContainPattern("[\\u4e00-\\u9fff]");
            }
        }
    }

    private static int tooWide(Page page) {
        return ((Number) page.evaluate("document.documentElement.scrollWidth - innerWidth")).intValue();
    }

    /** Nothing says any more that it is being read, and what was to be painted is. */
    private static void settle(Page page) {
        page.waitForCondition(() -> page.locator(".spin").count() == 0);
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }

    private static void picture(Page page, String name, int width) throws Exception {
        Files.createDirectories(SCREENSHOTS);
        var file = name.replaceAll("[^0-9A-Za-z.-]+", "_") + "-" + width + ".png";
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(file)));
    }
}
