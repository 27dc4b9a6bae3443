package org.mingzhang.query.export;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.WorkbookUtil;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.events.catalogue.FieldType;
import org.mingzhang.events.catalogue.Table;

/**
 * 填报表工作簿: one table as a workbook, written row by row. The first sheet is the ministry's form, one column a field under
 * its Chinese title, codes as codes; the others explain the fields and the codes.
 */
final class TableWorkbook implements AutoCloseable {

    private static final int ROWS_IN_MEMORY = 100;
    static final int LINE_HEIGHT = 15;

    private static final int NARROWEST = 6;
    private static final int WIDEST = 40;

    /** Characters that fit side by side on a printed page. */
    private static final int READABLE = 120;

    /** More digits than these a spreadsheet cannot hold as a number. */
    private static final int EXACT_DIGITS = 15;

    private final Catalogue catalogue;
    private final Table table;
    private final SXSSFWorkbook workbook;
    private final Styles styles;
    private final Sheet data;
    private final int[] widths;
    private int rows;

    TableWorkbook(Catalogue catalogue, Table table) {
        this.catalogue = catalogue;
        this.table = table;
        this.workbook = new SXSSFWorkbook(new XSSFWorkbook(), ROWS_IN_MEMORY);
        this.styles = new Styles(workbook);
        this.data = workbook.createSheet(WorkbookUtil.createSafeSheetName(table.code() + " " + table.zh(), '-'));
        this.widths = new int[table.fields().size()];
        headings();
    }

    private void headings() {
        var row = data.createRow(0);
        row.setHeightInPoints(32);
        for (int i = 0; i < table.fields().size(); i++) {
            var field = table.fields().get(i);
            put(row, i, field.zh()).setCellStyle(styles.heading(field.required()));
            // a long title takes two lines
            widths[i] = Math.max(NARROWEST, (Written.width(field.zh()) + 1) / 2 + 3);
        }
    }

    void add(SortedMap<String, CellValue> values) {
        var row = data.createRow(++rows);
        int lines = 1;
        for (int i = 0; i < table.fields().size(); i++) {
            var field = table.fields().get(i);
            var text = shown(values.get(field.name()));
            fill(row.createCell(i), field, text);
            widths[i] = Math.max(widths[i], Math.min(WIDEST, Written.width(text)));
            lines = Math.max(lines, Written.lines(text, WIDEST + 2));
        }
        if (lines > 1) {
            row.setHeightInPoints(LINE_HEIGHT * lines);
        }
    }

    private static String shown(@Nullable CellValue value) {
        if (value instanceof CellValue.Flag flag) {
            return flag.yes() ? "是" : "否";
        }
        return Written.text(value);
    }

    private void fill(Cell cell, Field field, String text) {
        cell.setCellStyle(styles.text());
        if (text.isEmpty()) {
            return;
        }
        if (isNumber(field) && !text.equals(Written.ERASED) && new BigDecimal(text).precision() <= EXACT_DIGITS) {
            cell.setCellStyle(styles.number(field.type() == FieldType.INTEGER ? 0 : scaleOf(field)));
            cell.setCellValue(Double.parseDouble(text));
            return;
        }
        cell.setCellValue(text);
        if (Written.startsLikeAFormula(text)) {
            cell.setCellStyle(styles.quoted());
        } else if (field.type() != FieldType.TEXT && !isNumber(field)) {
            cell.setCellStyle(styles.centred());
        }
    }

    private static boolean isNumber(Field field) {
        return field.type() == FieldType.INTEGER || field.type() == FieldType.DECIMAL;
    }

    private static int scaleOf(Field field) {
        return field.scale() == null ? 0 : field.scale();
    }

    /**
     * Completes the workbook and writes it; asked once, after the last row.
     *
     * @param mark by which it is known again when it comes back; null for none
     */
    void write(Date date, @Nullable FormMark mark, OutputStream into) throws IOException {
        for (int i = 0; i < widths.length; i++) {
            data.setColumnWidth(i, (widths[i] + 2) * 256);
        }
        data.createFreezePane(1, 1);
        data.setAutoFilter(new CellRangeAddress(0, rows, 0, Math.max(0, widths.length - 1)));
        data.setRepeatingRows(CellRangeAddress.valueOf("1:1"));
        data.setRepeatingColumns(CellRangeAddress.valueOf("A:A"));
        print(data, Arrays.stream(widths).sum());
        new Guide(workbook, styles, catalogue, table, rows).write();
        if (mark != null) {
            mark.write(workbook, styles);
        }
        var properties = workbook.getXSSFWorkbook().getProperties();
        properties.getCoreProperties().setCreator("明账");
        properties.getCoreProperties().setLastModifiedByUser("明账");
        properties.getCoreProperties().setTitle(table.code() + " " + table.zh());
        properties.getCoreProperties().setCreated(Optional.of(date));
        properties.getCoreProperties().setModified(Optional.of(date));
        workbook.write(into);
    }

    /** A4 across, on as many pages side by side as stay readable. */
    static void print(Sheet sheet, int characters) {
        sheet.setFitToPage(true);
        sheet.getPrintSetup().setPaperSize(PrintSetup.A4_PAPERSIZE);
        sheet.getPrintSetup().setLandscape(true);
        sheet.getPrintSetup().setFitWidth((short) Math.max(1, Math.round(characters / (double) READABLE)));
        sheet.getPrintSetup().setFitHeight((short) 0);
        sheet.getHeader().setCenter(sheet.getSheetName());
        sheet.getFooter().setCenter("第 &P 页，共 &N 页");
    }

    static Cell put(Row row, int column, String text) {
        var cell = row.createCell(column);
        cell.setCellValue(text);
        return cell;
    }

    @Override
    public void close() throws IOException {
        workbook.close();
    }
}
