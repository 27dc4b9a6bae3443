package org.mingzhang.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mingzhang.ops.tool.demo.DemoCollege;

/** 提交、退回、签字通过 in a real browser: a share goes from its collector to its head and back and is signed. */
class ReviewingInTheBrowserTest extends InABrowser {

    private static final String TABLE = "2.13.1";
    private static final String PHARMACY = "0203";
    private static final String SHEET = "/console/2022/tables/" + TABLE + "/" + PHARMACY;
    private static final String REVIEW = "/console/2022/review/" + TABLE + "/" + PHARMACY;

    private final DemoCollege college = new DemoCollege();

    @Test
    void goesFromTheCollectorToTheSignatureOfTheHead() {
        try (var collector = chromium.desk(server, college.collector(PHARMACY).staffNo());
                var head = chromium.desk(server, college.head(PHARMACY).staffNo())) {
            submit(collector);
            collector.at("withdraw").click();
            collector.see(collector.at("stage"), Pattern.compile("填报中|已退回"));
            submit(collector);
            collector.see(collector.at("why-not"), Pattern.compile(".*已提交审核.*"));

            // not before the briefing
            head.open(REVIEW);
            assertThat(head.at("approve").isDisabled()).isTrue();
            head.page().waitForSelector(".sheet-cell");
            assertThat(head.page().locator(".steps").textContent()).containsPattern("\\d+ 条记录，上年 \\d+ 条");
            head.at("what-if").click();
            head.page().locator("dialog[open]").waitFor();
            head.press("Escape");
            head.select(0, 4);
            head.at("mark").click();
            head.at("return").click();
            head.at("reason").fill("不行");
            assertThat(head.at("reason-go").isDisabled()).isTrue();
            head.at("reason").fill("级别与获奖文件不符，请核对");
            head.at("reason-go").click();
            head.see(head.at("stage"), "已退回");

            collector.open(SHEET);
            collector.page().waitForSelector(".sheet-cell.is-marked");
            collector.select(0, 4);
            collector.type("校级");
            collector.press("Enter");
            collector.at("reason").fill("按获奖文件更正级别");
            collector
                    .page()
                    .getByText("保存", new com.microsoft.playwright.Page.GetByTextOptions().setExact(true))
                    .click();
            collector.awaitSaved();
            submit(collector);

            head.open(REVIEW);
            head.at("briefing").click();
            head.at("briefing-go").click();
            head.see(head.at("stage"), "已汇报");
            head.at("approve").click();
            head.at("password").fill("wrong-password-1");
            head.at("approve-go").click();
            head.page().waitForSelector("dialog[open] .note.bad");
            head.at("password").fill(DemoCollege.PASSWORD);
            head.at("approve-go").click();
            head.see(head.at("stage"), "审核通过");

            collector.open(SHEET);
            collector.see(collector.at("stage"), "审核通过");
            // who rests on a cell is told who wrote it, why, and who approved it
            collector.page().waitForSelector(".sheet-cell");
            collector.cell(0, 4).hover();
            var tip = collector.page().locator(".sheet-tip");
            collector.see(
                    tip,
                    Pattern.compile(".*→ .*校级.*按获奖文件更正级别.*审核通过："
                            + college.head(PHARMACY).name() + ".*"));
            collector.press("Escape");
            assertThat(tip.isVisible()).isFalse();
            collector.open(REVIEW + "/sheet");
            assertThat(collector.page().locator("article.paper").textContent())
                    .contains(college.head(PHARMACY).name(), "当面");
            collector.see(collector.at("opened"), "打开过：全部记录；未打开：上次审核以来的变化、说明");
            assertThat(collector.complaints()).isEmpty();
            assertThat(head.complaints()).isEmpty();
        }
    }

    /** Hands the share over, with words about what rules of experience find strange. */
    private static void submit(Desk collector) {
        collector.open(SHEET);
        collector.at("submit").click();
        collector.at("submit-now").click();
        var dialog = collector.page().locator("dialog[open]");
        var words = dialog.locator("textarea");
        collector.page().waitForCondition(() -> !dialog.isVisible() || words.count() > 0);
        if (dialog.isVisible()) {
            for (int i = 0; i < words.count(); i++) {
                words.nth(i).fill("与获奖文件逐项核对过，情况属实，文件留存备查");
            }
            collector.at("submit-now").click();
        }
        collector.see(collector.at("stage"), "待审核");
    }
}
