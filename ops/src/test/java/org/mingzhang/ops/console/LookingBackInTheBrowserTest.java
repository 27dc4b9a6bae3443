package org.mingzhang.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** 时点 in the browser: a moment is picked once, sticks from page to page, and nothing can be written until going back to now. */
class LookingBackInTheBrowserTest extends InABrowser {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String INSPECTOR = "20030009";
    private static final String OFFICE = "20050007";

    /** What buttons say that lead to something being written. */
    private static final Pattern WRITES =
            Pattern.compile("催办|延期…|改期|^确定|^分配|增加|调整|任命|导入|^生成|登记|确认|结束|试跑|正式校验|下发|退回|接收|提请|开始采集|发布");

    @Test
    void aMomentSticksFromPageToPage() {
        try (var desk = chromium.desk(server, 1366, 768)) {
            desk.signIn(INSPECTOR);
            desk.open("/console/2022/progress");
            desk.at("moment").click();
            assertThat(desk.barriers()).isEmpty();
            desk.at("moment-at").fill("2022-09-20T12:00");
            desk.at("moment-look").click();
            var bar = desk.page().locator(".asof").last();
            desk.see(bar, Pattern.compile("2022年9月20日 12:00"));
            desk.page().waitForSelector("main table");
            assertThat(desk.barriers()).isEmpty();
            desk.page()
                    .screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("progress-as-of-1366.png")));

            desk.page()
                    .locator("header nav a", new Page.LocatorOptions().setHasText("逻辑校验"))
                    .click();
            desk.page().waitForURL(Pattern.compile(".*/checks.*asOf=.*"));
            desk.see(bar, Pattern.compile("2022年9月20日 12:00"));

            desk.page()
                    .locator(".asof button", new Page.LocatorOptions().setHasText("回到现在"))
                    .click();
            desk.page().waitForURL(Pattern.compile(".*/checks$"));
            assertThat(desk.page().locator(".asof").count()).isZero();
            assertThat(desk.complaints()).isEmpty();
        }
    }

    @Test
    void nothingIsWrittenMeanwhile() {
        try (var desk = chromium.desk(server, 1366, 768)) {
            desk.signIn(OFFICE);
            for (var page : List.of(
                    "/console",
                    "/console/2022/progress",
                    "/console/2022/plan",
                    "/console/2022/assignments",
                    "/console/2022/checks",
                    "/console/2022/rules",
                    "/console/2022/submission",
                    "/console/organisation")) {
                desk.open(page + "?asOf=2022-10-10T12:00:00%2B08:00");
                desk.page().waitForSelector("main h1");
                desk.page().waitForSelector("main .card");
                assertThat(desk.page().locator("main button").all().stream()
                                .filter(Locator::isVisible)
                                .map(Locator::innerText)
                                .filter(WRITES.asPredicate()))
                        .as(page)
                        .isEmpty();
            }
            assertThat(desk.complaints()).isEmpty();
        }
    }
}
