package org.mingzhang.command.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;

/**
 * 文本表: CSV as RFC 4180 has it, separated by commas or tabs, in UTF-8 with or without byte order mark, in UTF-16 with one,
 * or in GBK (read as GB 18030). Every cell is a text.
 */
final class CsvBook {

    private static final Charset GBK = Charset.forName("GB18030");

    private final Path file;
    private final String name;
    private final Measure measure = new Measure();
    private final List<RawRow> rows = new ArrayList<>();
    private TreeMap<Integer, RawCell> row = new TreeMap<>();
    private final StringBuilder cell = new StringBuilder();
    private int column;

    CsvBook(Path file, String name) {
        this.file = file;
        this.name = name;
    }

    RawBook read() throws IOException {
        var text = text(Files.readAllBytes(file));
        parse(text, separator(text));
        var sheet = new RawSheet(name, true, rows, List.of());
        return new RawBook(FileKind.CSV, false, List.of(sheet), measure.cells());
    }

    private static String text(byte[] bytes) {
        if (bytes.length > 2 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF) {
            return decoded(bytes, 3, StandardCharsets.UTF_8);
        }
        if (bytes.length > 1 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE) {
            return decoded(bytes, 2, StandardCharsets.UTF_16LE);
        }
        if (bytes.length > 1 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF) {
            return decoded(bytes, 2, StandardCharsets.UTF_16BE);
        }
        try {
            return strictly(bytes, 0, StandardCharsets.UTF_8);
        } catch (CharacterCodingException notUtf8) {
            return decoded(bytes, 0, GBK);
        }
    }

    private static String decoded(byte[] bytes, int from, Charset charset) {
        try {
            return strictly(bytes, from, charset);
        } catch (CharacterCodingException mixed) {
            throw new Refusal(Rule.FILE_DAMAGED);
        }
    }

    private static String strictly(byte[] bytes, int from, Charset charset) throws CharacterCodingException {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                .toString();
    }

    /** Tabs separate where the first line has tabs and no comma. */
    private static char separator(String text) {
        var end = text.indexOf('\n');
        var first = end < 0 ? text : text.substring(0, end);
        return first.indexOf('\t') >= 0 && first.indexOf(',') < 0 ? '\t' : ',';
    }

    private void parse(String text, char separator) {
        boolean quoted = false;
        int line = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c != '"') {
                    cell.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"' && cell.isEmpty()) {
                quoted = true;
            } else if (c == separator) {
                endCell();
            } else if (c == '\n') {
                endCell();
                endRow(line++);
            } else if (c != '\r' || (i + 1 < text.length() && text.charAt(i + 1) != '\n')) {
                cell.append(c);
            }
        }
        if (quoted) {
            throw new Refusal(Rule.FILE_DAMAGED);
        }
        endCell();
        endRow(line);
    }

    private void endCell() {
        measure.seen();
        if (!cell.isEmpty()) {
            measure.cell();
            row.put(column, new RawCell.Words(measure.text(cell.toString()), false));
        }
        cell.setLength(0);
        column++;
    }

    private void endRow(int line) {
        if (!row.isEmpty()) {
            measure.row();
            rows.add(new RawRow(line, false, row));
        }
        row = new TreeMap<>();
        column = 0;
    }
}
