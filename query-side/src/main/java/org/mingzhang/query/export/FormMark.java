package org.mingzhang.query.export;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/**
 * 工作簿标记: what a workbook says of itself on a hidden sheet, so that it is known again when it comes back: whose table it
 * is, of which edition, and how the ledger stood when it was written. Sheets survive every spreadsheet program; the same is
 * said once more in the document's own properties, for people who look there.
 *
 * @param campaign college and year
 * @param table table number
 * @param edition catalogue edition
 * @param department the share; empty if it holds several
 * @param position ledger position at which the entries were read
 * @param entries how many entries it held; a template holds none
 * @param whole whether it held every entry of the share, so that a missing one was taken out on purpose
 */
record FormMark(
        String campaign, String table, String edition, String department, long position, int entries, boolean whole) {

    /** Name of the hidden sheet. */
    static final String SHEET = "_明账";

    private static final String FORM = "1";

    Map<String, String> lines() {
        var lines = new LinkedHashMap<String, String>();
        lines.put("form", FORM);
        lines.put("campaign", campaign);
        lines.put("table", table);
        lines.put("edition", edition);
        lines.put("department", department);
        lines.put("position", Long.toString(position));
        lines.put("entries", Integer.toString(entries));
        lines.put("whole", Boolean.toString(whole));
        return lines;
    }

    void write(SXSSFWorkbook workbook, Styles styles) {
        var sheet = workbook.createSheet(SHEET);
        var custom = workbook.getXSSFWorkbook().getProperties().getCustomProperties();
        int at = 0;
        for (var line : lines().entrySet()) {
            var row = sheet.createRow(at++);
            TableWorkbook.put(row, 0, line.getKey()).setCellStyle(styles.text());
            TableWorkbook.put(row, 1, line.getValue()).setCellStyle(styles.text());
            custom.addProperty("mingzhang." + line.getKey(), line.getValue());
        }
        workbook.setSheetVisibility(workbook.getSheetIndex(sheet), SheetVisibility.HIDDEN);
    }
}
