package org.mingzhang.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator.WaitForOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.DemoCollege;

/** 填报工具 and what gets in the way: filling down, finding, filters, widths; a second tab, an upgrade, a task that is taken away. */
class UsingTheSheetsToolsInTheBrowserTest extends InABrowser {

    private static final String COLLECTOR = "20160102";
    private static final String DENTISTRY = "0202";
    private static final String INTERNSHIPS = "2.6.1";

    @Test
    void fillsDownFindsReplacesFiltersAndResizes() {
        try (var desk = chromium.desk(server, COLLECTOR)) {
            desk.openSheet("2.9.2", DENTISTRY);
            desk.select(0, 0);
            desk.awaitEverythingSavedAfter(() -> desk.paste("口腔示例基地\r\n口腔示例二基地\r\n护理示例基地"));

            desk.select(0, 0);
            desk.press("Shift+ArrowDown");
            desk.press("Shift+ArrowDown");
            desk.awaitEverythingSavedAfter(() -> desk.press("Control+d"));
            desk.see(desk.cell(2, 0), "口腔示例基地");
            desk.awaitEverythingSavedAfter(() -> desk.press("Control+z"));
            desk.see(desk.cell(2, 0), "护理示例基地");

            desk.select(0, 0);
            desk.press("Control+f");
            var find = desk.page().locator(".find");
            find.getByPlaceholder("查找").fill("口腔");
            desk.see(find.locator("[aria-live]"), Pattern.compile(".*/ 2"));
            find.getByPlaceholder("替换为").fill("牙科");
            find.getByText("全部替换").click();
            desk.awaitSaved();
            desk.see(desk.cell(1, 0), "牙科示例二基地");
            desk.press("Escape");

            desk.page().getByText(Pattern.compile("^有问题 [0-9]+")).click();
            desk.page().waitForURL(Pattern.compile(".*filter=problems.*"));
            assertThat(desk.page().locator(".sheet-cell").count()).isPositive();
            desk.page().getByText(Pattern.compile("^全部 [0-9]+")).first().click();
            desk.page().waitForURL(Pattern.compile("^[^?]*$"));

            var before = desk.cell(0, 0).boundingBox().width;
            desk.select(0, 0);
            desk.press("Alt+Shift+ArrowRight");
            // painted with the next frame
            desk.page().waitForCondition(() -> desk.cell(0, 0).boundingBox().width > before);
            assertThat(desk.complaints()).isEmpty();
        }
    }

    /** What is typed in one tab is in the other a moment later, and neither loses anything. */
    @Test
    void twoTabsOfOnePersonAreOneSheet() {
        try (var desk = chromium.desk(server, COLLECTOR)) {
            desk.openSheet("2.18.4", DENTISTRY);
            var second = desk.browser().newPage();
            second.navigate(server + "/console/2022/tables/2.18.4/" + DENTISTRY);
            second.waitForSelector(".sheet-cell");
            desk.page().bringToFront();
            desk.select(0, 0);
            desk.type("口腔教学团队");
            desk.press("Enter");
            desk.awaitSaved();
            second.waitForSelector(".sheet-cell:has-text('口腔教学团队')");
            second.bringToFront();
            second.locator(".sheet-row[aria-rowindex='3'] [role=gridcell][aria-colindex='2']")
                    .click();
            second.keyboard().type("口腔第二团队");
            second.keyboard().press("Enter");
            second.waitForSelector("[data-testid=saved]:has-text('已')");
            desk.page().bringToFront();
            desk.see(desk.cell(1, 0), "口腔第二团队");
        }
    }

    /** After an upgrade the parts of the old build are gone: the page is loaded anew where one wanted to go. */
    @Test
    void anUpgradeIsNoDeadEnd() {
        try (var desk = chromium.desk(server, COLLECTOR)) {
            desk.open("/console");
            var gone = new AtomicInteger();
            desk.page().route(Pattern.compile(".*/ChecksPage[^/]*\\.js"), route -> {
                if (gone.getAndIncrement() == 0) {
                    route.fulfill(new Route.FulfillOptions().setStatus(404));
                } else {
                    route.resume();
                }
            });
            desk.page().getByText("逻辑校验").first().click();
            desk.page().waitForURL(Pattern.compile(".*/checks.*"));
            desk.page().waitForSelector("h1:has-text('逻辑性校验')");
            assertThat(gone.get()).isGreaterThan(1);
            desk.complaints();
        }
    }

    /** Somebody else is given the task while this one types: nothing is stored under a right that is gone, and nothing is lost. */
    @Test
    void aTaskThatIsTakenAwayWhileTypingLosesNothing() {
        var cast = new Cast(URI.create(server.toString()), new DemoCollege(), Browser.Keys.RANDOM, 0);
        var office = cast.as("20050007");
        try (var desk = chromium.desk(server, COLLECTOR)) {
            desk.openSheet(INTERNSHIPS, DENTISTRY);
            desk.select(0, 5);
            desk.type("写到一半的内容");
            assign(office, List.of("20150101"));
            desk.page().waitForSelector("[data-testid=why-not]");
            desk.press("Enter");
            var dialog = desk.page().locator("dialog[open]");
            dialog.waitFor();
            assertThat(dialog.textContent()).contains("没有存入，但没有丢失");
            assertThat(desk.at("late").inputValue()).isEqualTo("写到一半的内容");
            assertThat(desk.barriers()).isEmpty();
        } finally {
            assign(office, List.of(COLLECTOR));
        }
    }

    /** What one person did in an afternoon is taken back by another; what a third changed since stays and is named. */
    @Test
    void anAfternoonOfOnePersonIsTakenBack() {
        var cast = new Cast(URI.create(server.toString()), new DemoCollege(), Browser.Keys.RANDOM, 0);
        var office = cast.as("20050007");
        var share = "/campaigns/2022/tables/2.7.2/shares/" + DENTISTRY;
        office.put(share, Map.of("collectors", List.of(COLLECTOR, "20150101"))).mustBeOk();
        var entries = "/campaigns/2022/tables/2.7.2/entries";
        var first = cast.as(COLLECTOR);
        var one = added(first, entries, "口腔订单一班");
        added(first, entries, "口腔订单二班");
        var other = cast.as("20150101");
        other.patch(entries + "/" + one, 1, Map.of("values", Map.of("partner_name", "示例口腔医院")))
                .mustBeOk();
        try (var desk = chromium.desk(server, COLLECTOR)) {
            desk.openSheet("2.7.2", DENTISTRY);
            desk.see(desk.cell(1, 0), "口腔订单二班");
            desk.select(1, 0);
            desk.press("Alt+h");
            desk.at("reverse-open").first().click();
            desk.see(desk.at("reverse-preview"), Pattern.compile("将恢复 0 条、删除 1 条、找回 0 条"));
            var dialog = desk.page().locator("dialog[open]");
            assertThat(dialog.textContent()).contains("其中 1 处其后被他人改过", "第 " + one + " 条", "20150101");
            assertThat(desk.barriers()).isEmpty();
            desk.at("reverse-leave").check();
            desk.at("reverse-reason").fill("口腔系今年没有订单班");
            desk.at("reverse-go").click();
            dialog.waitFor(new WaitForOptions().setState(WaitForSelectorState.DETACHED));
            desk.see(desk.page().locator(".foot span").first(), Pattern.compile("1 行 × .*"));
            assertThat(desk.complaints()).isEmpty();
        } finally {
            office.put(share, Map.of("collectors", List.of(COLLECTOR))).mustBeOk();
        }
        var from = "2022-10-01T00:00:00+08:00";
        var to = "2022-10-31T00:00:00+08:00";
        var refused =
                first.post(share + "/reversal", Map.of("by", "20160103", "from", from, "to", to, "reason", "无中生有的人"));
        assertThat(refused.problem()).isEqualTo("nothing-to-reverse");
        assertThat(first.post(share + "/reversal", Map.of("by", COLLECTOR, "from", "昨天", "to", to, "reason", "写错了时间"))
                        .problem())
                .isEqualTo("unreadable");
        assertThat(cast.as("20170107")
                        .post(share + "/reversal", Map.of("by", COLLECTOR, "from", from, "to", to, "preview", true))
                        .problem())
                .isEqualTo("import-not-yours");
        assertThat(cast.as("20030009")
                        .get("/audit?kind=account.attempt-refused&limit=500")
                        .mustBeOk()
                        .toString())
                .doesNotContain("原因 not-");
    }

    private static int added(Browser who, String entries, String name) {
        return who.post(entries, Map.of("department", DENTISTRY, "values", Map.of("class_name", name)))
                .mustBeOk()
                .json()
                .path("id")
                .asInt();
    }

    private static void assign(Browser office, List<String> collectors) {
        office.put("/campaigns/2022/tables/" + INTERNSHIPS + "/shares/" + DENTISTRY, Map.of("collectors", collectors))
                .mustBeOk();
    }
}
