package org.mingzhang.query.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.WorkbookUtil;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/** 清单工作簿: a list as a workbook, written row by row: words above it, headings that stay in sight and can be filtered by. */
public final class ListWorkbook implements AutoCloseable {

    private static final int ROWS_IN_MEMORY = 100;
    private static final int HEADING_ROW = 2;

    private final SXSSFWorkbook workbook = new SXSSFWorkbook(new XSSFWorkbook(), ROWS_IN_MEMORY);
    private final Styles styles = new Styles(workbook);
    private final Sheet sheet;
    private final int columns;
    private int next = HEADING_ROW + 1;

    /**
     * A heading.
     *
     * @param width in characters
     */
    public record Column(String title, int width) {}

    /**
     * A list without rows.
     *
     * @param about what the list holds, under the title
     */
    public ListWorkbook(String title, String about, List<Column> headings) {
        columns = headings.size();
        sheet = workbook.createSheet(WorkbookUtil.createSafeSheetName(title, '-'));
        var top = sheet.createRow(0).createCell(0);
        top.setCellValue(title);
        top.setCellStyle(styles.title());
        var second = sheet.createRow(1).createCell(0);
        second.setCellValue(about);
        second.setCellStyle(styles.plain());
        var row = sheet.createRow(HEADING_ROW);
        for (int i = 0; i < columns; i++) {
            var cell = row.createCell(i);
            cell.setCellValue(headings.get(i).title());
            cell.setCellStyle(styles.heading(false));
            sheet.setColumnWidth(i, headings.get(i).width() * 256);
        }
        sheet.createFreezePane(0, HEADING_ROW + 1);
        sheet.getPrintSetup().setLandscape(true);
        sheet.getPrintSetup().setPaperSize(PrintSetup.A4_PAPERSIZE);
        sheet.setFitToPage(true);
        sheet.getPrintSetup().setFitHeight((short) 0);
        sheet.setRepeatingRows(new CellRangeAddress(HEADING_ROW, HEADING_ROW, 0, columns - 1));
    }

    /** A row; numbers stay numbers, null is an empty cell, everything else is text. */
    public void add(List<? extends @Nullable Object> values) {
        var row = sheet.createRow(next++);
        for (int i = 0; i < values.size(); i++) {
            write(row.createCell(i), values.get(i));
        }
    }

    private void write(Cell cell, @Nullable Object value) {
        if (value instanceof Number number) {
            cell.setCellValue(number.doubleValue());
            cell.setCellStyle(styles.number(0));
        } else {
            var text = value == null ? "" : value.toString();
            cell.setCellValue(text);
            cell.setCellStyle(Written.startsLikeAFormula(text) ? styles.quoted() : styles.text());
        }
    }

    /** The whole file; nothing can be added afterwards. */
    public byte[] bytes() {
        if (next > HEADING_ROW + 1) {
            sheet.setAutoFilter(new CellRangeAddress(HEADING_ROW, next - 1, 0, columns - 1));
        }
        var out = new ByteArrayOutputStream();
        try {
            workbook.write(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        try {
            workbook.close();
        } catch (IOException unclosed) {
            throw new UncheckedIOException(unclosed);
        }
    }
}
