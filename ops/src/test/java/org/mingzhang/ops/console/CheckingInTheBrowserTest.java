package org.mingzhang.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** 校验 in the browser: a run, the recount beside it, a rule with its examples, and where rework and the year went — J4 11–16. */
class CheckingInTheBrowserTest extends InABrowser {

    private static final String OFFICE = "20050007";

    @Test
    void aRunIsRecountedAndBothAgree() {
        try (var desk = chromium.desk(server, OFFICE)) {
            desk.open("/console/2022/checks");
            desk.at("trial").click();
            desk.page().waitForURL(Pattern.compile(".*[?&]run=.*"));
            desk.at("recount-run").click();
            desk.see(desk.at("recount"), Pattern.compile("✓ [12][0-9]{2} 条规则、[0-9]+ 项指标两种算法结果一致[\\s\\S]*"));
            var dialog = desk.page().locator("dialog[open]");
            dialog.getByText("看 SQL").first().click();
            desk.see(dialog.locator("code").first(), Pattern.compile("[\\s\\S]*select[\\s\\S]*now_[\\s\\S]*"));
            assertThat(desk.barriers()).isEmpty();
            picture(desk, "dialog-recount-1366");
            assertThat(desk.complaints()).isEmpty();
        }
    }

    @Test
    void aRuleShowsWhenItHoldsAndWhenItFails() {
        try (var desk = chromium.desk(server, "20150101")) {
            desk.open("/console/2022/catalogue");
            desk.page()
                    .locator(".tables button", new Page.LocatorOptions().setHasText("2.9.3"))
                    .click();
            desk.page().locator("details.rule summary").first().click();
            var rule = desk.page().locator("details.rule").first();
            rule.getByText("● 不通过的例子").waitFor();
            desk.see(rule, Pattern.compile("[\\s\\S]*✓ 通过的例子[\\s\\S]*是否赴国（境）外实习 否[\\s\\S]*"));
            desk.see(desk.page().locator(".guide"), Pattern.compile("[\\s\\S]*F-organisation-name[\\s\\S]*"));
            assertThat(desk.barriers()).isEmpty();
            picture(desk, "catalogue-rule-1366");
            assertThat(desk.complaints()).isEmpty();
        }
    }

    @Test
    void aDepartmentSeesWhatChangedSinceLastYearAndWhereReworkWent() {
        try (var desk = chromium.desk(server, OFFICE)) {
            desk.open("/console/2022/progress");
            desk.at("analysis").click();
            desk.see(desk.at("rework"), Pattern.compile("共 .*份任务被退回过"));
            desk.at("department").selectOption("0114");
            desk.page().waitForURL(Pattern.compile(".*department=0114.*"));
            var compared = desk.at("compared");
            compared.waitFor();
            compared.locator("a").first().click();
            desk.page().waitForURL(Pattern.compile(".*/year-difference/.*"));
            assertThat(desk.complaints()).isEmpty();
        }
    }

    private static void picture(Desk desk, String name) {
        desk.page().screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
    }
}
