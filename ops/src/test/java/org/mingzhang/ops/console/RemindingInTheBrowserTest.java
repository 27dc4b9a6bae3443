package org.mingzhang.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** 催办与通知 — J4 step 8: the office reminds a collector, who sees it, opens it and is led to what waits. */
class RemindingInTheBrowserTest extends InABrowser {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @Test
    void theOfficeRemindsAndTheCollectorHearsOfIt() throws Exception {
        String collector;
        try (var office = chromium.desk(server, "20050007")) {
            office.open("/console/2022/progress");
            office.at("remind").click();
            office.page().waitForSelector("dialog[open] tbody tr");
            assertThat(office.barriers()).isEmpty();
            var rows = office.page().locator("dialog[open] tbody tr");
            assertThat(rows.count()).isPositive();
            collector = rows.locator("td:nth-child(2) .mono").first().innerText();
            office.page().locator("dialog[open] tbody input:checked").all().forEach(chosen -> chosen.uncheck());
            rows.first().locator("input").check();
            office.at("remind-note").fill("请今天提交");
            office.page()
                    .screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("dialog-remind-1366.png")));
            office.at("remind-go").click();
            office.see(office.page().locator("dialog[open] .note.ok"), Pattern.compile("已催办 1 人.*"));
            PlaywrightAssertions.assertThat(rows.first().locator("input")).isDisabled();
            assertThat(office.complaints()).isEmpty();
        }
        try (var desk = chromium.desk(server, collector)) {
            desk.open("/console");
            desk.see(desk.at("bell"), Pattern.compile("通知[0-9]+"));
            desk.at("bell").click();
            var first = desk.page().locator("dialog[open] .notice").first();
            desk.see(first, Pattern.compile("[\\s\\S]*催办[\\s\\S]*请今天提交[\\s\\S]*"));
            assertThat(desk.barriers()).isEmpty();
            desk.page()
                    .screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("dialog-notices-1366.png")));
            first.click();
            desk.page()
                    .waitForSelector(
                            "dialog[open]", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
            desk.at("bell").click();
            desk.page().waitForSelector("dialog[open] .notice:not(.unread)");
            assertThat(desk.complaints()).isEmpty();
        }
    }
}
