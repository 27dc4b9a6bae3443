package org.mingzhang.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mingzhang.ops.tool.demo.DemoCollege;

/** 访问令牌 in a real browser: one issues a token in one's account, and the administrator takes it back. */
class HoldingTokensInTheBrowserTest extends InABrowser {

    @Test
    void isShownOnceAndTakenBackByTheAdministrator() {
        try (var desk = chromium.desk(server, "20170107")) {
            desk.open("/console/me");
            desk.at("token-name").fill("就业系统对接");
            desk.at("token-password").fill(DemoCollege.PASSWORD);
            desk.at("token-issue").click();
            desk.see(desk.at("token-given"), Pattern.compile("[\\s\\S]*mz_[0-9A-Za-z]{12}_[-_0-9A-Za-z]{22}[\\s\\S]*"));
            assertThat(desk.barriers()).isEmpty();
            desk.page()
                    .screenshot(new Page.ScreenshotOptions()
                            .setPath(Path.of("target", "screenshots", "tokens-1366.png"))
                            .setFullPage(true));
            desk.open("/console/me");
            assertThat(desk.at("token-given").count()).isZero();
            assertThat(desk.complaints()).isEmpty();
        }
        try (var desk = chromium.desk(server, "20130016")) {
            desk.open("/console/accounts");
            desk.page().getByLabel("收回 就业系统对接").click();
            desk.see(
                    desk.at("tokens")
                            .locator("li")
                            .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("就业系统对接")),
                    Pattern.compile("[\\s\\S]*已收回[\\s\\S]*"));
            assertThat(desk.barriers()).isEmpty();
            assertThat(desk.complaints()).isEmpty();
        }
    }
}
