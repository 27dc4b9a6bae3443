package org.mingzhang.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** 时点回放 in a real browser: who last wrote each cell, and what changed since another moment — J7. */
class ReplayingInTheBrowserTest extends InABrowser {

    private static final String INSPECTOR = "20030009";
    private static final String AWARDS_OF_0203 = "/console/2022/replay/2.13.1/0203";

    @Test
    void saysWhoWroteEachCell() {
        try (var desk = chromium.desk(server, INSPECTOR)) {
            desk.open(AWARDS_OF_0203 + "?blame=1");
            desk.page().waitForSelector(".sheet-cell.by-0");
            desk.select(0, 0);
            desk.see(desk.at("writers"), Pattern.compile("[\\s\\S]*[0-9]+ 格[\\s\\S]*此格：[\\s\\S]*#[0-9]+[\\s\\S]*"));
            assertThat(desk.barriers()).isEmpty();
            picture(desk, "replay-blame-1366.png");
            desk.at("blame").click();
            desk.page()
                    .waitForSelector(
                            ".sheet-cell.by-0",
                            new Page.WaitForSelectorOptions()
                                    .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
            assertThat(desk.complaints()).isEmpty();
        }
    }

    @Test
    void saysWhatChangedSinceTheBeginningAndSinceItWasHandedOver() {
        try (var desk = chromium.desk(server, INSPECTOR)) {
            desk.open(AWARDS_OF_0203);
            desk.page().waitForSelector(".sheet-cell");
            desk.at("since").selectOption("1");
            desk.see(desk.at("changed"), Pattern.compile("自 #1 以来的变化[\\s\\S]*3[\\s\\S]*新增[\\s\\S]*"));
            picture(desk, "replay-since-1366.png");
            var handedOver = desk.at("since").locator("option").all().stream()
                    .filter(option -> option.textContent().contains("提交审核"))
                    .findFirst()
                    .orElseThrow();
            desk.at("since").selectOption(handedOver.getAttribute("value"));
            desk.see(desk.at("changed"), Pattern.compile("[\\s\\S]*没有变化[\\s\\S]*"));
            assertThat(desk.barriers()).isEmpty();
            assertThat(desk.complaints()).isEmpty();
        }
    }

    /** A person's day leads from table to table, each as it was then; a share's steps are sifted by person and kind. */
    @Test
    void stepsThroughAPersonsDayAndSiftsAShare() {
        try (var desk = chromium.desk(server, INSPECTOR)) {
            desk.open(AWARDS_OF_0203);
            desk.page().waitForSelector(".sheet-cell");
            assertThat(desk.page().locator(".bars .due").count()).isPositive();
            desk.at("replay-kind").selectOption("flow");
            desk.page().waitForURL(Pattern.compile(".*kind=flow.*"));
            assertThat(desk.page().locator("aside .timeline").textContent()).doesNotContain("新增记录");
            picture(desk, "replay-sifted-1366.png");

            desk.at("replay-kind").selectOption("");
            desk.at("replay-department").selectOption("all");
            desk.page().waitForURL(Pattern.compile(".*/2\\.13\\.1/all.*"));
            desk.see(desk.page().locator(".filters .tag"), Pattern.compile("此刻：.+系"));
            desk.page().waitForSelector(".sheet-cell");

            desk.at("replay-who").fill("20150101");
            desk.at("replay-day").fill("2022-10-11");
            desk.at("replay-person").click();
            desk.page().waitForURL(Pattern.compile(".*who=20150101.*day=2022-10-11.*"));
            desk.page().waitForSelector(".sheet-cell");
            desk.see(desk.page().locator(".filters .tag"), Pattern.compile(".*20150101 · 2022-10-11.*此刻在 2\\..*"));
            desk.see(desk.page().locator("aside .timeline"), Pattern.compile("[\\s\\S]*李采[\\s\\S]*"));
            picture(desk, "replay-day-1366.png");
            assertThat(desk.barriers()).isEmpty();
            assertThat(desk.complaints()).isEmpty();
        }
    }

    private static void picture(Desk desk, String name) {
        desk.page().screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name)));
    }
}
