package org.mingzhang.command.intake;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.catalogue.Catalogues;

/** 文件的真实样子: how files really are, and those that nobody should open. */
class ReadingTrickyFilesTest {

    private static final Charset GBK = Charset.forName("GBK");

    @TempDir
    Path directory;

    /** Makes a file. */
    interface Maker {
        void make(Path file) throws IOException;
    }

    /** A file and the rule by which it is refused; null if it is read and holds one new student. */
    record Case(
            String what, String name, Maker maker, @Nullable Rule rule) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                // read
                form("as it went out", null, form -> {}),
                form("columns moved", null, ReadingTrickyFilesTest::columnsMoved),
                form(
                        "a column of one's own",
                        null,
                        form -> form.sheet.getRow(AForm.HEADINGS).createCell(60).setCellValue("备注（自用）")),
                form("headings with blanks, breaks and asterisks", null, form -> {
                    heading(form, "student_no").setCellValue(" *学 号\n");
                    heading(form, "rural_household").setCellValue("常住户口\u3000是否在农村（必填）");
                }),
                form("headings in two lines", null, ReadingTrickyFilesTest::twoLines),
                form("another sheet before it", null, form -> {
                    form.book.createSheet("封面").createRow(0).createCell(0).setCellValue("学号");
                    form.book.setSheetOrder("封面", 0);
                }),
                form("a hidden copy of the sheet", null, form -> {
                    form.book.cloneSheet(0);
                    form.book.setSheetHidden(1, true);
                }),
                form(
                        "a hidden row",
                        null,
                        form -> form.sheet.getRow(AForm.FIRST).setZeroHeight(true)),
                form("rows that are blank but for their format", null, form -> {
                    var style = form.book.createCellStyle();
                    for (int i = 0; i < 200; i++) {
                        form.sheet.createRow(AForm.FIRST + 1 + i).createCell(3).setCellStyle(style);
                    }
                }),
                new Case("an old workbook", "form.xls", file -> copy(AForm.xls(), file), null),
                new Case("an old workbook called .xlsx", "form.xlsx", file -> copy(AForm.xls(), file), null),
                csv("CSV in UTF-8", UTF_8, "", ","),
                csv("CSV in UTF-8 with byte order mark", UTF_8, "\uFEFF", ","),
                csv("CSV in GBK", GBK, "", ","),
                csv("text with tabs in UTF-16", UTF_16LE, "\uFEFF", "\t"),

                // headings
                form(
                        "a heading renamed",
                        Rule.HEADING_MISSING,
                        form -> heading(form, "student_no").setCellValue("学生学号")),
                form(
                        "a heading missing",
                        Rule.HEADING_MISSING,
                        form -> heading(form, "phone").setBlank()),
                form(
                        "a heading twice",
                        Rule.HEADING_REPEATED,
                        form -> form.sheet.getRow(AForm.HEADINGS).createCell(60).setCellValue("学号")),
                form(
                        "no headings at all",
                        Rule.HEADINGS_NOT_FOUND,
                        form -> form.sheet.removeRow(form.sheet.getRow(AForm.HEADINGS))),
                form("two sheets alike", Rule.SHEETS_ALIKE, form -> form.book.cloneSheet(0)),
                form(
                        "another table's workbook",
                        Rule.FORM_OF_ANOTHER_TABLE,
                        form -> form.marked("99001/2022", "1.4.1", "2022", "0107", 5)),
                form("another table's headings", Rule.FORM_OF_ANOTHER_TABLE, ReadingTrickyFilesTest::anotherTable),
                form(
                        "last year's workbook",
                        Rule.FORM_OF_ANOTHER_YEAR,
                        form -> form.marked("99001/2021", "1.5.1", "2021", "0107", 5)),
                form(
                        "another department's workbook",
                        Rule.FORM_OF_ANOTHER_SHARE,
                        form -> form.marked("99001/2022", "1.5.1", "2022", "0108", 5)),

                // hostile, or of another kind
                new Case("an encrypted workbook", "form.xlsx", ReadingTrickyFilesTest::encrypted, Rule.FILE_ENCRYPTED),
                changed(
                        "a macro workbook renamed",
                        Rule.FILE_WITH_MACROS,
                        parts -> parts.put("xl/vbaProject.bin", new byte[] {1})),
                changed(
                        "a workbook that says it has macros",
                        Rule.FILE_WITH_MACROS,
                        parts -> replace(
                                parts,
                                "[Content_Types].xml",
                                "spreadsheetml.sheet.main",
                                "spreadsheetml.sheet.macroEnabled.main")),
                changed(
                        "a part that leaves the package",
                        Rule.FILE_UNSAFE,
                        parts -> parts.put("xl/../../../etc/cron.d/x", new byte[] {1})),
                changed("an absolute part", Rule.FILE_UNSAFE, parts -> parts.put("/etc/passwd", new byte[] {1})),
                changed(
                        "links to other files",
                        Rule.FILE_LINKS_OUT,
                        parts -> parts.put("xl/externalLinks/externalLink1.xml", "<externalLink/>".getBytes(UTF_8))),
                changed(
                        "entities that grow",
                        Rule.FILE_UNSAFE,
                        parts -> doctype(parts, "<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">")),
                changed(
                        "an entity from a file",
                        Rule.FILE_UNSAFE,
                        parts -> doctype(parts, "<!ENTITY a SYSTEM \"file:///etc/passwd\">")),
                changed(
                        "a text without an end",
                        Rule.FILE_UNSAFE,
                        parts -> replace(
                                parts,
                                "xl/worksheets/sheet1.xml",
                                "<sheetData>",
                                "<sheetData><row><c t=\"inlineStr\"><is><t>" + "a".repeat(200_000)
                                        + "</t></is></c></row>")),
                changed(
                        "XML that breaks off",
                        Rule.FILE_DAMAGED,
                        parts -> replace(parts, "xl/worksheets/sheet1.xml", "</sheetData>", "<row>")),
                new Case(
                        "a sheet that unpacks to gigabytes",
                        "form.xlsx",
                        ReadingTrickyFilesTest::bomb,
                        Rule.FILE_UNSAFE),
                new Case("half a file", "form.xlsx", ReadingTrickyFilesTest::half, Rule.FILE_DAMAGED),
                new Case(
                        "a Word document",
                        "form.docx",
                        file -> zip(file, Map.of("word/document.xml", "<w/>".getBytes(UTF_8))),
                        Rule.FILE_TYPE_WRONG),
                new Case(
                        "a Word document renamed",
                        "form.xlsx",
                        file -> zip(file, Map.of("word/document.xml", "<w/>".getBytes(UTF_8))),
                        Rule.FILE_TYPE_WRONG),
                new Case(
                        "a binary workbook",
                        "form.xlsb",
                        file -> zip(file, Map.of("xl/workbook.bin", new byte[] {1})),
                        Rule.FILE_TYPE_WRONG),
                bytes("a web page called .xls", "form.xls", "<html><table><tr><td>学号</td></tr></table></html>"),
                bytes("a PDF", "form.pdf", "%PDF-1.7\n1 0 obj"),
                bytes("a program", "form.csv", "\u007fELF\u0002\u0001\u0001\u0000\u0000"),
                bytes("an empty file", "form.xlsx", ""),
                new Case(
                        "text in two encodings",
                        "form.csv",
                        file -> Files.write(file, new byte[] {'a', ',', (byte) 0xFF, (byte) 0xFF, '\n'}),
                        Rule.FILE_DAMAGED),
                new Case(
                        "more rows than a college has",
                        "form.csv",
                        file -> Files.writeString(file, "学号\n" + "1\n".repeat(Measure.MOST_ROWS + 1)),
                        Rule.FILE_TOO_LARGE));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsWhatIsAFormAndRefusesWhatIsNotInASentence(Case one) throws IOException {
        var file = directory.resolve(one.name);
        one.maker.make(file);
        if (one.rule == null) {
            var plan = AForm.plan(file, one.name);
            assertThat(plan.faults()).isEmpty();
            assertThat(plan.added()).isOne();
            assertThat(Shown.of(plan.rows().get(0).values().get("student_no"))).isEqualTo("2020010001");
            return;
        }
        var refusal = catchThrowableOfType(Refusal.class, () -> AForm.plan(file, one.name));
        assertThat(refusal).isNotNull();
        assertThat(refusal.rule()).isEqualTo(one.rule);
    }

    /** The next edition renamed a field of this table and split another. */
    @Test
    void recognisesTheTemplateOfAnotherEditionByItsHeadings() {
        var book = new XSSFWorkbook();
        var headings = book.createSheet("2.8.1").createRow(0);
        var fields =
                Catalogues.load().edition("2023").table("2.8.1").orElseThrow().fields();
        for (int i = 0; i < fields.size(); i++) {
            headings.createCell(i).setCellValue(fields.get(i).zh());
        }
        var file = AForm.write(book, directory.resolve("form.xlsx"));
        var form = new Form(Catalogues.load(), AForm.CATALOGUE, TableKey.of("99001/2022/2.8.1"), "0107");
        var refusal = catchThrowableOfType(Refusal.class, () -> form.find(Workbooks.read(file, "form.xlsx"), null));

        assertThat(refusal.rule()).isEqualTo(Rule.FORM_OF_ANOTHER_YEAR);
        assertThat(refusal.arguments()).contains("2023");
    }

    @Test
    void namesTheMergedCellsOfTheData() {
        var form = AForm.xlsx().row(AForm.FIRST + 1, "2020010002");
        int column = AForm.column("class_name");
        form.sheet.addMergedRegion(new CellRangeAddress(AForm.FIRST, AForm.FIRST + 1, column, column));
        var plan = AForm.plan(form.write(directory), "form.xlsx");

        assertThat(plan.faults()).singleElement().satisfies(bad -> {
            assertThat(bad.rule()).isEqualTo("merged");
            assertThat(bad.address()).isEqualTo(Addresses.of(AForm.FIRST + 1, column));
        });
    }

    @Test
    void saysThatHiddenRowsWereTakenAndColumnsLeftOut() {
        var form = AForm.xlsx();
        form.sheet.getRow(AForm.FIRST).setZeroHeight(true);
        form.sheet.getRow(AForm.HEADINGS).createCell(60).setCellValue("备注（自用）");
        var plan = AForm.plan(form.write(directory), "form.xlsx");

        assertThat(plan.remarks())
                .extracting(Meant.Said::zh)
                .anyMatch(said -> said.contains("隐藏行"))
                .anyMatch(said -> said.contains("备注（自用）（BI）"));
    }

    /** A million blank rows with a format are a large file and nothing to hold. */
    @Test
    void passesAMillionBlankRowsWithAFormat() throws IOException {
        var plain = directory.resolve("plain.xlsx");
        copy(AForm.xlsx(), plain);
        var parts = unzip(plain);
        var sheet = new String(parts.remove("xl/worksheets/sheet1.xml"), UTF_8);
        int end = sheet.indexOf("</sheetData>");
        var file = directory.resolve("rows.xlsx");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            put(zip, parts);
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            zip.write(sheet.substring(0, end).getBytes(UTF_8));
            for (int row = 5; row <= 1_048_576; row++) {
                zip.write(
                        ("<row r=\"" + row + "\"><c r=\"B" + row + "\" s=\"0\"/><c r=\"C" + row + "\" s=\"0\"/></row>")
                                .getBytes(UTF_8));
            }
            zip.write(sheet.substring(end).getBytes(UTF_8));
        }

        var book = Workbooks.read(file, "rows.xlsx");
        assertThat(book.cells()).isGreaterThan(2_000_000);
        assertThat(book.sheets().get(0).rows()).hasSize(4);
        assertThat(AForm.plan(file, "rows.xlsx").added()).isOne();
    }

    // makers

    private static Case form(String what, @Nullable Rule rule, Consumer<AForm> change) {
        return new Case(what, "form.xlsx", file -> copy(AForm.xlsx().with(change), file), rule);
    }

    private static Case csv(String what, Charset charset, String mark, String separator) {
        return new Case(
                what,
                "form.csv",
                file -> Files.write(
                        file, (mark + String.join("\r\n", AForm.lines(separator)) + "\r\n").getBytes(charset)),
                null);
    }

    private static Case bytes(String what, String name, String content) {
        return new Case(what, name, file -> Files.writeString(file, content), Rule.FILE_TYPE_WRONG);
    }

    private static Case changed(String what, Rule rule, Consumer<Map<String, byte[]>> change) {
        return new Case(
                what,
                "form.xlsx",
                file -> {
                    copy(AForm.xlsx(), file);
                    var parts = unzip(file);
                    change.accept(parts);
                    zip(file, parts);
                },
                rule);
    }

    private static org.apache.poi.ss.usermodel.Cell heading(AForm form, String field) {
        return form.sheet.getRow(AForm.HEADINGS).getCell(AForm.column(field));
    }

    private static void columnsMoved(AForm form) {
        for (int row : new int[] {AForm.HEADINGS, AForm.FIRST}) {
            var line = form.sheet.getRow(row);
            int from = AForm.column("student_no");
            int to = AForm.column("phone");
            var one = line.getCell(from) == null ? "" : line.getCell(from).getStringCellValue();
            var other = line.getCell(to) == null ? "" : line.getCell(to).getStringCellValue();
            line.createCell(to).setCellValue(one);
            line.createCell(from).setCellValue(other);
        }
    }

    /** A group above, what is in it below. */
    private static void twoLines(AForm form) {
        form.sheet.shiftRows(AForm.FIRST, AForm.FIRST, 1);
        var upper = form.sheet.getRow(AForm.HEADINGS);
        var lower = form.sheet.createRow(AForm.HEADINGS + 1);
        for (var field : new String[] {"student_no", "name", "gender"}) {
            lower.createCell(AForm.column(field))
                    .setCellValue(upper.getCell(AForm.column(field)).getStringCellValue());
            upper.getCell(AForm.column(field)).setCellValue("");
        }
        upper.getCell(AForm.column("student_no")).setCellValue("基本信息");
        form.sheet.addMergedRegion(new CellRangeAddress(
                AForm.HEADINGS, AForm.HEADINGS, AForm.column("student_no"), AForm.column("gender")));
    }

    private static void anotherTable(AForm form) {
        var other = AForm.CATALOGUE.table("2.13.1").orElseThrow();
        var headings = form.sheet.createRow(AForm.HEADINGS);
        for (int i = 0; i < other.fields().size(); i++) {
            headings.createCell(1 + i).setCellValue(other.fields().get(i).zh());
        }
    }

    private static void copy(AForm form, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            form.book.write(out);
            form.book.close();
        }
    }

    private static void encrypted(Path file) throws IOException {
        try (var store = new POIFSFileSystem()) {
            var encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("secret");
            var plain = new ByteArrayOutputStream();
            AForm.xlsx().book.write(plain);
            try (var out = encryptor.getDataStream(store)) {
                out.write(plain.toByteArray());
            } catch (java.security.GeneralSecurityException impossible) {
                throw new IOException(impossible);
            }
            try (var out = Files.newOutputStream(file)) {
                store.writeFilesystem(out);
            }
        }
    }

    private static void half(Path file) throws IOException {
        copy(AForm.xlsx(), file);
        var bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    }

    private static void doctype(Map<String, byte[]> parts, String entities) {
        replace(parts, "xl/worksheets/sheet1.xml", "<worksheet", "<!DOCTYPE worksheet [" + entities + "]><worksheet");
        replace(
                parts,
                "xl/worksheets/sheet1.xml",
                "<sheetData>",
                "<sheetData><row><c t=\"inlineStr\"><is><t>&a;</t></is></c></row>");
    }

    private static void replace(Map<String, byte[]> parts, String part, String what, String by) {
        var text = new String(parts.get(part), UTF_8);
        assertThat(text).contains(what);
        parts.put(part, text.replace(what, by).getBytes(UTF_8));
    }

    /** Two gigabytes of nothing in two megabytes. */
    private static void bomb(Path file) throws IOException {
        copy(AForm.xlsx(), file);
        var parts = unzip(file);
        parts.remove("xl/worksheets/sheet1.xml");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            put(zip, parts);
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            var blanks = " ".repeat(1_048_576).getBytes(UTF_8);
            for (int i = 0; i < 2_000; i++) {
                zip.write(blanks);
            }
        }
    }

    private static Map<String, byte[]> unzip(Path file) throws IOException {
        var parts = new TreeMap<String, byte[]>();
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : zip.stream().toList()) {
                parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return parts;
    }

    private static void zip(Path file, Map<String, byte[]> parts) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            put(zip, parts);
        }
    }

    private static void put(ZipOutputStream zip, Map<String, byte[]> parts) throws IOException {
        for (var part : parts.entrySet()) {
            zip.putNextEntry(new ZipEntry(part.getKey()));
            zip.write(part.getValue());
        }
    }
}
