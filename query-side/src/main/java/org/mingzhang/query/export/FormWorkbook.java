package org.mingzhang.query.export;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.WorkbookUtil;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.events.catalogue.FieldType;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.query.table.Entry;

/**
 * 填报工作簿: one table, or one share of it, as it goes out to be filled in and comes back. Written row by row.
 *
 * <p>Two lines above the form name the table, its period and the department; the third line is the ministry's headings, by
 * which the file is read again. A hidden first column carries each entry's number and revision, {@code 12@3}, so that rows
 * may be sorted, moved and mixed with new ones. Code cells hold code and name, as the drop-downs offer them.
 */
final class FormWorkbook implements AutoCloseable {

    /** Heading of the hidden column. */
    static final String ENTRY_HEADING = "明账记录号";

    /** Heading of the column that says whose an entry is, in a workbook of several shares. */
    static final String DEPARTMENT_HEADING = "填报部门";

    private static final int ROWS_IN_MEMORY = 100;
    private static final int HEADING_ROW = 2;
    private static final int FIRST = 1;
    private static final int NARROWEST = 8;
    private static final int WIDEST = 40;
    private static final int EXACT_DIGITS = 15;

    private final Catalogue catalogue;
    private final Table table;
    private final List<String> departments;
    private final SXSSFWorkbook workbook;
    private final Styles styles;
    private final SXSSFSheet data;
    private final int[] widths;
    private int rows;

    /**
     * A workbook without entries.
     *
     * @param about the line under the title: period, department
     * @param departments names of the departments by whose shares the rows are told apart; empty if there is one share only
     */
    FormWorkbook(Catalogue catalogue, Table table, String about, List<String> departments) {
        this.catalogue = catalogue;
        this.table = table;
        this.departments = List.copyOf(departments);
        this.workbook = new SXSSFWorkbook(new XSSFWorkbook(), ROWS_IN_MEMORY);
        this.styles = new Styles(workbook);
        this.data = workbook.createSheet(WorkbookUtil.createSafeSheetName(table.code() + " " + table.zh(), '-'));
        this.widths = new int[table.fields().size()];
        TableWorkbook.put(data.createRow(0), FIRST, table.code() + " " + table.zh())
                .setCellStyle(styles.title());
        TableWorkbook.put(data.createRow(1), FIRST, about).setCellStyle(styles.plain());
        headings();
    }

    private void headings() {
        var row = data.createRow(HEADING_ROW);
        row.setHeightInPoints(32);
        TableWorkbook.put(row, 0, ENTRY_HEADING).setCellStyle(styles.heading(false));
        var notes = new HeadingNotes(data, catalogue);
        for (int i = 0; i < table.fields().size(); i++) {
            var field = table.fields().get(i);
            var heading = TableWorkbook.put(row, FIRST + i, field.zh());
            heading.setCellStyle(styles.heading(field.required()));
            notes.add(heading, field);
            widths[i] = Math.max(NARROWEST, (Written.width(field.zh()) + 1) / 2 + 3);
            data.setDefaultColumnStyle(FIRST + i, emptyStyle(field));
        }
        if (!departments.isEmpty()) {
            TableWorkbook.put(row, FIRST + table.fields().size(), DEPARTMENT_HEADING)
                    .setCellStyle(styles.heading(false));
        }
    }

    /** Whatever people type into an empty identifier, date or code stays as they typed it. */
    private CellStyle emptyStyle(Field field) {
        return isNumber(field) ? styles.number(scaleOf(field)) : styles.text();
    }

    /**
     * One entry.
     *
     * @param department name of whose it is; empty if the workbook is one share's
     */
    void add(Entry entry, String department) {
        var row = data.createRow(HEADING_ROW + ++rows);
        TableWorkbook.put(row, 0, entry.id() + "@" + entry.revision()).setCellStyle(styles.text());
        int lines = 1;
        for (int i = 0; i < table.fields().size(); i++) {
            var field = table.fields().get(i);
            var text = shown(field, entry.cells().get(field.name()));
            fill(row.createCell(FIRST + i), field, text);
            widths[i] = Math.max(widths[i], Math.min(WIDEST, Written.width(text)));
            lines = Math.max(lines, Written.lines(text, WIDEST + 2));
        }
        if (!departments.isEmpty()) {
            TableWorkbook.put(row, FIRST + table.fields().size(), department).setCellStyle(styles.text());
        }
        if (lines > 1) {
            row.setHeightInPoints(TableWorkbook.LINE_HEIGHT * lines);
        }
    }

    int rows() {
        return rows;
    }

    private String shown(Field field, @Nullable CellValue value) {
        if (value instanceof CellValue.Flag flag) {
            return flag.yes() ? "是" : "否";
        }
        var text = Written.text(value);
        return field.codeList() == null
                ? text
                : catalogue
                        .codeList(field.codeList())
                        .code(text)
                        .map(Choices::shown)
                        .orElse(text);
    }

    private void fill(Cell cell, Field field, String text) {
        cell.setCellStyle(emptyStyle(field));
        if (text.isEmpty()) {
            return;
        }
        if (isNumber(field) && isExact(text)) {
            cell.setCellValue(Double.parseDouble(text));
            return;
        }
        cell.setCellStyle(Written.startsLikeAFormula(text) ? styles.quoted() : styles.text());
        cell.setCellValue(text);
    }

    private static boolean isExact(String text) {
        return text.matches("-?[0-9]+(?:\\.[0-9]+)?") && new BigDecimal(text).precision() <= EXACT_DIGITS;
    }

    private static boolean isNumber(Field field) {
        return field.type() == FieldType.INTEGER || field.type() == FieldType.DECIMAL;
    }

    private static int scaleOf(Field field) {
        return field.type() == FieldType.INTEGER || field.scale() == null ? 0 : field.scale();
    }

    /**
     * Completes the workbook and writes it; asked once, after the last entry.
     *
     * @param at what the document says of when it was made
     */
    void write(FormMark mark, Instant at, OutputStream into) throws IOException {
        for (int i = 0; i < widths.length; i++) {
            data.setColumnWidth(FIRST + i, (widths[i] + 2) * 256);
        }
        data.setColumnWidth(0, 12 * 256);
        data.setColumnHidden(0, true);
        if (!departments.isEmpty()) {
            data.setColumnWidth(FIRST + widths.length, 20 * 256);
        }
        data.createFreezePane(FIRST + 1, HEADING_ROW + 1);
        data.setAutoFilter(new CellRangeAddress(
                HEADING_ROW, HEADING_ROW + Math.max(1, rows), 0, widths.length - (departments.isEmpty() ? 0 : -1)));
        data.setRepeatingRows(CellRangeAddress.valueOf("1:3"));
        TableWorkbook.print(data, Arrays.stream(widths).sum());
        if (table.kind() == Table.Kind.COMPUTED) {
            data.protectSheet("");
        } else {
            new Choices(workbook, catalogue, table).offer(data, HEADING_ROW + 1, FIRST);
        }
        new HowToFill(workbook, styles).write();
        new Guide(workbook, styles, catalogue, table, rows).write();
        mark.write(workbook, styles);
        workbook.setActiveSheet(0);
        var properties = workbook.getXSSFWorkbook().getProperties().getCoreProperties();
        properties.setCreator("明账");
        properties.setLastModifiedByUser("明账");
        properties.setTitle(table.code() + " " + table.zh());
        properties.setCreated(Optional.of(Date.from(at)));
        properties.setModified(Optional.of(Date.from(at)));
        workbook.write(into);
    }

    @Override
    public void close() throws IOException {
        workbook.close();
    }
}
