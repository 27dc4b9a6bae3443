package org.mingzhang.ops.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.mingzhang.command.org.SetUpCode;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.ops.RunningProgram;
import org.mingzhang.ops.Sending;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Browser.Answer;
import org.mingzhang.ops.tool.demo.Deeds;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** 导入工作簿 — J1 steps 12 and 13, E5; J4 step 6. The workbook that went out is edited and comes back. */
@RunningProgram
@TestPropertySource(properties = "spring.application.name=workbooks")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BringingAWorkbookInTest {

    private static final String STUDENTS = Deeds.table("1.5.1");
    private static final String IMPORTS = STUDENTS + "/imports";
    private static final String SHARE = "0107";
    private static final int HEADINGS = 2;

    private final List<Field> fields =
            Catalogues.load().edition("2022").table("1.5.1").orElseThrow().fields();
    private SomeStudents students;
    private Browser collector;

    @Autowired
    SetUpCode code;

    @LocalServerPort
    int port;

    @BeforeAll
    void someStudentsAreEntered() throws InterruptedException {
        students = SomeStudents.at(port, code);
        collector = students.deeds().collector(SHARE);
    }

    @Test
    @Order(1)
    void aWorkbookThatComesBackAsItWentOutChangesNothing() throws IOException {
        var preview = previewed(collector, bytes(export()));

        assertThat(counts(preview)).containsExactly(0, 0, SomeStudents.COUNT, 0, 0, 0, 0);
        var answer = accept(collector, preview, Map.of());
        assertThat(answer.problem()).isEqualTo("import-changes-nothing");
    }

    @Test
    @Order(2)
    void newRowsInATemplateWithOneBadCellAreNotHalfImported() throws IOException {
        var template = workbook(collector, STUDENTS + "/template.xlsx?department=" + SHARE);
        fill(template, 4);
        template.getSheetAt(0).getRow(HEADINGS + 3).getCell(1 + at("id_number")).setCellValue(530102200203041234d);
        var preview = previewed(collector, bytes(template));

        assertThat(counts(preview)).containsExactly(3, 0, SomeStudents.COUNT, 0, 0, 1, 0);
        var error = preview.path("errors").get(0);
        assertThat(error.path("rule").asString("")).isEqualTo("digits-lost");
        assertThat(error.path("address").asString("")).isEqualTo("F6");
        assertThat(error.path("message").asString("")).contains("证件号码", "已经丢失");
        assertThat(accept(collector, preview, Map.of()).problem()).isEqualTo("import-has-faults");
        assertThat(standing()).isEqualTo(SomeStudents.COUNT);
    }

    /** The returned workbook is corrected where it is marked and uploaded as it is. */
    @Test
    @Order(8)
    void theReturnedWorkbookShowsEveryFaultInItsCellAndIsAcceptedOnceCorrected() throws Exception {
        var template = workbook(collector, STUDENTS + "/template.xlsx?department=" + SHARE);
        fill(template, 2, 120);
        template.createSheet("自己的表").createRow(0).createCell(0).setCellValue("不要动");
        var bad = template.getSheetAt(0).getRow(HEADINGS + 2);
        var good = bad.getCell(1 + at("id_number")).getStringCellValue();
        bad.getCell(1 + at("id_number")).setCellValue(530102200203041234d);
        type(bad, "gender", "男孩");
        var preview = previewed(collector, bytes(template));
        var id = preview.path("id").asString("");

        var answer = collector.getAsItIs(IMPORTS + "/" + id + "/errors.xlsx");
        assertThat(answer.status()).as(answer::toString).isEqualTo(200);
        var book = new XSSFWorkbook(new ByteArrayInputStream(answer.bytes()));
        var sheet = book.getSheetAt(0);
        var cell = sheet.getRow(HEADINGS + 2).getCell(1 + at("id_number"));
        assertThat(cell.getCellComment().getString().getString()).contains("已经丢失");
        assertThat(cell.getCellStyle().getFillPattern()).isEqualTo(FillPatternType.SOLID_FOREGROUND);
        var last = 1 + fields.size();
        assertThat(sheet.getRow(HEADINGS).getCell(last).getStringCellValue()).isEqualTo("错误说明");
        assertThat(sheet.getRow(HEADINGS + 2).getCell(last).getStringCellValue())
                .contains("证件号码", "性别");
        assertThat(sheet.getRow(HEADINGS + 1).getCell(last)).isNull();
        assertThat(book.getSheet("自己的表").getRow(0).getCell(0).getStringCellValue())
                .isEqualTo("不要动");
        assertThat(book.getSheet("退回说明").getRow(0).getCell(0).getStringCellValue())
                .isEqualTo("导入退回说明");

        cell.setCellValue(good);
        type(sheet.getRow(HEADINGS + 2), "gender", "1");
        var key = UUID.randomUUID().toString();
        var corrected = Sending.file(collector, IMPORTS, "退回.xlsx", bytes(book), Map.of("department", SHARE), key)
                .json()
                .path("preview");
        assertThat(counts(corrected).subList(0, 2)).containsExactly(2, 0);
        assertThat(counts(corrected).get(5)).isZero();
        assertThat(collector.getAsItIs(IMPORTS + "/" + key + "/errors.xlsx").problem())
                .isEqualTo("import-faultless");
        assertThat(accept(collector, key, corrected, Map.of()).status()).isEqualTo(202);
        assertThat(settled(key).path("state").asString("")).isEqualTo("DONE");
    }

    @Test
    @Order(9)
    void aWholeImportIsTakenBackExceptWhatWasChangedSince() throws Exception {
        int before = standing();
        var book = export();
        fill(book, 3, 130);
        type(book.getSheetAt(0).getRow(HEADINGS + 5), "class_name", "导入所改");
        var old = book.getSheetAt(0).getRow(HEADINGS + 6);
        int gone = Integer.parseInt(old.getCell(0).getStringCellValue().split("@", 2)[0]);
        book.getSheetAt(0).removeRow(old);
        var key = UUID.randomUUID().toString();
        var preview = Sending.file(collector, IMPORTS, "错.xlsx", bytes(book), Map.of("department", SHARE), key)
                .json()
                .path("preview");
        assertThat(counts(preview).subList(0, 4)).containsExactly(3, 1, before - 2, 1);
        assertThat(accept(collector, key, preview, Map.of("removals", true)).status())
                .isEqualTo(202);
        var done = settled(key);
        assertThat(done.path("state").asString("")).as(done::toString).isEqualTo("DONE");
        assertThat(standing()).isEqualTo(before + 2);

        int kept = done.path("entries").get(0).asInt();
        collector
                .patch(STUDENTS + "/entries/" + kept, 1, Map.of("values", Map.of("class_name", "之后所改")))
                .mustBeOk();
        var undo = IMPORTS + "/" + key + "/undo";
        var refused = collector.post(undo, Map.of("leaveChanged", false));
        assertThat(refused.problem()).as(refused::toString).isEqualTo("undo-conflicts");
        assertThat(refused.json().path("left").get(0).path("entry").asInt()).isEqualTo(kept);
        var undone = collector.post(undo, Map.of("leaveChanged", true, "reason", "传错了文件"));
        assertThat(undone.status()).as(undone::toString).isEqualTo(200);
        assertThat(undone.json().path("entries").asInt()).isEqualTo(4);
        assertThat(standing()).isEqualTo(before + 1);
        assertThat(collector.get(STUDENTS + "/entries/" + gone).status()).isEqualTo(404);
        assertThat(bytesOfExport()).doesNotContain("导入所改");
    }

    private String bytesOfExport() throws IOException {
        var said = new StringBuilder();
        try (var book = export()) {
            for (var row : book.getSheetAt(0)) {
                row.forEach(cell -> said.append(cell).append('|'));
            }
        }
        return said.toString();
    }

    @Test
    @Order(3)
    void whatIsAcceptedIsOneBatchThatSaysWhereItCameFrom() throws Exception {
        var book = export();
        fill(book, 5);
        type(book.getSheetAt(0).getRow(HEADINGS + 1), "class_name", " 护理２００１ ");
        var key = UUID.randomUUID().toString();
        var sent = bytes(book);
        var received = Sending.file(collector, IMPORTS, "学生 2022.xlsx", sent, Map.of("department", SHARE), key);
        assertThat(received.status()).as(received::toString).isEqualTo(201);
        var preview = received.json().path("preview");
        assertThat(counts(preview)).containsExactly(5, 1, SomeStudents.COUNT - 1, 0, 1, 0, 0);
        assertThat(preview.path("normalised").get(0).path("raw").asString("")).isEqualTo(" 护理２００１ ");
        assertThat(preview.path("normalised").get(0).path("kept").asString("")).isEqualTo("护理2001");

        var accepted = accept(collector, key, preview, Map.of());
        var again = accept(collector, key, preview, Map.of());
        assertThat(accepted.status()).as(accepted::toString).isEqualTo(202);
        assertThat(again.status()).isEqualTo(202);
        var done = settled(key);
        assertThat(done.path("state").asString("")).as(done::toString).isEqualTo("DONE");
        assertThat(done.path("done").asInt()).isEqualTo(6);
        assertThat(standing()).isEqualTo(SomeStudents.COUNT + 5);

        int added = done.path("entries").get(0).asInt();
        var first = collector.get(STUDENTS + "/entries/" + added + "/history").json();
        assertThat(first.toString()).contains("IMPORTED", "学生 2022.xlsx");
        assertThat(first.findValue("row").asInt()).isEqualTo(HEADINGS + 2 + SomeStudents.COUNT);
        int tidied = done.path("entries").get(5).asInt();
        var steps = collector
                .get(STUDENTS + "/entries/" + tidied + "/history?field=class_name")
                .json()
                .path("items");
        var last = steps.get(steps.size() - 1);
        assertThat(last.path("changes").get(0).path("to").asString("")).isEqualTo("护理2001");
        assertThat(last.path("written").get(0).path("text").asString(""))
                .as("the trail keeps what stood in the file")
                .isEqualTo(" 护理２００１ ");
        assertThat(Sending.file(collector, IMPORTS, "另一.xlsx", sent, Map.of("department", SHARE), key)
                        .problem())
                .isEqualTo("idempotency-key-reused");
    }

    @Test
    @Order(4)
    void whatBothChangedIsChosenByThePerson() throws Exception {
        var book = export();
        var row = book.getSheetAt(0).getRow(HEADINGS + 2);
        int entry = Integer.parseInt(row.getCell(0).getStringCellValue().split("@", 2)[0]);
        int revision = Integer.parseInt(row.getCell(0).getStringCellValue().split("@", 2)[1]);
        collector
                .patch(STUDENTS + "/entries/" + entry, revision, Map.of("values", Map.of("class_name", "网页所改")))
                .mustBeOk();
        type(row, "class_name", "文件所改");
        var key = UUID.randomUUID().toString();
        var received = Sending.file(collector, IMPORTS, "a.xlsx", bytes(book), Map.of("department", SHARE), key);
        var preview = received.json().path("preview");

        var clash = preview.path("conflicts").get(0);
        assertThat(clash.path("mine").asString("")).isEqualTo("文件所改");
        assertThat(clash.path("theirs").asString("")).isEqualTo("网页所改");
        assertThat(accept(collector, key, preview, Map.of()).problem()).isEqualTo("import-undecided");
        var chosen = accept(
                collector,
                key,
                preview,
                Map.of("choices", Map.of(clash.path("id").asString(""), "MINE")));
        assertThat(chosen.status()).as(chosen::toString).isEqualTo(202);
        assertThat(settled(key).path("state").asString("")).isEqualTo("DONE");
        assertThat(collector
                        .get(STUDENTS + "/entries/" + entry)
                        .json()
                        .findValue("class_name")
                        .asString(""))
                .isEqualTo("文件所改");
    }

    @Test
    @Order(5)
    void aPreviewThatIsOutOfDateIsLookedAtAgain() throws IOException {
        var book = export();
        fill(book, 1);
        var key = UUID.randomUUID().toString();
        var preview = Sending.file(collector, IMPORTS, "a.xlsx", bytes(book), Map.of("department", SHARE), key)
                .json()
                .path("preview");
        var answer = collector.post(IMPORTS + "/" + key + "/acceptance", Map.of("preview", "0".repeat(64)));

        assertThat(answer.problem()).isEqualTo("import-outdated");
        var again = collector.get(IMPORTS + "/" + key).json();
        assertThat(again.path("state").asString("")).isEqualTo("PREVIEWED");
        assertThat(again.path("preview").path("preview")).isEqualTo(preview.path("preview"));
    }

    @Test
    @Order(6)
    void theOfficeSaysWhoPreparedTheFileAndStrangersImportNothing() throws IOException {
        var office = students.deeds().office();
        var book = bytes(export());
        assertThat(Sending.file(office, IMPORTS, "a.xlsx", book, Map.of("department", SHARE))
                        .problem())
                .isEqualTo("preparer-missing");
        assertThat(Sending.file(
                                office,
                                IMPORTS,
                                "a.xlsx",
                                book,
                                Map.of("department", SHARE, "preparedBy", "学生处 信息员，9 月 8 日"))
                        .status())
                .isEqualTo(201);
        assertThat(Sending.file(
                                students.deeds().collector("0201"),
                                IMPORTS,
                                "a.xlsx",
                                book,
                                Map.of("department", SHARE))
                        .problem())
                .isEqualTo("import-not-yours");
    }

    @Test
    @Order(7)
    void aFileThatIsNoFormIsRefusedInASentence() {
        var answer = Sending.file(
                collector,
                IMPORTS,
                "通知.docx",
                "PK\u0003\u0004 no package".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                Map.of("department", SHARE));
        assertThat(answer.problem()).isEqualTo("file-damaged");
        assertThat(answer.json().path("detail").asString("")).isNotBlank();
        var key = UUID.randomUUID().toString();
        Sending.file(
                collector,
                IMPORTS,
                "a.csv",
                "学号,姓名\n1,2\n".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                Map.of("department", SHARE),
                key);
        assertThat(collector.get(IMPORTS + "/" + key).problem()).isEqualTo("import-unknown");
    }

    // steps

    private XSSFWorkbook export() throws IOException {
        return workbook(collector, STUDENTS + "/entries.xlsx?department=" + SHARE);
    }

    private static XSSFWorkbook workbook(Browser who, String path) throws IOException {
        var answer = who.get(path);
        assertThat(answer.status()).as(answer::toString).isEqualTo(200);
        return new XSSFWorkbook(new ByteArrayInputStream(answer.bytes()));
    }

    private static byte[] bytes(XSSFWorkbook book) throws IOException {
        var out = new ByteArrayOutputStream();
        book.write(out);
        book.close();
        return out.toByteArray();
    }

    /** Students that nobody has entered yet, below what stands in the sheet. */
    private void fill(XSSFWorkbook book, int count) {
        fill(book, count, 100);
    }

    private void fill(XSSFWorkbook book, int count, int from) {
        var sheet = book.getSheetAt(0);
        var fresh = new ArrayList<>(students.rows().rows("1.5.1", SHARE).subList(from, from + count));
        for (int i = 0; i < count; i++) {
            write(sheet, sheet.getLastRowNum() + 1, new TreeMap<>(fresh.get(i)));
        }
    }

    private void write(Sheet sheet, int at, Map<String, CellValue> cells) {
        var row = sheet.createRow(at);
        for (int i = 0; i < fields.size(); i++) {
            var value = cells.get(fields.get(i).name());
            if (value instanceof CellValue.Text text) {
                row.createCell(1 + i).setCellValue(text.text());
            } else if (value instanceof CellValue.Whole whole) {
                row.createCell(1 + i).setCellValue(whole.number());
            } else if (value instanceof CellValue.Flag flag) {
                row.createCell(1 + i).setCellValue(flag.yes() ? "是" : "否");
            }
        }
    }

    /** Types over a cell; the library would keep the old inline text beside the new one. */
    private void type(Row row, String field, String text) {
        var cell = row.getCell(1 + at(field));
        cell.setBlank();
        cell.setCellValue(text);
    }

    private int at(String field) {
        return fields.stream().map(Field::name).toList().indexOf(field);
    }

    private static JsonNode previewed(Browser who, byte[] book) {
        var answer = Sending.file(who, IMPORTS, "学生.xlsx", book, Map.of("department", SHARE));
        assertThat(answer.status()).as(answer::toString).isEqualTo(201);
        return ((tools.jackson.databind.node.ObjectNode) answer.json().path("preview"))
                .put("id", answer.json().path("id").asString(""));
    }

    private static Answer accept(Browser who, JsonNode preview, Map<String, Object> more) {
        return accept(who, preview.path("id").asString(""), preview, more);
    }

    private static Answer accept(Browser who, String id, JsonNode preview, Map<String, Object> more) {
        var body = new TreeMap<>(more);
        body.put("preview", preview.path("preview").asString(""));
        return who.post(IMPORTS + "/" + id + "/acceptance", body);
    }

    private JsonNode settled(String id) throws InterruptedException {
        for (int i = 0; i < 1200; i++) {
            var told = collector.getAsItIs(IMPORTS + "/" + id).json();
            if (!told.path("state").asString("").equals("RUNNING")) {
                return told;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError("still running");
    }

    private int standing() {
        return collector
                .get(STUDENTS + "/entries?limit=1&department=" + SHARE)
                .json()
                .path("total")
                .asInt();
    }

    /** New, changed, unchanged, removed, normalised, refused, in conflict. */
    private static List<Integer> counts(JsonNode preview) {
        var counts = preview.path("counts");
        return List.of("added", "changed", "unchanged", "removed", "normalised", "refused", "conflicts").stream()
                .map(name -> counts.path(name).asInt(-1))
                .toList();
    }
}
