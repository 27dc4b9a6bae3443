package org.mingzhang.command.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ooxml.POIXMLException;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Comment;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.WorkbookUtil;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.events.catalogue.Field;

/**
 * 退回的工作簿: the person's own file with every fault where it is: the cell filled and commented, its row explained in a last
 * column 错误说明, all of them listed on a sheet 说明. Everything else stays as it was; what is corrected may be uploaded as it is.
 */
final class ReturnedWorkbook implements AutoCloseable {

    private static final String MARK = "【导入错误】";
    private static final String SHEET = "说明";
    private static final String OTHER_SHEET = "退回说明";
    private static final String TITLE = "导入退回说明";

    /** Holding a cell with its format takes about half a kilobyte. */
    private static final long MOST_CELLS = 400_000;

    private static final int MOST_COMMENTS = 2_000;
    private static final int WIDTH = 60 * 256;

    private final Uploads.Upload upload;
    private final Previews.Preview preview;
    private final Workbook book;
    private final Sheet sheet;
    private final Map<Integer, CellStyle> marked = new HashMap<>();
    private final Map<Integer, CellStyle> cleared = new HashMap<>();

    private ReturnedWorkbook(Uploads.Upload upload, Previews.Preview preview) throws IOException {
        this.upload = upload;
        this.preview = preview;
        this.book = opened(preview);
        this.sheet = preview.book().kind() == FileKind.CSV
                ? book.getSheetAt(0)
                : Objects.requireNonNull(book.getSheet(preview.layout().sheet().name()));
    }

    /**
     * The workbook with the faults of a preview.
     *
     * @throws Refusal if there is none, or the file has too many cells to be held
     */
    static synchronized byte[] of(Uploads.Upload upload, Previews.Preview preview) {
        if (preview.plan().faults().isEmpty()) {
            throw new Refusal(Rule.IMPORT_FAULTLESS);
        }
        if (preview.book().cells() > MOST_CELLS) {
            throw new Refusal(Rule.RETURN_TOO_LARGE, preview.book().cells());
        }
        try (var returned = new ReturnedWorkbook(upload, preview)) {
            return returned.written();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static Workbook opened(Previews.Preview preview) throws IOException {
        return switch (preview.book().kind()) {
            case XLSX -> {
                try (var in = Files.newInputStream(preview.file())) {
                    yield new XSSFWorkbook(in);
                } catch (POIXMLException broken) {
                    throw new Refusal(Rule.FILE_DAMAGED);
                }
            }
            case XLS -> new HSSFWorkbook(new POIFSFileSystem(preview.file().toFile(), true), true);
            case CSV -> ofText(preview.book().sheets().get(0));
        };
    }

    /** A text table becomes a workbook of texts, line by line. */
    private static Workbook ofText(RawSheet raw) {
        var book = new XSSFWorkbook();
        var sheet = book.createSheet(WorkbookUtil.createSafeSheetName(raw.name(), '-'));
        var text = book.createCellStyle();
        text.setDataFormat(book.createDataFormat().getFormat("@"));
        for (var line : raw.rows()) {
            var row = sheet.createRow(line.number() - 1);
            line.cells().forEach((column, value) -> {
                var cell = row.createCell(column);
                cell.setCellStyle(text);
                cell.setCellValue(value.shown());
            });
        }
        return book;
    }

    private byte[] written() throws IOException {
        clear();
        mark();
        explain();
        var out = new ByteArrayOutputStream();
        book.write(out);
        return out.toByteArray();
    }

    /** Takes the marks of an earlier return away. */
    private void clear() {
        sheet.getCellComments().forEach((address, comment) -> {
            var text = String.valueOf(comment.getString());
            if (text.contains(MARK)) {
                var cell = sheet.getRow(address.getRow()).getCell(address.getColumn());
                cell.setCellStyle(cleared.computeIfAbsent(
                        (int) cell.getCellStyle().getIndex(), index -> filled(cell, FillPatternType.NO_FILL)));
                restore(cell, comment, text.substring(0, text.indexOf(MARK)).strip());
            }
        });
        book.setActiveSheet(book.getSheetIndex(sheet));
    }

    private static void restore(Cell cell, Comment comment, String own) {
        if (own.isEmpty()) {
            cell.removeCellComment();
        } else {
            comment.setString(cell.getSheet().getWorkbook().getCreationHelper().createRichTextString(own));
        }
    }

    private void mark() {
        int column = faultColumn();
        var byRow = new TreeMap<Integer, StringBuilder>();
        var byCell = new LinkedHashMap<String, StringBuilder>();
        for (var bad : preview.plan().faults()) {
            add(byRow.computeIfAbsent(bad.row(), row -> new StringBuilder()), bad.zh(), "；");
            add(byCell.computeIfAbsent(bad.address(), address -> new StringBuilder()), bad.zh(), "\n");
        }
        int comments = 0;
        for (var cell : byCell.entrySet()) {
            mark(cell.getKey(), cell.getValue().toString(), ++comments <= MOST_COMMENTS);
        }
        explainRows(column, byRow);
    }

    private static void add(StringBuilder said, String more, String between) {
        said.append(said.isEmpty() ? "" : between).append(more);
    }

    private void mark(String address, String said, boolean commented) {
        var cell = cell(Addresses.rowIn(address) - 1, Addresses.columnIn(address));
        cell.setCellStyle(marked.computeIfAbsent(
                (int) cell.getCellStyle().getIndex(), index -> filled(cell, FillPatternType.SOLID_FOREGROUND)));
        if (commented) {
            comment(cell, MARK + said);
        }
    }

    private CellStyle filled(Cell cell, FillPatternType pattern) {
        var style = book.createCellStyle();
        style.cloneStyleFrom(cell.getCellStyle());
        style.setFillPattern(pattern);
        if (pattern == FillPatternType.SOLID_FOREGROUND) {
            style.setFillForegroundColor(IndexedColors.ROSE.getIndex());
        }
        return style;
    }

    private void comment(Cell cell, String text) {
        var helper = book.getCreationHelper();
        var own = cell.getCellComment();
        if (own != null) {
            own.setString(helper.createRichTextString(own.getString().getString() + "\n" + text));
            return;
        }
        var drawing =
                sheet.getDrawingPatriarch() == null ? sheet.createDrawingPatriarch() : sheet.getDrawingPatriarch();
        var anchor = helper.createClientAnchor();
        anchor.setCol1(cell.getColumnIndex() + 1);
        anchor.setCol2(cell.getColumnIndex() + 4);
        anchor.setRow1(cell.getRowIndex());
        anchor.setRow2(cell.getRowIndex() + 5);
        var comment = drawing.createCellComment(anchor);
        comment.setAuthor("明账");
        comment.setString(helper.createRichTextString(text));
        comment.setAddress(cell.getAddress());
    }

    /** The column 错误说明: the one of an earlier return, else the first one free. */
    private int faultColumn() {
        var headings = row(preview.layout().headingRow() - 1);
        int last = preview.layout().columns().values().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        for (Cell each : headings) {
            boolean isText = each.getCellType() == CellType.STRING;
            if (isText && Titles.plain(each.getStringCellValue()).equals(Layout.FAULTS)) {
                return each.getColumnIndex();
            }
            last = Math.max(last, each.getColumnIndex());
        }
        return last + 1;
    }

    private void explainRows(int column, Map<Integer, StringBuilder> byRow) {
        int headingRow = preview.layout().headingRow();
        for (Row row : sheet) {
            var old = row.getRowNum() >= headingRow ? row.getCell(column) : null;
            if (old != null) {
                old.setBlank();
            }
        }
        var heading = cell(headingRow - 1, column);
        var first = row(headingRow - 1)
                .getCell(preview.layout().columns().values().iterator().next());
        heading.setCellValue(Layout.FAULTS);
        if (first != null) {
            heading.setCellStyle(first.getCellStyle());
        }
        byRow.forEach((row, said) -> cell(row - 1, column).setCellValue(said.toString()));
        sheet.setColumnWidth(column, WIDTH);
    }

    private void explain() {
        int old = returned();
        if (old >= 0) {
            book.removeSheetAt(old);
        }
        var said = book.createSheet(book.getSheet(SHEET) == null ? SHEET : OTHER_SHEET);
        int at = 0;
        for (var line : List.of(
                TITLE,
                "文件：" + upload.fileName(),
                "共有 " + preview.plan().faults().size() + " 处错误，在 "
                        + preview.plan().refused() + " 行中；没有导入任何内容。",
                "有错误的单元格填了底色并加了批注，每行的错误写在最后一列“" + Layout.FAULTS + "”。",
                "请直接在原表中改正，保存后上传本文件即可；“" + Layout.FAULTS + "”列和本页不必删除。")) {
            said.createRow(at++).createCell(0).setCellValue(line);
        }
        at++;
        write(said.createRow(at++), List.of("行", "单元格", "列", "错误"));
        for (var bad : preview.plan().faults()) {
            var title = bad.field() == null
                    ? ""
                    : preview.table().field(bad.field()).map(Field::zh).orElse(bad.field());
            write(said.createRow(at++), List.of(Integer.toString(bad.row()), bad.address(), title, bad.zh()));
        }
        said.setColumnWidth(3, WIDTH);
    }

    /** The sheet of an earlier return, −1 if there is none. */
    private int returned() {
        for (var name : List.of(SHEET, OTHER_SHEET)) {
            var found = book.getSheet(name);
            var row = found == null ? null : found.getRow(0);
            var cell = row == null ? null : row.getCell(0);
            if (cell != null && cell.toString().equals(TITLE)) {
                return book.getSheetIndex(found);
            }
        }
        return -1;
    }

    private static void write(Row row, List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            row.createCell(i).setCellValue(texts.get(i));
        }
    }

    private Row row(int at) {
        var row = sheet.getRow(at);
        return row == null ? sheet.createRow(at) : row;
    }

    private Cell cell(int at, int column) {
        var cell = row(at).getCell(column);
        return cell == null ? row(at).createCell(column) : cell;
    }

    /** The name under which a file is given back. */
    static String nameOf(Uploads.Upload upload, FileKind kind) {
        int dot = upload.fileName().lastIndexOf('.');
        var stem = dot < 0 ? upload.fileName() : upload.fileName().substring(0, dot);
        return stem.replace("-退回", "") + "-退回" + (kind == FileKind.XLS ? ".xls" : ".xlsx");
    }

    @Override
    public void close() throws IOException {
        book.close();
    }
}
