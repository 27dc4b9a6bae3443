package org.mingzhang.command.intake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.catalogue.Table;

/**
 * 版面: where in a sheet the form's headings stand, found by what they say and never by where they are. Headings of one line or
 * of two, where the upper one names a group.
 *
 * @param headingRow the last row of the headings, from 1
 * @param columns column of each field found; of one that stands twice, the first
 * @param repeated titles that stand twice, with the columns' letters
 * @param missing fields without a column, by name
 * @param others headings that name no field, with the letters of their columns
 * @param entryColumn column of our entry numbers, −1 if there is none
 * @param departmentColumn column that says whose an entry is, −1 if there is none
 */
record Layout(
        RawSheet sheet,
        int headingRow,
        Map<String, Integer> columns,
        List<String> repeated,
        List<String> missing,
        List<String> others,
        int entryColumn,
        int departmentColumn) {

    /** Heading of the column in which a returned workbook says what is wrong. */
    static final String FAULTS = "错误说明";

    private static final List<String> ENTRY = List.of("明账记录号", "entry");
    private static final List<String> DEPARTMENT = List.of("填报部门", "department");
    private static final int FIRST_ROWS = 30;

    int found() {
        return columns.size();
    }

    /** Where the headings of a table stand in a sheet, as far as any do; null if none does. */
    static @Nullable Layout in(RawSheet sheet, Table table) {
        var titles = Titles.of(table);
        Layout best = null;
        var rows = sheet.rows();
        for (int i = 0; i < Math.min(FIRST_ROWS, rows.size()); i++) {
            best = better(best, of(sheet, table, titles, rows.get(i).number(), headings(rows.get(i))));
            if (i + 1 < rows.size() && rows.get(i + 1).number() == rows.get(i).number() + 1) {
                var both = together(titles, headings(rows.get(i)), headings(rows.get(i + 1)));
                best = better(best, of(sheet, table, titles, rows.get(i + 1).number(), both));
            }
        }
        return best;
    }

    private static @Nullable Layout better(@Nullable Layout best, Layout other) {
        if (other.found() == 0) {
            return best;
        }
        return best == null || other.found() > best.found() ? other : best;
    }

    private static Map<Integer, String> headings(RawRow row) {
        var headings = new TreeMap<Integer, String>();
        row.cells().forEach((column, cell) -> {
            if (cell instanceof RawCell.Words words && !words.text().isBlank()) {
                headings.put(column, words.text().strip());
            }
        });
        return headings;
    }

    /** Two lines as one: the lower one says what a column is; where it is silent, the upper one does. */
    private static Map<Integer, String> together(
            Map<String, String> titles, Map<Integer, String> upper, Map<Integer, String> lower) {
        var both = new TreeMap<>(upper);
        String group = "";
        int last = lower.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1);
        for (int column = 0; column <= last; column++) {
            group = upper.getOrDefault(column, group);
            var below = lower.get(column);
            if (below != null) {
                boolean joined = titles.containsKey(Titles.plain(group + below));
                both.put(column, joined ? group + below : below);
            }
        }
        return both;
    }

    private static Layout of(
            RawSheet sheet, Table table, Map<String, String> titles, int row, Map<Integer, String> headings) {
        var columns = new LinkedHashMap<String, Integer>();
        var repeated = new ArrayList<String>();
        var others = new ArrayList<String>();
        int entry = -1;
        int department = -1;
        for (var heading : headings.entrySet()) {
            int column = heading.getKey();
            var plain = Titles.plain(heading.getValue());
            var field = titles.get(plain);
            if (field != null) {
                var first = columns.putIfAbsent(field, column);
                if (first != null) {
                    repeated.add(
                            heading.getValue() + "（" + Addresses.column(first) + "、" + Addresses.column(column) + "）");
                }
            } else if (ENTRY.contains(plain)) {
                entry = column;
            } else if (DEPARTMENT.contains(plain)) {
                department = column;
            } else if (!plain.equals(FAULTS)) {
                others.add(heading.getValue() + "（" + Addresses.column(column) + "）");
            }
        }
        var found = new HashSet<>(columns.keySet());
        var missing = table.fields().stream()
                .filter(field -> !found.contains(field.name()))
                .map(field -> field.zh())
                .toList();
        return new Layout(sheet, row, columns, repeated, missing, others, entry, department);
    }
}
