package org.mingzhang.command.intake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.table.ChangeEntries.Change;
import org.mingzhang.command.table.ChangeEntries.Op;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Table;

/**
 * 往年的一张表, as its file was understood: the entries it gives to each department, or what stands against taking them.
 *
 * @param name of the file in the package
 * @param parts entries to be added, by code of the department
 * @param faults cells that cannot be taken
 * @param refusal why the file as a whole cannot be; null if it can
 */
record YearTable(
        Table table,
        String name,
        SortedMap<String, List<Change>> parts,
        List<Plan.Bad> faults,
        @Nullable Refusal refusal) {

    YearTable {
        parts = new TreeMap<>(parts);
        faults = List.copyOf(faults);
    }

    int entries() {
        return parts.values().stream().mapToInt(List::size).sum();
    }

    /** Whose an entry is when the file says so, as a code or a name. */
    @FunctionalInterface
    interface Departments {

        /** The department's code; of a blank text, that of whoever answers for such an entry. */
        String of(Table table, String written, SortedMap<String, CellValue> values);
    }

    /** Reads one table's file; a computed table is taken as having nothing of its own. */
    static YearTable read(
            Catalogues catalogues, Catalogue catalogue, TableKey key, Path file, String name, Departments departments) {
        var table = catalogue.table(key.code()).orElseThrow();
        if (table.kind() == Table.Kind.COMPUTED) {
            return new YearTable(table, name, new TreeMap<>(), List.of(), null);
        }
        try {
            var raw = Workbooks.read(file, name);
            var layout = new Form(catalogues, catalogue, key, "").find(raw, null);
            var plan = new Comparison(
                            catalogue,
                            table,
                            "",
                            withoutNumbers(layout),
                            raw.from1904(),
                            false,
                            false,
                            List.of(),
                            List.of(),
                            Comparison.Owners.NONE)
                    .plan();
            return new YearTable(table, name, parts(table, layout, plan, departments), plan.faults(), null);
        } catch (Refusal refusal) {
            return new YearTable(table, name, new TreeMap<>(), List.of(), refusal);
        }
    }

    /** The numbers an entry had where it comes from are not its numbers here. */
    private static Layout withoutNumbers(Layout layout) {
        return new Layout(
                layout.sheet(),
                layout.headingRow(),
                layout.columns(),
                layout.repeated(),
                layout.missing(),
                layout.others(),
                -1,
                layout.departmentColumn());
    }

    private static SortedMap<String, List<Change>> parts(
            Table table, Layout layout, Plan plan, Departments departments) {
        var rows = layout.sheet().rows().stream().collect(Collectors.toMap(RawRow::number, row -> row));
        var written = Acceptance.written(plan);
        var parts = new TreeMap<String, List<Change>>();
        for (var line : plan.rows()) {
            var row = rows.get(line.row());
            var cell = row == null ? null : row.cells().get(layout.departmentColumn());
            var department =
                    departments.of(table, cell == null ? "" : cell.shown().strip(), line.values());
            parts.computeIfAbsent(department, code -> new ArrayList<>())
                    .add(new Change(
                            Op.ADD,
                            null,
                            null,
                            ownerOf(table, line),
                            new TreeMap<>(line.values()),
                            "",
                            line.row(),
                            written.getOrDefault(line.row(), Map.of())));
        }
        return parts;
    }

    /** In a table that each teacher fills, the entry was that teacher's. */
    private static @Nullable String ownerOf(Table table, Plan.Line line) {
        if (!table.perTeacher()) {
            return null;
        }
        return table.fields().stream()
                .filter(field -> field.name().equals("staff_no")
                        || (field.reference() != null
                                && field.reference().field().equals("staff_no")))
                .findFirst()
                .map(field -> Shown.of(line.values().get(field.name())))
                .filter(number -> !number.isEmpty())
                .orElse(null);
    }
}
