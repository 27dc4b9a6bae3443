package org.mingzhang.command.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.mingzhang.command.intake.StandingEntries.Stood;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Table;

/** 一份表: the students' form with one good row, to be spoilt by a test, and what comes of reading it. */
final class AForm {

    static final TableKey KEY = TableKey.of("99001/2022/1.5.1");
    static final String DEPARTMENT = "0107";
    static final Catalogue CATALOGUE = Catalogues.load().edition("2022");
    static final Table TABLE = CATALOGUE.table("1.5.1").orElseThrow();

    /** Headings stand here, counted from 0; the entries follow. */
    static final int HEADINGS = 2;

    static final int FIRST = HEADINGS + 1;

    final Workbook book;
    final Sheet sheet;

    AForm(Workbook book) {
        this.book = book;
        this.sheet = book.createSheet("1.5.1 全日制在校生信息表");
        sheet.createRow(0).createCell(1).setCellValue("1.5.1 全日制在校生信息表");
        sheet.createRow(1).createCell(1).setCellValue("统计时段：2022　　填报部门：学生处");
        var headings = sheet.createRow(HEADINGS);
        headings.createCell(0).setCellValue("明账记录号");
        for (int i = 0; i < TABLE.fields().size(); i++) {
            headings.createCell(1 + i).setCellValue(TABLE.fields().get(i).zh());
        }
        row(FIRST, "2020010001");
    }

    static AForm xlsx() {
        return new AForm(new XSSFWorkbook());
    }

    static AForm xls() {
        return new AForm(new HSSFWorkbook());
    }

    /** A good row of another student. */
    AForm row(int at, String number) {
        var row = sheet.createRow(at);
        good(number).forEach((field, text) -> row.createCell(column(field)).setCellValue(text));
        return this;
    }

    static Map<String, String> good(String number) {
        var cells = new LinkedHashMap<String, String>();
        cells.put("student_no", number);
        cells.put("name", "林某甲");
        cells.put("gender", "1");
        cells.put("id_number", "530102200203041234");
        cells.put("birth_date", "2002-03-04");
        cells.put("class_name", "护理 2001");
        cells.put("grade", "2020");
        cells.put("enrolled_on", "2020-09");
        cells.put("rural_household", "是");
        cells.put("arrears", "0");
        return cells;
    }

    static int column(String field) {
        return 1 + TABLE.fields().stream().map(each -> each.name()).toList().indexOf(field);
    }

    Cell cell(String field) {
        return cell(FIRST, field);
    }

    Cell cell(int row, String field) {
        var line = sheet.getRow(row);
        var cell = line.getCell(column(field));
        return cell == null ? line.createCell(column(field)) : cell;
    }

    AForm with(Consumer<AForm> change) {
        change.accept(this);
        return this;
    }

    /** The hidden mark of a workbook that went out at a position. */
    AForm marked(String campaign, String table, String edition, String department, long position) {
        var mark = book.createSheet(FormMark.SHEET);
        var lines = List.of(
                List.of("campaign", campaign),
                List.of("table", table),
                List.of("edition", edition),
                List.of("department", department),
                List.of("position", Long.toString(position)),
                List.of("whole", "true"));
        for (int i = 0; i < lines.size(); i++) {
            mark.createRow(i).createCell(0).setCellValue(lines.get(i).get(0));
            mark.getRow(i).createCell(1).setCellValue(lines.get(i).get(1));
        }
        return this;
    }

    AForm marked(long position) {
        return marked("99001/2022", "1.5.1", "2022", DEPARTMENT, position);
    }

    Path write(Path directory) {
        return write(book, directory.resolve("form.xlsx"));
    }

    static Path write(Workbook book, Path file) {
        try (var out = Files.newOutputStream(file)) {
            book.write(out);
            book.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return file;
    }

    /** What a file would do to a share in which nothing stands. */
    static Plan plan(Path file, String name) {
        return plan(file, name, List.of(), List.of());
    }

    /** What a file would do to what stands, and stood when it went out. */
    static Plan plan(Path file, String name, List<Stood> standing, List<Stood> wentOut) {
        var book = Workbooks.read(file, name);
        var mark = FormMark.in(book).orElse(null);
        var layout = new Form(Catalogues.load(), CATALOGUE, KEY, DEPARTMENT).find(book, mark);
        return new Comparison(
                        CATALOGUE,
                        TABLE,
                        DEPARTMENT,
                        layout,
                        book.from1904(),
                        mark != null && mark.whole(),
                        mark != null && mark.isOfAllShares(),
                        standing,
                        wentOut,
                        Comparison.Owners.NONE)
                .plan();
    }

    /** An entry that stands, with the good row's cells. */
    static Stood stood(int entry, int revision, String number, Map<String, CellValue> other) {
        var cells = new TreeMap<String, CellValue>();
        good(number).forEach((field, text) -> cells.put(field, CellValue.text(text)));
        cells.put("grade", CellValue.whole(2020));
        cells.put("rural_household", CellValue.flag(true));
        cells.put("arrears", CellValue.text("0.00"));
        cells.putAll(other);
        cells.values().removeIf(value -> value instanceof CellValue.Blank);
        return new Stood(entry, DEPARTMENT, revision, null, false, cells, Map.of());
    }

    /** The lines of a text table. */
    static List<String> lines(String separator) {
        var good = good("2020010001");
        var lines = new ArrayList<String>();
        lines.add(String.join(
                separator, TABLE.fields().stream().map(each -> each.zh()).toList()));
        lines.add(String.join(
                separator,
                TABLE.fields().stream()
                        .map(each -> good.getOrDefault(each.name(), ""))
                        .toList()));
        return lines;
    }
}
