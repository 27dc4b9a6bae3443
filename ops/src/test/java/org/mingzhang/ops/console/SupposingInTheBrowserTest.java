package org.mingzhang.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** 假设试算 in the browser: a collector sees what a change would do to the checks, and nothing is stored. */
class SupposingInTheBrowserTest extends InABrowser {

    private static final String COLLECTOR = "20150101";

    @Test
    void whatAChangeWouldDoIsSeenBeforeItIsMade() {
        try (var desk = chromium.desk(server, 1366, 768)) {
            desk.signIn(COLLECTOR);
            desk.openSheet("2.9.1", "0201");
            var before = desk.cell(0, 0).textContent();
            desk.at("what-if").click();
            desk.at("suppose-field").selectOption("use_hours_campus");
            desk.at("suppose-value").fill("900000");
            desk.at("suppose").click();
            desk.see(desk.at("outcome"), Pattern.compile("会新出现 [1-9][\\s\\S]*2\\.9\\.1 R-2\\.9\\.1-03"));
            assertThat(desk.barriers()).isEmpty();
            desk.page()
                    .screenshot(new Page.ScreenshotOptions()
                            .setPath(Path.of("target", "screenshots", "dialog-what-if-1366.png")));
            desk.at("suppose-value").fill("很多");
            desk.at("suppose").click();
            desk.page().waitForSelector("[role=dialog] .note.bad, dialog .note.bad");
            desk.press("Escape");
            assertThat(desk.cell(0, 0).textContent()).isEqualTo(before);
            assertThat(desk.complaints()).isEmpty();
        }
    }
}
