package org.mingzhang.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mingzhang.ops.tool.demo.DemoCollege;

/** 督查事项 in the browser: an officer opens a matter, asks, is answered, rates, calls to account and closes. */
class InspectingInTheBrowserTest extends InABrowser {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String OFFICER = "20030009";
    private static final String COLLECTOR = "20160102";

    @Test
    void aMatterFromItsOpeningToItsEnd() {
        try (var desk = chromium.desk(server, 1366, 768);
                var asked = chromium.desk(server, 1366, 768)) {
            desk.signIn(OFFICER);
            desk.open("/console/2022/inspections");
            desk.at("open").click();
            assertThat(desk.barriers()).isEmpty();
            desk.at("department").selectOption("0202");
            desk.at("text").fill("口腔系获奖信息与上年差异较大");
            desk.at("positions").fill("20, 21");
            desk.at("send").click();
            desk.see(desk.at("matter").locator("h2"), "口腔系获奖信息与上年差异较大");

            act(desk, "ask", () -> {
                desk.at("staff").fill(COLLECTOR);
                desk.at("text").fill("请说明差异的原因。");
            });
            desk.see(desk.at("matter"), Pattern.compile("询问 1[\\s\\S]*请说明差异的原因"));

            asked.signIn(COLLECTOR);
            asked.open("/console/2022/inspections");
            asked.at("answer").fill("今年新增两个赛项，文件可查。");
            asked.at("send-answer").click();
            asked.see(asked.page().getByText("答复：今年新增两个赛项，文件可查。"), Pattern.compile(".*今年新增两个赛项.*"));
            assertThat(asked.barriers()).isEmpty();

            desk.open("/console/2022/inspections?matter=" + matter(desk));
            act(desk, "appraise", () -> desk.at("text").fill("按账本计算，供年终考核参考。"));
            desk.see(desk.at("matter"), Pattern.compile("质量考核[\\s\\S]*及时 = 100"));
            act(desk, "account", () -> {
                desk.at("staff").fill(COLLECTOR);
                desk.at("document").fill("云示纪〔2022〕8号");
                desk.at("text").fill("资料保管不善，予以提醒。");
                desk.at("password").fill(DemoCollege.PASSWORD);
                assertThat(desk.barriers()).isEmpty();
            });
            desk.see(desk.at("matter"), Pattern.compile("问责[\\s\\S]*云示纪〔2022〕8号"));
            assertThat(desk.barriers()).isEmpty();
            desk.page()
                    .screenshot(
                            new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("inspection-matter-1366.png")));
            act(desk, "close", () -> desk.at("text").fill("已答复，办结归档。"));
            desk.see(desk.at("matters"), Pattern.compile("已办结"));
            assertThat(desk.complaints()).isEmpty();
            assertThat(asked.complaints()).isEmpty();
        }
    }

    private static void act(Desk desk, String button, Runnable filled) {
        desk.at(button).click();
        filled.run();
        desk.at("send").click();
        desk.page()
                .waitForSelector(
                        "[data-testid=send]",
                        new Page.WaitForSelectorOptions()
                                .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
    }

    private static String matter(Desk desk) {
        return desk.page().url().replaceAll(".*matter=([^&]*).*", "$1");
    }
}
