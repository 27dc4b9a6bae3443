package org.mingzhang.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mingzhang.ops.tool.demo.DemoCollege;

/** 填报 in a real browser: typing, input methods, blocks from spreadsheets, networks that go away. */
class FillingASheetInTheBrowserTest extends InABrowser {

    private static final String NURSING = "0201";
    private static final String COLLECTOR = "20150101";

    /** The input method composes on a cell that is merely selected, and its Enter does not move to the next row. */
    @Test
    void takesChineseFromAnInputMethodOnASelectedCell() {
        try (var desk = chromium.desk(server, COLLECTOR)) {
            desk.openSheet("2.15.1", NURSING);
            desk.select(0, 0);
            var method = desk.browser().newCDPSession(desk.page());
            compose(method, "n", "KeyN");
            compose(method, "ni", "KeyI");
            assertThat(desk.page().locator(".sheet-editor.open").count()).isOne();
            press(method, "Enter");
            method.send("Input.insertText", text("护理教学团队"));
            assertThat(desk.page().locator(".sheet-editor.open").count()).isOne();
            desk.press("Enter");
            desk.see(desk.cell(0, 0), "护理教学团队");
            desk.awaitSaved();
            desk.openSheet("2.15.1", NURSING);
            desk.see(desk.cell(0, 0), "护理教学团队");
            assertThat(desk.complaints()).isEmpty();
        }
    }

    private static void compose(CDPSession method, String soFar, String key) {
        press(method, key);
        var composition = text(soFar);
        composition.addProperty("selectionStart", soFar.length());
        composition.addProperty("selectionEnd", soFar.length());
        method.send("Input.imeSetComposition", composition);
    }

    /** A key that the input method keeps to itself. */
    private static void press(CDPSession method, String code) {
        var key = new JsonObject();
        key.addProperty("type", "rawKeyDown");
        key.addProperty("key", "Process");
        key.addProperty("code", code);
        key.addProperty("windowsVirtualKeyCode", 229);
        key.addProperty("nativeVirtualKeyCode", 229);
        method.send("Input.dispatchKeyEvent", key);
    }

    private static JsonObject text(String text) {
        var composed = new JsonObject();
        composed.addProperty("text", text);
        return composed;
    }

    /** Of ten thousand rows the first are looked at while the others come; nothing is typed before all are there. */
    @Test
    void theFirstRowsAreShownWhileTheOthersAreRead() {
        var others = new ArrayList<Route>();
        try (var desk = chromium.desk(server, COLLECTOR)) {
            desk.page().route("**/tables/2.13.1/entries?*", route -> {
                if (route.request().url().contains("cursor=")) {
                    others.add(route);
                    return;
                }
                var page = JsonParser.parseString(route.fetch().text()).getAsJsonObject();
                page.addProperty("cursor", "more");
                page.addProperty("total", 9_503);
                route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(page.toString()));
            });
            desk.page().navigate(server + "/console/2022/tables/2.13.1/" + NURSING);
            desk.page().waitForSelector(".sheet-cell");
            desk.see(desk.at("reading"), "正在读取其余记录，共 9,503 条…");
            assertThat(desk.at("why-not").count())
                    .as("it may be filled in soon")
                    .isZero();
            var before = desk.cell(0, 0).innerText();
            desk.select(0, 0);
            desk.type("太早");
            desk.press("Enter");
            desk.see(desk.cell(0, 0), before);
            assertThat(desk.at("submit").count()).isZero();

            desk.page().waitForCondition(() -> !others.isEmpty());
            others.get(0)
                    .fulfill(new Route.FulfillOptions()
                            .setContentType("application/json")
                            .setBody("{\"items\":[],\"cursor\":null,\"position\":1,\"total\":9503}"));
            desk.at("submit").waitFor();
            desk.see(desk.cell(0, 0), before);
            assertThat(desk.at("reading").count()).isZero();
            assertThat(desk.complaints()).isEmpty();
        }
    }

    @Test
    void pastesFiveHundredRowsAsOneThatCanBeUndone() {
        try (var desk = chromium.desk(server, COLLECTOR);
                var another = chromium.desk(server, COLLECTOR)) {
            another.openSheet("2.6.1", NURSING);
            desk.openSheet("2.6.1", NURSING);
            desk.select(0, 0);
            desk.awaitEverythingSavedAfter(() -> desk.paste(internships(500)));
            desk.see(desk.page().locator(".foot span").first(), "500 行 × 27 列");
            desk.see(desk.cell(0, 5), "护理岗位 \"A\" ↵ 第0组");
            desk.see(desk.cell(3, 7), "90");
            desk.openSheet("2.6.1", NURSING);
            desk.see(desk.page().locator(".foot span").first(), "500 行 × 27 列");
            another.see(another.page().locator(".foot span").first(), "500 行 × 27 列");

            desk.select(0, 0);
            desk.awaitEverythingSavedAfter(() -> desk.paste("改\t2022-05-01\r\n改\t2022-05-02"));
            desk.see(desk.cell(1, 1), "2022-05-02");
            desk.awaitEverythingSavedAfter(() -> desk.press("Control+z"));
            desk.see(desk.cell(1, 1), "2022-03-01");
            desk.awaitEverythingSavedAfter(() -> desk.press("Control+y"));
            desk.see(desk.cell(1, 1), "2022-05-02");
            assertThat(desk.complaints()).isEmpty();
        }
    }

    /** Twenty columns as a spreadsheet writes them: quoted cells with line breaks, names of codes, full-width digits. */
    private static String internships(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.join(
                        "\t",
                        String.format(Locale.ROOT, "20209%06d", i),
                        "2022/3/1",
                        "",
                        "",
                        "",
                        "\"护理岗位 \"\"A\"\"\n第" + i + "组\"",
                        "2022-05-30",
                        "９０",
                        "云岭示例医院",
                        "",
                        "中国",
                        "",
                        "云岭",
                        "是",
                        "20100201",
                        "周老师",
                        "",
                        "1,200.50",
                        "",
                        "云岭示例保险"))
                .collect(Collectors.joining("\r\n"));
    }

    @Test
    void isFilledWithTheKeyboardAlone() {
        try (var desk = chromium.desk(server, COLLECTOR)) {
            desk.openSheet("2.18.4", NURSING);
            // the sheet has the focus; nothing is touched with the mouse from here on
            desk.type("护士节宣誓");
            desk.press("Tab");
            desk.type("2022年5月12日");
            desk.press("Tab");
            desk.type("hlx");
            desk.press("Tab");
            desk.type("20220512");
            desk.press("Tab");
            desk.press("Alt+ArrowDown");
            desk.press("ArrowDown");
            desk.press("Enter");
            desk.see(desk.cell(0, 0), "护士节宣誓");
            desk.see(desk.cell(0, 1), "2022-05-12");
            desk.see(desk.cell(0, 2), "护理系");
            desk.see(desk.cell(0, 3), "2022-05-12");
            assertThat(desk.cell(0, 4).textContent()).isNotEmpty();
            desk.awaitSaved();

            // out of the sheet and on, as the reader of a screen is told
            desk.press("Escape");
            desk.press("Tab");
            assertThat(desk.page().evaluate("document.activeElement.closest('.sheet') === null"))
                    .isEqualTo(true);
            assertThat(desk.complaints()).isEmpty();
        }
    }

    @Test
    void keepsWhatAColumnDoesNotTakeAndLeadsToIt() {
        try (var desk = chromium.desk(server, COLLECTOR)) {
            desk.openSheet("2.7.2", NURSING);
            desk.type("口腔订单班");
            desk.press("Enter");
            desk.select(0, 7);
            desk.type("38O");
            desk.press("Enter");
            desk.awaitSaved();
            assertThat(desk.cell(0, 7).getAttribute("aria-invalid")).isEqualTo("true");
            desk.at("problem").first().click();
            desk.see(desk.at("message"), Pattern.compile(".*“38O”不是整数.*"));
            desk.press("Escape");
            assertThat(desk.page().evaluate("document.activeElement.dataset.testid"))
                    .as("back at the place in the list")
                    .isEqualTo("problem");

            // a page opened anew has it still
            desk.openSheet("2.7.2", NURSING);
            desk.see(desk.cell(0, 7), "38O");
            desk.select(0, 7);
            desk.type("380");
            desk.press("Enter");
            desk.awaitSaved();
            assertThat(desk.cell(0, 7).getAttribute("aria-invalid")).isNull();
            assertThat(desk.complaints()).isEmpty();
        }
    }

    @Test
    void losesNothingWhenTheNetworkGoesAway() {
        try (var desk = chromium.desk(server, COLLECTOR)) {
            desk.openSheet("1.2.2", NURSING);
            desk.browser().setOffline(true);
            desk.select(0, 1);
            desk.type("示范专业建设");
            desk.press("Enter");
            desk.see(desk.at("saved"), Pattern.compile("离线：.*已存在本机.*"));
            desk.type("骨干专业建设");
            desk.press("Enter");
            desk.browser().setOffline(false);
            desk.awaitSaved();
            desk.openSheet("1.2.2", NURSING);
            desk.see(desk.cell(0, 1), "示范专业建设");
            desk.see(desk.cell(1, 1), "骨干专业建设");
            desk.complaints();
        }
    }

    @Test
    void goesOnWithAPasteAfterTheSessionHasEnded() {
        try (var desk = chromium.desk(server, COLLECTOR)) {
            desk.openSheet("2.9.2", NURSING);
            desk.browser().clearCookies();
            desk.select(0, 0);
            desk.paste("省级护理实训基地\r\n省级口腔实训基地");
            desk.page().fill("dialog[open] input[type=password]", DemoCollege.PASSWORD);
            desk.page().click("dialog[open] button.p");
            desk.awaitSaved();
            desk.openSheet("2.9.2", NURSING);
            desk.see(desk.cell(1, 0), "省级口腔实训基地");
            desk.complaints();
        }
    }

    /** What a page had not sent when it was closed, the next one sends. */
    @Test
    void sendsWhatAClosedPageLeftBehind() {
        try (var desk = chromium.desk(server, COLLECTOR)) {
            desk.openSheet("2.7.3", NURSING);
            desk.browser().setOffline(true);
            desk.select(0, 0);
            desk.type("护理产业学院");
            desk.press("Enter");
            desk.see(desk.at("saved"), Pattern.compile("离线：.*已存在本机.*"));
            desk.page().close();
            desk.browser().setOffline(false);
            var again = desk.browser().newPage();
            again.navigate(server + "/console/2022/tables/2.7.3/" + NURSING);
            again.waitForSelector(".sheet-cell:has-text('护理产业学院')");
            again.waitForSelector("[data-testid=saved]:has-text('已')");
            again.reload();
            again.waitForSelector(".sheet-cell:has-text('护理产业学院')");
        }
    }

    /** Types into the first column, while what is entered does not reach the server, and sees what the page says of it. */
    private static void typeUnheard(Desk desk, int row, String text, String said) {
        desk.page().route("**/entries", route -> route.abort());
        desk.select(row, 0);
        desk.type(text);
        desk.press("Enter");
        desk.see(desk.at("saved"), Pattern.compile(said));
    }

    /** Where the browser keeps nothing and the server is not reached, only the page itself has what was typed. */
    @Test
    void isNotLeftWhileWhatWasTypedIsKeptNowhere() {
        try (var desk = chromium.desk(server, COLLECTOR)) {
            desk.page()
                    .addInitScript("IDBObjectStore.prototype.put = () => {"
                            + " throw new DOMException('full', 'QuotaExceededError') }");
            desk.openSheet("2.7.3", NURSING);
            typeUnheard(desk, 2, "老年健康产业学院", "离线：.*尚未存下，请不要关闭本页");
            desk.page().click("a.ava");
            desk.page().getByText(Pattern.compile("离开本页会丢失")).waitFor();
            desk.page().waitForSelector(".sheet-cell:has-text('老年健康产业学院')");
            desk.page().unroute("**/entries");
            desk.awaitSaved();
            desk.page().click("a.ava");
            desk.page().waitForURL(url -> !url.contains("2.7.3"));
            desk.complaints();
        }
    }

    /** Also what a page had not sent that closes only when the next one is open already. */
    @Test
    void takesOverFromAPageThatClosesLater() {
        try (var desk = chromium.desk(server, COLLECTOR)) {
            desk.openSheet("2.7.3", NURSING);
            typeUnheard(desk, 1, "康复产业学院", "离线：.*已存在本机.*");
            var next = desk.browser().newPage();
            next.navigate(server + "/console/2022/tables/2.7.3/" + NURSING);
            next.waitForSelector("[data-testid=saved]:has-text('已全部保存')");
            assertThat(next.locator(".sheet-cell:has-text('康复产业学院')").count()).isZero();
            desk.page().close();
            next.waitForSelector(".sheet-cell:has-text('康复产业学院')");
            next.waitForSelector("[data-testid=saved]:has-text('已保存')");
            next.reload();
            next.waitForSelector(".sheet-cell:has-text('康复产业学院')");
        }
    }

    @Test
    void showsBothValuesWhenTwoPeopleChangeOneCell() {
        try (var first = chromium.desk(server, COLLECTOR);
                var second = chromium.desk(server, COLLECTOR)) {
            first.openSheet("2.7.1", NURSING);
            first.select(0, 2);
            first.type("云岭医院");
            first.press("Enter");
            first.awaitSaved();
            second.openSheet("2.7.1", NURSING);
            second.see(second.cell(0, 2), "云岭医院");
            second.browser().setOffline(true);
            second.select(0, 2);
            second.type("第二医院");
            second.press("Enter");
            first.select(0, 2);
            first.type("第一医院");
            first.press("Enter");
            first.awaitSaved();
            second.browser().setOffline(false);
            second.see(second.at("conflicts").locator("tbody"), Pattern.compile(".*云岭医院.*第二医院.*第一医院.*"));
            second.page().getByText("全部用我的").click();
            second.page().getByText("就这样").click();
            second.awaitSaved();
            first.openSheet("2.7.1", NURSING);
            first.see(first.cell(0, 2), "第二医院");
        }
    }

    /** J1 step 6: what is pasted with blanks and full-width digits is kept tidy, and what it had been stays to be seen. */
    @Test
    void saysWhatItTidiedAndKeepsWhatWasWritten() {
        try (var desk = chromium.desk(server, COLLECTOR)) {
            desk.openSheet("2.9.1", NURSING);
            desk.select(0, 1);
            desk.awaitEverythingSavedAfter(() -> desk.paste("\u3000示教病房\u00a0"));
            var notice = desk.page().getByText(Pattern.compile("1 处已规范化.*"));
            notice.waitFor();
            assertThat(notice.textContent()).contains("场所名称", "⟨U+3000⟩示教病房⟨U+00A0⟩", "示教病房");
            assertThat(desk.cell(0, 1).textContent()).isEqualTo("示教病房");
            desk.press("Alt+h");
            var raw = desk.at("as-written");
            raw.first().waitFor();
            assertThat(raw.first().textContent()).contains("⟨U+3000⟩示教病房⟨U+00A0⟩");
            desk.press("Control+z");
            desk.awaitSaved();
            assertThat(desk.complaints()).isEmpty();
        }
    }

    @Test
    void showsTheHistoryOfACell() {
        try (var desk = chromium.desk(server, COLLECTOR)) {
            desk.openSheet("2.9.1", NURSING);
            desk.select(0, 1);
            desk.type("新模拟病房");
            desk.press("Enter");
            desk.awaitSaved();
            desk.press("ArrowUp");
            desk.press("Alt+h");
            var steps = desk.at("history").locator("li");
            assertThat(List.of(steps.first().textContent())).first().asString().contains("李采", "新模拟病房");
            desk.page().getByText(Pattern.compile("恢复为.*")).click();
            desk.awaitSaved();
            assertThat(desk.cell(0, 1).textContent()).isNotEqualTo("新模拟病房");
            assertThat(desk.complaints()).isEmpty();
        }
    }
}
