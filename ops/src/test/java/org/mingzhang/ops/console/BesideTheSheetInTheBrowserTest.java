package org.mingzhang.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mingzhang.ops.tool.demo.DemoCollege;

/** What stands beside the cells in a real browser: last year's values, and who else has the share open. */
class BesideTheSheetInTheBrowserTest extends InABrowser {

    private static final String PLACES = "2.9.1";
    private static final String CENTRE = "0114";

    /** The demo's area of a place of practice is many times last year's. */
    @Test
    void showsWhatLastYearHadWhereItDiffers() {
        try (var desk =
                chromium.desk(server, new DemoCollege().collector(CENTRE).staffNo())) {
            desk.openSheet(PLACES, CENTRE);
            desk.at("different").click();
            desk.see(desk.at("different"), Pattern.compile("与去年不同 [1-9][0-9]*"));
            desk.select(0, 0);
            desk.see(desk.at("before"), Pattern.compile("与上年相同|上年：.*"));
            var differing = desk.page().locator(".sheet-cell.is-different").first();
            for (int step = 0; step < 24 && differing.count() == 0; step++) {
                desk.press("ArrowRight");
            }
            differing.click();
            desk.see(desk.at("before"), Pattern.compile("上年：.+"));
            assertThat(desk.barriers()).isEmpty();
            assertThat(desk.complaints()).isEmpty();
        }
    }

    @Test
    void saysWhoElseHasTheShareOpenUntilTheyLeave() {
        try (var collector = chromium.desk(server, "20150101")) {
            try (var reviewer = chromium.desk(server, "20000001")) {
                reviewer.openSheet("2.13.1", "0201");
                collector.openSheet("2.13.1", "0201");
                collector.see(collector.at("others"), Pattern.compile("也在此表：钱审.*"));
                reviewer.page().getByText("采集表").first().click();
                reviewer.page().waitForURL(url -> url.endsWith("/tables"));
            }
            collector.openSheet("2.13.1", "0201");
            collector.page().waitForTimeout(1_000);
            assertThat(collector.at("others").count()).isZero();
            assertThat(collector.complaints()).isEmpty();
        }
    }
}
