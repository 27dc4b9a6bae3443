package org.mingzhang.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator.WaitForOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every dialog that opens at a click, by whoever opens it: no serious or critical finding of axe, nothing wider than its window. */
class EveryDialogInTheBrowserTest extends InABrowser {

    private static final String SHEET = "/console/2022/tables/2.13.1/0201";

    static Stream<Arguments> dialogs() {
        return Stream.of(
                Arguments.of("20150101", SHEET, "[data-testid=submit]"),
                Arguments.of("20150101", SHEET, "[data-testid=import]"),
                Arguments.of("20150101", SHEET, "[data-testid=carry]"),
                Arguments.of("20150101", SHEET, "[data-testid=evidence]"),
                Arguments.of("20150101", SHEET, "[data-testid=questions]"),
                Arguments.of("20150101", SHEET, "[data-testid=removed-open]"),
                Arguments.of("20150101", SHEET, "[data-testid=what-if]"),
                Arguments.of("20150101", SHEET, "[data-testid=extension-open]"),
                Arguments.of("20150101", "/console/2022/tables/1.2.2/0201", "[data-testid=nil]"),
                Arguments.of("20150101", "/console/2022/tables/2.2.1/0201", "[data-testid=corrections-open]"),
                Arguments.of("20150101", "/console/2022/tables/2.2.1/0201", "[data-testid=teachers-open]"),
                Arguments.of("20050007", "/console/2022/rules", "[data-testid=set-yoy_student_pct]"),
                Arguments.of("20050007", "/console/2022/assignments", "[data-testid=add-share]"),
                Arguments.of("20050007", "/console/2022/assignments", "table button"),
                Arguments.of("20050007", "/console/2022/plan", "text=批准延期…"),
                Arguments.of("20050007", "/console/2021/plan", "[data-testid=receive-year]"),
                Arguments.of("20050007", "/console/2021/submission", "[data-testid^=ministry-]"),
                Arguments.of("20050007", "/console/2022/plan", "table button"));
    }

    @ParameterizedTest(name = "{1} {2}")
    @MethodSource("dialogs")
    void canBeReadByEverybodyAndFitsItsWindow(String who, String path, String opener) {
        try (var desk = chromium.desk(server, who)) {
            desk.open(path);
            desk.page().locator(opener).first().click();
            var dialog = desk.page().locator("dialog[open]");
            dialog.waitFor();
            desk.page().waitForTimeout(400);
            assertThat(desk.barriers()).isEmpty();
            var box = dialog.boundingBox();
            assertThat(box.x).isNotNegative();
            assertThat(box.x + box.width).isLessThanOrEqualTo(desk.page().viewportSize().width);
            var name = (path + opener).replaceAll("[^0-9A-Za-z\\p{IsHan}]+", "_");
            desk.page()
                    .screenshot(new Page.ScreenshotOptions()
                            .setPath(Path.of("target", "screenshots", "dialog" + name + ".png")));
            desk.press("Escape");
            dialog.waitFor(new WaitForOptions().setState(WaitForSelectorState.HIDDEN));
            assertThat(desk.complaints()).isEmpty();
        }
    }

    /** What is filtered stands in the address, so that it can be sent to somebody or be there again after a reload. */
    @Test
    void aFilterStandsInTheAddress() {
        try (var desk = chromium.desk(server, "20150101")) {
            desk.openSheet("2.13.1", "0201");
            desk.page().getByText(Pattern.compile("我改过 [0-9]+")).click();
            desk.page().waitForURL(Pattern.compile(".*filter=mine.*"));
            desk.page().reload();
            desk.page().waitForSelector(".sheet-cell");
            assertThat(desk.page().getByText(Pattern.compile("我改过 [0-9]+")).getAttribute("aria-pressed"))
                    .isEqualTo("true");
            assertThat(desk.complaints()).isEmpty();
        }
    }
}
