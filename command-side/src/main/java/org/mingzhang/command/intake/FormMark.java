package org.mingzhang.command.intake;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * 工作簿标记: what a workbook that we gave out says of itself on a hidden sheet.
 *
 * @param campaign college and year; empty if it says nothing
 * @param table table number
 * @param edition catalogue edition
 * @param department the share; empty if it held several
 * @param position ledger position at which its entries were read
 * @param whole whether it held every entry of the share, so that a missing one was taken out on purpose
 */
record FormMark(String campaign, String table, String edition, String department, long position, boolean whole) {

    /** Name of the hidden sheet. */
    static final String SHEET = "_明账";

    /** What a workbook says; empty if it is not one of ours. */
    static Optional<FormMark> in(RawBook book) {
        return book.sheets().stream()
                .filter(sheet -> sheet.name().equals(SHEET))
                .findFirst()
                .map(FormMark::of);
    }

    /** Whether it held what all departments reported, as the workbooks of a package do. */
    boolean isOfAllShares() {
        return department.isEmpty() && !table.isEmpty();
    }

    private static FormMark of(RawSheet sheet) {
        Map<String, String> lines = new HashMap<>();
        for (var row : sheet.rows()) {
            var name = row.cells().get(0);
            var value = row.cells().get(1);
            if (name != null && value != null) {
                lines.put(name.shown(), value.shown());
            }
        }
        return new FormMark(
                lines.getOrDefault("campaign", ""),
                lines.getOrDefault("table", ""),
                lines.getOrDefault("edition", ""),
                lines.getOrDefault("department", ""),
                position(lines.getOrDefault("position", "")),
                lines.getOrDefault("whole", "").equalsIgnoreCase("true"));
    }

    private static long position(String written) {
        return written.matches("[0-9]{1,18}") ? Long.parseLong(written) : 0;
    }
}
