package org.mingzhang.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** 提出更正: the teacher disputes what was imported, on a telephone; the collector accepts; the teacher sees it and confirms. */
class DisputingAValueInTheBrowserTest extends InABrowser {

    private static final String TEACHER = "20100201";
    private static final String COLLECTOR = "20150101";

    @Test
    void isProposedAcceptedAndSeen() {
        String right;
        try (var desk = chromium.desk(server, 390, 844)) {
            desk.signIn(TEACHER);
            desk.open("/console/2022/own/2.2.1/0201");
            desk.page().waitForSelector("#f-actual_hours.brought");
            var wrong = desk.page().inputValue("#f-actual_hours");
            right = Integer.toString(Integer.parseInt(wrong) + 2);
            assertThat(desk.page().locator("#f-actual_hours").getAttribute("readonly"))
                    .isNotNull();
            desk.see(desk.page().locator("#n-actual_hours"), Pattern.compile(".*来源 教师授课情况.*"));
            desk.at("dispute-actual_hours").click();
            desk.at("right-value").fill(right);
            assertThat(desk.at("propose").isDisabled()).isTrue();
            desk.at("right-reason").fill("教学日志记录为 " + right + " 学时");
            desk.at("propose").click();
            desk.see(desk.at("waiting"), Pattern.compile(".*" + right + ".*"));
            assertThat(desk.complaints()).isEmpty();
        }
        try (var desk = chromium.desk(server, 1366, 768)) {
            desk.signIn(COLLECTOR);
            desk.open("/console/2022/tables/2.2.1/0201");
            desk.at("corrections-open").click();
            var mine = desk.at("corrections")
                    .locator("tr")
                    .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("教学日志记录为 " + right));
            mine.locator("[data-testid=accept-correction]").click();
            desk.see(mine, Pattern.compile(".*已采纳.*"));
            desk.press("Escape");
            desk.at("teachers-open").click();
            desk.see(desk.at("teachers-ready"), Pattern.compile(".*人已确认或免填"));
            assertThat(desk.at("teachers").textContent()).contains(TEACHER);
            assertThat(desk.barriers()).isEmpty();
            desk.page()
                    .screenshot(new com.microsoft.playwright.Page.ScreenshotOptions()
                            .setPath(java.nio.file.Path.of("target", "screenshots", "dialog-teachers.png")));
            assertThat(desk.complaints()).isEmpty();
        }
        try (var desk = chromium.desk(server, 390, 844)) {
            desk.signIn(TEACHER);
            desk.open("/console/2022/own/2.2.1/0201");
            desk.page().waitForSelector("#f-actual_hours.brought");
            assertThat(desk.page().inputValue("#f-actual_hours")).isEqualTo(right);
            assertThat(desk.complaints()).isEmpty();
        }
    }
}
