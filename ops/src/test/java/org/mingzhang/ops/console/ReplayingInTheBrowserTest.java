package org.mingzhang.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    /** Of a very long story the newest steps are shown, and those before them are a click away. */
    @Test
    void leadsToTheStepsBeforeThoseItShows() {
        try (var desk = chromium.desk(server, INSPECTOR)) {
            desk.page().route(Pattern.compile(".*/api/v1/audit\\?.*"), ReplayingInTheBrowserTest::aVeryLongStory);
            desk.open(AWARDS_OF_0203);
            desk.see(desk.at("replay-earlier"), Pattern.compile("这里是最近 20000 个事件.*"));
            desk.at("replay-earlier").click();
            desk.page().waitForURL(Pattern.compile(".*until=80000.*"));
            desk.see(desk.page().locator(".time h2 + .sub"), Pattern.compile(".*事件 1 / 1.*账本位置 80000.*"));
            desk.at("replay-newest").click();
            desk.see(desk.at("replay-earlier"), Pattern.compile(".*看更早的"));
            assertThat(desk.complaints()).isEmpty();
        }
    }

    /** A hundred thousand steps, the newest first; up to a position only the one at it. */
    private static void aVeryLongStory(Route route) {
        var url = route.request().url();
        var until = Pattern.compile("[?&]to=(\\d+)").matcher(url);
        var cursor = Pattern.compile("[?&]cursor=(\\d+)").matcher(url);
        int newest = until.find()
                ? Integer.parseInt(until.group(1))
                : cursor.find() ? Integer.parseInt(cursor.group(1)) : 100_000;
        int count = url.contains("to=") ? 1 : 500;
        var items = IntStream.range(0, count)
                .mapToObj(i -> """
                        {"position":%d,"at":"2022-10-09T01:00:00Z","by":null,"post":"","family":"table","kind":"table.entry-amended",
                        "campaign":"99001/2022","table":"99001/2022/2.13.1","department":"0203","entry":1,"subject":null,"how":"TYPED",
                        "reason":null,"device":null,"correlation":null,"summary":{"zh":"更改","en":"changed"},"facts":{}}""".formatted(newest - i))
                .collect(Collectors.joining(","));
        route.fulfill(new Route.FulfillOptions()
                .setContentType("application/json")
                .setBody("{\"items\":[" + items + "],\"cursor\":"
                        + (count == 1 ? "null" : "\"" + (newest - count) + "\"") + "}"));
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
