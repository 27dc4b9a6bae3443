package org.mingzhang.ops.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.mingzhang.command.org.SetUpCode;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.ops.RunningProgram;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.Deeds;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** 模板与导出 — J1 step 12. */
@RunningProgram
@TestPropertySource(properties = "spring.application.name=taking-a-workbook-out")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TakingAWorkbookOutTest {

    private static final String STUDENTS = Deeds.table("1.5.1");
    private static final int HEADINGS = 2;

    private final List<Field> fields =
            Catalogues.load().edition("2022").table("1.5.1").orElseThrow().fields();
    private Deeds deeds;
    private Cast cast;

    @Autowired
    SetUpCode code;

    @LocalServerPort
    int port;

    @BeforeAll
    void someStudentsAreEntered() throws InterruptedException {
        var students = SomeStudents.at(port, code);
        cast = students.cast();
        deeds = students.deeds();
    }

    @Test
    void theTemplateIsTheOfficialFormWithNothingInIt() throws IOException {
        try (var book = workbook(deeds.collector("0107"), STUDENTS + "/template.xlsx?department=0107")) {
            var sheet = book.getSheetAt(0);
            assertThat(headings(sheet)).isEqualTo(fields.stream().map(Field::zh).toList());
            assertThat(sheet.getLastRowNum()).isEqualTo(HEADINGS);
            assertThat(sheet.getRow(1).getCell(1).getStringCellValue()).contains("2022", "填报部门");
            assertThat(sheet.isColumnHidden(0)).isTrue();
            assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
            assertThat(sheet.getDataValidations()).isNotEmpty();
            assertThat(sheet.getRow(HEADINGS)
                            .getCell(1)
                            .getCellComment()
                            .getString()
                            .getString())
                    .contains(fields.get(0).zh());
            assertThat(sheet.getColumnStyle(1).getDataFormatString()).isEqualTo("@");
            assertThat(book.getSheet("说明")).isNotNull();
            assertThat(book.getSheetVisibility(book.getSheetIndex("_明账"))).isEqualTo(SheetVisibility.HIDDEN);
        }
    }

    @Test
    void theExportHoldsEveryEntryWithItsNumberAndRevision() throws IOException {
        try (var book = workbook(deeds.collector("0107"), STUDENTS + "/entries.xlsx?department=0107")) {
            var sheet = book.getSheetAt(0);
            assertThat(sheet.getLastRowNum()).isEqualTo(HEADINGS + 40);
            assertThat(sheet.getRow(HEADINGS + 1).getCell(0).getStringCellValue())
                    .isEqualTo("1@1");
            assertThat(sheet.getRow(HEADINGS + 1).getCell(1 + at("gender")).getStringCellValue())
                    .matches("[0-9]+ .+");
            assertThat(sheet.getRow(HEADINGS + 1).getCell(1 + at("id_number")).getStringCellValue())
                    .contains("****");
            var odd = sheet.getRow(HEADINGS + 4).getCell(1 + at("name"));
            assertThat(odd.getStringCellValue()).startsWith("=cmd");
            assertThat(odd.getCellStyle().getQuotePrefixed()).isTrue();
        }
    }

    @Test
    void sensitiveValuesGoOutInFullForAPurposeOnlyAndBothAreOnRecord() throws IOException {
        var path = STUDENTS + "/entries.xlsx?department=0107&unmasked=true";
        assertThat(deeds.collector("0107").get(path).problem()).isEqualTo("purpose-required");
        assertThat(deeds.office().get(path + "&purpose=work-needs").problem()).isEqualTo("unmask-not-allowed");
        try (var book = workbook(deeds.collector("0107"), path + "&purpose=check-with-paper")) {
            assertThat(book.getSheetAt(0)
                            .getRow(HEADINGS + 1)
                            .getCell(1 + at("id_number"))
                            .getStringCellValue())
                    .doesNotContain("*");
        }
        var audit = cast.as("20030009").get("/audit?kind=account.exported&limit=100");
        assertThat(audit.json().toString()).contains("99001/2022/1.5.1/0107@");
        assertThat(cast.as("20030009").get("/audit?limit=200").json().toString())
                .contains("check-with-paper");
        for (var kind : List.of("account.exported", "account.personal-values-read")) {
            assertThat(cast.as("20030009")
                            .get("/audit?limit=100&kind=" + kind)
                            .json()
                            .path("items"))
                    .isNotEmpty()
                    .allSatisfy(
                            each -> assertThat(each.path("device").asString("")).isNotEmpty());
        }
    }

    @Test
    void whoSeesNothingOfATableTakesNothingOut() {
        assertThat(deeds.collector("0201").get(STUDENTS + "/entries.xlsx").problem())
                .isEqualTo("not-visible");
        assertThat(deeds.collector("0107")
                        .get(STUDENTS + "/entries.xlsx?department=0108")
                        .problem())
                .isEqualTo("not-visible");
    }

    private int at(String field) {
        return fields.stream().map(Field::name).toList().indexOf(field);
    }

    private List<String> headings(Sheet sheet) {
        var row = sheet.getRow(HEADINGS);
        return java.util.stream.IntStream.rangeClosed(1, fields.size())
                .mapToObj(column -> row.getCell(column).getStringCellValue())
                .toList();
    }

    private static XSSFWorkbook workbook(Browser who, String path) throws IOException {
        var answer = who.get(path);
        assertThat(answer.status()).as(answer::toString).isEqualTo(200);
        var dump = System.getProperty("dump");
        if (dump != null) {
            java.nio.file.Files.write(
                    java.nio.file.Path.of(dump, path.replaceAll("[^a-z0-9.]", "_") + ".xlsx"), answer.bytes());
        }
        return new XSSFWorkbook(new ByteArrayInputStream(answer.bytes()));
    }
}
