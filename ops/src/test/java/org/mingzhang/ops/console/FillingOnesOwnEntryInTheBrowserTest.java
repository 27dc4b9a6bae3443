package org.mingzhang.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** 教师个人填写: a form on a telephone, not a sheet; who has nothing says so, and what was wrong is taken out. */
class FillingOnesOwnEntryInTheBrowserTest extends InABrowser {

    private static final String TEACHER = "20100201";

    @Test
    void isDoneAndConfirmedOnATelephone() {
        try (var desk = chromium.desk(server, 390, 844)) {
            desk.signIn(TEACHER);
            desk.at("task-2.15.2").click();
            desk.at("own-nil").click();
            desk.at("reason").fill("本年度没有教科研业绩");
            desk.at("reason-go").click();
            desk.see(desk.page().locator(".path"), Pattern.compile(".*已申报无数据.*"));
            desk.page().getByText("新增一项").click();
            desk.page().waitForSelector("#f-title");
            assertThat(desk.at("confirm").isDisabled()).isTrue();
            desk.page().fill("#f-title", "护理教学改革，以“情境”为例");
            choose(desk, "achievement_type");
            desk.page().fill("#f-achieved_on", "2022年3月");
            // by the first letters of its name
            desk.page().fill("#f-level", "xj");
            desk.page().locator("[role=option]:visible").first().click();
            PlaywrightAssertions.assertThat(desk.page().locator("#f-level")).hasValue("校级");
            choose(desk, "rank");
            desk.page().fill("#f-issuer", "云岭示例学报");
            choose(desk, "is_teaching_research");
            desk.awaitSaved();
            desk.see(desk.page().locator(".path"), Pattern.compile(".*已填齐.*"));
            desk.at("confirm").click();
            desk.see(desk.page().locator(".path"), Pattern.compile(".*已确认.*"));
            desk.open("/console/2022/own/2.15.2/0201");
            assertThat(desk.page().inputValue("#f-title")).isEqualTo("护理教学改革，以“情境”为例");
            assertThat(desk.page().inputValue("#f-achieved_on")).isEqualTo("2022-03");
            desk.at("own-remove").click();
            desk.page().getByText("还没有您的记录").waitFor();
            desk.awaitSaved();
            assertThat(desk.complaints()).isEmpty();
        }
    }

    /** The first of the list, with the keyboard. */
    private static void choose(Desk desk, String field) {
        var box = desk.page().locator("#f-" + field);
        box.click();
        box.press("ArrowDown");
        box.press("Enter");
        PlaywrightAssertions.assertThat(box).hasValue(Pattern.compile(".+"));
    }
}
