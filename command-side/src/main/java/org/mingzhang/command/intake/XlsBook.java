package org.mingzhang.command.intake;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;

/** 旧式工作簿 (.xls): at most 65,536 rows a sheet, so it is read whole. */
final class XlsBook {

    private static final long LARGEST = 24L * 1_048_576;
    private static final Set<String> MACROS = Set.of("_VBA_PROJECT_CUR", "VBA", "Macros");

    private final Path file;
    private final Measure measure = new Measure();

    XlsBook(Path file) {
        this.file = file;
    }

    RawBook read() throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new Refusal(Rule.FILE_TOO_LARGE, Measure.MOST_ROWS);
        }
        try (var store = new POIFSFileSystem(file.toFile(), true)) {
            mustBePlain(store);
            try (var book = new HSSFWorkbook(store, false)) {
                return read(book);
            }
        } catch (EncryptedDocumentException locked) {
            throw new Refusal(Rule.FILE_ENCRYPTED);
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException broken) {
            throw new Refusal(Rule.FILE_DAMAGED);
        } catch (org.apache.poi.util.RecordFormatException broken) {
            throw new Refusal(Rule.FILE_DAMAGED);
        }
    }

    private static void mustBePlain(POIFSFileSystem store) {
        var names = store.getRoot().getEntryNames();
        if (names.contains("EncryptedPackage") || names.contains("EncryptionInfo")) {
            throw new Refusal(Rule.FILE_ENCRYPTED);
        }
        if (names.stream().anyMatch(MACROS::contains)) {
            throw new Refusal(Rule.FILE_WITH_MACROS);
        }
        if (!names.contains("Workbook") && !names.contains("Book")) {
            throw new Refusal(Rule.FILE_TYPE_WRONG, names.contains("WordDocument") ? "Word" : "OLE");
        }
    }

    private RawBook read(HSSFWorkbook book) {
        var sheets = new ArrayList<RawSheet>();
        for (int i = 0; i < book.getNumberOfSheets(); i++) {
            boolean visible = !book.isSheetHidden(i) && !book.isSheetVeryHidden(i);
            if (visible || book.getSheetName(i).equals(FormMark.SHEET)) {
                sheets.add(sheet(book.getSheetAt(i), visible));
            }
        }
        return new RawBook(
                FileKind.XLS, book.getInternalWorkbook().isUsing1904DateWindowing(), sheets, measure.cells());
    }

    private RawSheet sheet(Sheet sheet, boolean visible) {
        var rows = new ArrayList<RawRow>();
        for (Row row : sheet) {
            var cells = new TreeMap<Integer, RawCell>();
            for (Cell each : row) {
                measure.seen();
                var cell = cell(each);
                if (cell != null) {
                    measure.cell();
                    cells.put(each.getColumnIndex(), cell);
                }
            }
            if (!cells.isEmpty()) {
                measure.row();
                rows.add(new RawRow(row.getRowNum() + 1, row.getZeroHeight(), cells));
            }
        }
        var merged = sheet.getMergedRegions().stream()
                .map(area -> new RawSheet.Block(
                        area.getFirstRow() + 1, area.getFirstColumn(), area.getLastRow() + 1, area.getLastColumn()))
                .toList();
        return new RawSheet(sheet.getSheetName(), visible, rows, List.copyOf(merged));
    }

    private @Nullable RawCell cell(Cell cell) {
        boolean formula = cell.getCellType() == CellType.FORMULA;
        var type = formula ? cell.getCachedFormulaResultType() : cell.getCellType();
        return switch (type) {
            case STRING -> {
                var text = cell.getStringCellValue();
                yield text.isEmpty() ? null : new RawCell.Words(measure.text(text), formula);
            }
            case NUMERIC ->
                new RawCell.Digits(
                        BigDecimal.valueOf(cell.getNumericCellValue()),
                        NumberLooks.of(
                                cell.getCellStyle().getDataFormat(),
                                cell.getCellStyle().getDataFormatString()),
                        formula);
            case BOOLEAN -> new RawCell.Truth(cell.getBooleanCellValue(), formula);
            case ERROR ->
                new RawCell.Failed(FormulaError.forInt(cell.getErrorCellValue()).getString(), formula);
            default -> null;
        };
    }
}
