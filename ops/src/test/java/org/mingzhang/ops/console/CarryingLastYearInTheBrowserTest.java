package org.mingzhang.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** 带入上年 — J1 steps 4 and 5: what was approved last year is ticked, taken over, and says where it came from. */
class CarryingLastYearInTheBrowserTest extends InABrowser {

    @Test
    void takesOverWhatIsTickedAndSaysWhereItCameFrom() {
        try (var desk = chromium.desk(server, "20150101")) {
            desk.open("/console/2022/tables/2.18.4/0201");
            desk.at("carry").click();
            var go = desk.at("carry-go");
            go.waitFor();
            assertThat(go.isDisabled()).isTrue();
            assertThat(desk.barriers()).isEmpty();
            desk.page().locator("dialog tbody input[type=checkbox]").first().check();
            desk.see(go, Pattern.compile(".*1.*"));
            go.click();
            desk.page()
                    .waitForSelector(
                            "dialog",
                            new com.microsoft.playwright.Page.WaitForSelectorOptions()
                                    .setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN));
            desk.see(desk.page().locator(".foot"), Pattern.compile(".*1 行.*"));
            desk.page().getByText("单元格历史").first().click();
            desk.see(desk.page().locator("aside"), Pattern.compile(".*2021.*", Pattern.DOTALL));
            assertThat(desk.complaints()).isEmpty();
        }
    }
}
