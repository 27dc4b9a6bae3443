package org.mingzhang.command.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;

/**
 * 读文件: a file by what it is, not by what it is called. Whatever is not a plain workbook or a text table is refused before
 * anything of it is unpacked.
 */
final class Workbooks {

    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] OLE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
    private static final int HEAD = 512;

    private Workbooks() {}

    /**
     * What a file holds.
     *
     * @param name its own name, for what is said about it only
     * @throws Refusal if it cannot be read, or should not
     */
    static RawBook read(Path file, String name) {
        try {
            var head = head(file);
            if (head.length == 0) {
                throw new Refusal(Rule.FILE_TYPE_WRONG, "空文件");
            }
            if (startsWith(head, ZIP)) {
                return new XlsxBook(file).read();
            }
            if (startsWith(head, OLE)) {
                return new XlsBook(file).read();
            }
            mustBeText(head, name);
            return new CsvBook(file, name).read();
        } catch (IOException unreadable) {
            throw new Refusal(Rule.FILE_DAMAGED);
        }
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        }
    }

    private static boolean startsWith(byte[] head, byte[] magic) {
        return head.length >= magic.length && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
    }

    /** What web pages, PDF and programs begin with is no table, whatever the file's name. */
    private static void mustBeText(byte[] head, String name) {
        var start = new String(head, java.nio.charset.StandardCharsets.ISO_8859_1).stripLeading();
        var low = start.toLowerCase(Locale.ROOT);
        if (start.startsWith("%PDF")) {
            throw new Refusal(Rule.FILE_TYPE_WRONG, "PDF");
        }
        if (low.startsWith("<html")
                || low.startsWith("<!doctype")
                || low.startsWith("<?xml")
                || low.startsWith("<table")) {
            throw new Refusal(Rule.FILE_TYPE_WRONG, "网页 HTML/XML");
        }
        if (low.startsWith("{\\rtf")) {
            throw new Refusal(Rule.FILE_TYPE_WRONG, "RTF");
        }
        if (isBinary(head)) {
            throw new Refusal(Rule.FILE_TYPE_WRONG, suffix(name));
        }
    }

    private static boolean isBinary(byte[] head) {
        boolean wide = head.length > 1
                && ((head[0] == (byte) 0xFF && head[1] == (byte) 0xFE)
                        || (head[0] == (byte) 0xFE && head[1] == (byte) 0xFF));
        if (wide) {
            return false;
        }
        for (byte each : head) {
            if (each >= 0 && each < ' ' && each != '\t' && each != '\r' && each != '\n') {
                return true;
            }
        }
        return false;
    }

    private static String suffix(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "?" : name.substring(dot);
    }
}
