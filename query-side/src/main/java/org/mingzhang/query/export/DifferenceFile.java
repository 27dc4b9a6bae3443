package org.mingzhang.query.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.query.table.Standing.Entry;

/**
 * 与上次上报的差异: every cell that is not what it was in the package handed in before, as CSV: table, entry, department, what became of
 * the entry, field, and the cell then and now.
 */
final class DifferenceFile implements AutoCloseable {

    private static final String HEADING = "table,title,entry,department,change,field,field_title,from,to";

    private final Writer out;

    DifferenceFile(OutputStream into) throws IOException {
        this.out = new BufferedWriter(new OutputStreamWriter(into, StandardCharsets.UTF_8));
        out.write(Csv.MARK + HEADING + Csv.LINE_END);
    }

    /** Adds what differs in one table: its entries by number, then and now. */
    void add(Table table, SortedMap<Integer, Entry> before, SortedMap<Integer, Entry> now) throws IOException {
        var numbers = new TreeSet<>(before.keySet());
        numbers.addAll(now.keySet());
        for (var number : numbers) {
            var then = before.get(number);
            var here = now.get(number);
            var change = then == null ? "ADDED" : here == null ? "REMOVED" : "CHANGED";
            var department = here == null ? Objects.requireNonNull(then).department() : here.department();
            for (var field : table.fields()) {
                var from = cells(then).get(field.name());
                var to = cells(here).get(field.name());
                if (!Objects.equals(from, to)) {
                    line(table, number, department, change, field, from, to);
                }
            }
        }
    }

    private void line(
            Table table,
            int entry,
            String department,
            String change,
            Field field,
            @Nullable CellValue from,
            @Nullable CellValue to)
            throws IOException {
        out.write(String.join(
                ",",
                table.code(),
                Csv.quoted(table.zh()),
                Integer.toString(entry),
                Csv.quoted(Csv.guarded(department)),
                change,
                field.name(),
                Csv.quoted(field.zh()),
                Csv.cell(field, from),
                Csv.cell(field, to)));
        out.write(Csv.LINE_END);
    }

    private static Map<String, CellValue> cells(@Nullable Entry entry) {
        return entry == null ? Collections.unmodifiableSortedMap(new TreeMap<>()) : entry.values();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
