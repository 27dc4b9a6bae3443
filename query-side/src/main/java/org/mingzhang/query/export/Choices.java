package org.mingzhang.query.export;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.DataValidationConstraint;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.CodeList;
import org.mingzhang.events.catalogue.FieldType;
import org.mingzhang.events.catalogue.Table;

/**
 * 下拉选项: what a coded cell may hold, offered where it is filled in. The lists stand on a hidden sheet, however long they
 * are; what is typed besides is warned of and judged when the file comes back.
 */
final class Choices {

    private static final String SHEET = "_代码";
    private static final int LAST_ROW = 1_048_575;

    private final SXSSFWorkbook workbook;
    private final Catalogue catalogue;
    private final Table table;
    private final Map<String, String> ranges = new LinkedHashMap<>();

    Choices(SXSSFWorkbook workbook, Catalogue catalogue, Table table) {
        this.workbook = workbook;
        this.catalogue = catalogue;
        this.table = table;
    }

    /** How a code is written where people choose it: code and name. */
    static String shown(CodeList.Code code) {
        return code.code() + " " + code.zh();
    }

    /** Offers the choices below the headings of a sheet. */
    void offer(Sheet data, int firstRow, int firstColumn) {
        lists();
        var helper = data.getDataValidationHelper();
        for (int i = 0; i < table.fields().size(); i++) {
            var field = table.fields().get(i);
            if (field.type() == FieldType.BOOLEAN) {
                offer(data, helper.createExplicitListConstraint(new String[] {"是", "否"}), firstRow, firstColumn + i);
            } else if (field.codeList() != null) {
                var range = ranges.get(field.codeList());
                offer(data, helper.createFormulaListConstraint(range), firstRow, firstColumn + i);
            }
        }
    }

    private static void offer(Sheet data, DataValidationConstraint choice, int firstRow, int column) {
        var validation = data.getDataValidationHelper()
                .createValidation(choice, new CellRangeAddressList(firstRow, LAST_ROW, column, column));
        validation.setSuppressDropDownArrow(true);
        validation.setErrorStyle(DataValidation.ErrorStyle.WARNING);
        validation.createErrorBox("不在选项中", "请从下拉列表中选择；也可以只填代码。");
        validation.setShowErrorBox(true);
        data.addValidationData(validation);
    }

    private void lists() {
        for (var field : table.fields()) {
            if (field.codeList() != null) {
                ranges.putIfAbsent(field.codeList(), "");
            }
        }
        if (ranges.isEmpty()) {
            return;
        }
        var columns = ranges.keySet().stream().map(catalogue::codeList).toList();
        int longest =
                columns.stream().mapToInt(list -> list.values().size()).max().orElse(0);
        var sheet = workbook.createSheet(SHEET);
        var head = sheet.createRow(0);
        for (int column = 0; column < columns.size(); column++) {
            TableWorkbook.put(head, column, columns.get(column).zh());
        }
        for (int line = 0; line < longest; line++) {
            var row = sheet.createRow(line + 1);
            for (int column = 0; column < columns.size(); column++) {
                var values = columns.get(column).values();
                if (line < values.size()) {
                    TableWorkbook.put(row, column, shown(values.get(line)));
                }
            }
        }
        workbook.setSheetVisibility(workbook.getSheetIndex(sheet), SheetVisibility.HIDDEN);
        for (int column = 0; column < columns.size(); column++) {
            var letter = CellReference.convertNumToColString(column);
            ranges.put(
                    columns.get(column).id(),
                    "'" + SHEET + "'!$" + letter + "$2:$" + letter + "$"
                            + (columns.get(column).values().size() + 1));
        }
    }
}
