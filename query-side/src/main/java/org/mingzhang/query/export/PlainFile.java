package org.mingzhang.query.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Table;

/**
 * 纯文本表: one table as CSV (RFC 4180, UTF-8 with byte order mark). Columns are the entry's number, the department of its
 * share and the fields by their English names, so that the content hash can be computed from this file alone.
 *
 * <p>A text that a spreadsheet might take for a formula, or that begins with an apostrophe, has an apostrophe put before it.
 */
final class PlainFile implements AutoCloseable {

    private final Table table;
    private final Writer out;

    PlainFile(Table table, OutputStream into) throws IOException {
        this.table = table;
        this.out = new BufferedWriter(new OutputStreamWriter(into, StandardCharsets.UTF_8));
        out.write(Csv.MARK + "entry,department");
        for (var field : table.fields()) {
            out.write(',');
            out.write(Csv.quoted(field.name()));
        }
        out.write(Csv.LINE_END);
    }

    void add(int entry, String department, SortedMap<String, CellValue> values) throws IOException {
        out.write(Integer.toString(entry));
        out.write(',');
        out.write(Csv.quoted(Csv.guarded(department)));
        for (var field : table.fields()) {
            out.write(',');
            out.write(Csv.cell(field, values.get(field.name())));
        }
        out.write(Csv.LINE_END);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
