package org.mingzhang.ops.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator.WaitForOptions;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Field;

/** 导入 in a real browser: looked at, given back with its fault, corrected, accepted, taken back. */
class ImportingAFileInTheBrowserTest extends InABrowser {

    private static final String NURSING = "0201";
    private static final String COLLECTOR = "20150101";
    private static final String TABLE = "2.16.3";

    private final Catalogue catalogue = Catalogues.load().edition("2022");

    @Test
    void isPreviewedGivenBackCorrectedAcceptedAndTakenBack() throws IOException {
        try (var desk = chromium.desk(server, COLLECTOR)) {
            desk.openSheet(TABLE, NURSING);
            desk.at("import").click();
            desk.at("import-file").setInputFiles(entry("有"));
            desk.see(desk.at("import-counts"), Pattern.compile(".*有错误的行 1.*"));
            desk.see(desk.at("import-errors"), Pattern.compile(".*应填“是”或“否”.*"));
            assertThat(desk.at("import-accept").isDisabled()).isTrue();
            var returned =
                    desk.page().waitForDownload(() -> desk.at("import-returned").click());
            assertThat(returned.suggestedFilename()).isEqualTo("证书-退回.xlsx");
            assertThat(Files.size(returned.path())).isPositive();

            desk.page().getByText("另选文件").click();
            desk.at("import-file").setInputFiles(entry("是"));
            desk.see(desk.at("import-counts"), Pattern.compile(".*新增 1.*有错误的行 0.*"));
            // a page that is loaded again finds the file where it was
            desk.page().reload();
            desk.see(desk.at("import-counts"), Pattern.compile(".*新增 1.*有错误的行 0.*"));
            desk.at("import-accept").click();
            desk.see(desk.at("import-done"), Pattern.compile("已导入 1 行.*"));
            desk.see(desk.cell(0, 0), "导入 01");

            desk.at("import-undo").click();
            desk.at("import-undo").waitFor(gone());
            desk.see(desk.page().locator(".foot span").first(), Pattern.compile("0 行.*"));

            // once more, and from a cell to the row of the file it came from
            desk.at("import").click();
            desk.at("import-file").setInputFiles(entry("是"));
            desk.at("import-accept").click();
            desk.see(desk.at("import-done"), Pattern.compile("已导入 1 行.*"));
            desk.see(desk.cell(0, 0), "导入 01");
            desk.page().keyboard().press("Escape");
            desk.select(0, 0);
            desk.press("Alt+h");
            desk.at("source-open").first().click();
            desk.see(
                    desk.page().locator("dialog[open]"),
                    Pattern.compile("[\\s\\S]*证书\\.csv.*第 2 行[\\s\\S]*SHA-256[\\s\\S]*"));
            desk.see(desk.at("source-row"), Pattern.compile("[\\s\\S]*发证日期2021-09[\\s\\S]*"));
            desk.page().keyboard().press("Escape");
            desk.at("source-row").waitFor(gone());
            assertThat(desk.complaints()).isEmpty();
        }
    }

    private static WaitForOptions gone() {
        return new WaitForOptions().setState(WaitForSelectorState.DETACHED);
    }

    /** One entry as a text table, with that in every cell that takes yes or no. */
    private FilePayload entry(String flag) {
        var fields = catalogue.table(TABLE).orElseThrow().fields();
        var text = fields.stream().map(Field::zh).collect(Collectors.joining(",")) + "\r\n"
                + fields.stream().map(field -> written(field, flag)).collect(Collectors.joining(",")) + "\r\n";
        return new FilePayload("证书.csv", "text/csv", text.getBytes(UTF_8));
    }

    private String written(Field field, String flag) {
        return switch (field.type()) {
            case TEXT, REFERENCE -> "导入 01";
            case INTEGER, DECIMAL -> "2";
            case DATE -> "2021年9月1日";
            case YEAR_MONTH -> "2021年9月";
            case BOOLEAN -> flag;
            case CODE -> firstCode(field);
        };
    }

    private String firstCode(Field field) {
        return catalogue
                .codeList(Objects.requireNonNull(field.codeList()))
                .values()
                .get(0)
                .zh();
    }
}
