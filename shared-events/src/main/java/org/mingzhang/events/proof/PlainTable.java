package org.mingzhang.events.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mingzhang.events.catalogue.FieldType;

/**
 * 纯文本表: one table of a snapshot as its CSV file holds it: RFC 4180, UTF-8 with byte order mark, columns {@code entry},
 * {@code department} and the fields.
 *
 * @param rows in the file's order: share after share, in each by number
 */
public record PlainTable(List<Row> rows) {

    /** A text of these types may be guarded by an apostrophe. */
    private static final Set<FieldType> FREE = EnumSet.of(FieldType.TEXT, FieldType.CODE, FieldType.REFERENCE);

    public PlainTable {
        rows = List.copyOf(rows);
    }

    /**
     * One entry.
     *
     * @param cells texts by field, blank ones left out; without the apostrophe that guards a text
     */
    public record Row(int entry, String department, SortedMap<String, String> cells) {}

    /**
     * Reads a table.
     *
     * @param types type of each field
     * @throws ProofRefused {@code TABLE_MALFORMED} if it is not such a file
     */
    public static PlainTable parse(String name, byte[] bytes, SortedMap<String, FieldType> types) {
        var lines = new Reader(name, new String(bytes, StandardCharsets.UTF_8)).lines();
        if (lines.isEmpty()) {
            throw new ProofRefused(Reason.TABLE_MALFORMED, name);
        }
        var heading = lines.get(0);
        if (heading.size() < 2
                || !heading.get(0).equals("entry")
                || !heading.get(1).equals("department")) {
            throw new ProofRefused(Reason.TABLE_MALFORMED, name + " heading");
        }
        for (var field : heading.subList(2, heading.size())) {
            if (!types.containsKey(field)) {
                throw new ProofRefused(Reason.TABLE_MALFORMED, name + " " + field);
            }
        }
        var rows = new ArrayList<Row>();
        for (int i = 1; i < lines.size(); i++) {
            rows.add(row(name + " line " + (i + 1), heading, lines.get(i), types));
        }
        return new PlainTable(rows);
    }

    private static Row row(String where, List<String> heading, List<String> line, SortedMap<String, FieldType> types) {
        if (line.size() != heading.size() || !line.get(0).matches("[1-9][0-9]{0,8}")) {
            throw new ProofRefused(Reason.TABLE_MALFORMED, where);
        }
        var cells = new TreeMap<String, String>();
        for (int i = 2; i < heading.size(); i++) {
            if (!line.get(i).isEmpty()) {
                var free = FREE.contains(types.get(heading.get(i)));
                var text = free ? unguarded(line.get(i)) : line.get(i);
                cells.put(heading.get(i), text);
            }
        }
        return new Row(Integer.parseInt(line.get(0)), unguarded(line.get(1)), cells);
    }

    private static String unguarded(String text) {
        return text.startsWith("'") ? text.substring(1) : text;
    }

    /** Reads lines of cells. */
    private static final class Reader {

        private final String name;
        private final String text;
        private int at;

        Reader(String name, String text) {
            this.name = name;
            this.text = text;
        }

        List<List<String>> lines() {
            if (!text.startsWith("\uFEFF")) {
                throw malformed();
            }
            at = 1;
            var lines = new ArrayList<List<String>>();
            while (at < text.length()) {
                lines.add(line());
            }
            return lines;
        }

        private List<String> line() {
            var line = new ArrayList<String>();
            while (true) {
                line.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
                if (at < text.length() && text.charAt(at) == ',') {
                    at++;
                } else if (text.startsWith("\r\n", at)) {
                    at += 2;
                    return line;
                } else {
                    throw malformed();
                }
            }
        }

        private String plain() {
            int from = at;
            while (at < text.length() && ",\r\n\"".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(from, at);
        }

        private String quoted() {
            var cell = new StringBuilder();
            at++;
            while (true) {
                int end = text.indexOf('"', at);
                if (end < 0) {
                    throw malformed();
                }
                cell.append(text, at, end);
                at = end + 1;
                if (at < text.length() && text.charAt(at) == '"') {
                    cell.append('"');
                    at++;
                } else {
                    return cell.toString();
                }
            }
        }

        private ProofRefused malformed() {
            return new ProofRefused(Reason.TABLE_MALFORMED, name + " at character " + at);
        }
    }
}
