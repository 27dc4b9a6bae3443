package org.mingzhang.events.proof;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * 规范 JSON: RFC 8785 as the ledger uses it, where a number is always an integer within ±(2^53 − 1).
 *
 * <p>{@link #require} is a check of its own, independent of what writes the JSON: no white space, names ascending by UTF-16
 * code unit and never twice, strings escaped as little as possible with hexadecimal digits in lower case, valid UTF-8.
 */
public final class Canonical {

    private static final HexFormat HEX = HexFormat.of();
    private static final long LARGEST = (1L << 53) - 1;
    private static final int DEEPEST = 200;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long SPACES = ' ' * ONES;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;

    private final byte[] json;
    private int at;

    private Canonical(byte[] json) {
        this.json = json;
    }

    /** Bytes that are not canonical JSON. */
    public static final class NotCanonical extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        NotCanonical(String reason, int at) {
            super("not canonical JSON at byte " + at + ": " + reason);
        }
    }

    /**
     * Refuses bytes that are not exactly one canonical JSON value.
     *
     * @throws NotCanonical naming the reason and the place
     */
    public static void require(byte[] json) {
        var reader = new Canonical(json);
        reader.value(0);
        if (reader.at != json.length) {
            throw reader.wrong("something follows the value");
        }
    }

    /** Appends a JSON string, escaped as little as possible. */
    public static void string(ByteBuilder json, String text) {
        json.append('"');
        // nearly always there is nothing to escape, and the whole of it goes at once
        if (!json.appendUnescaped(text)) {
            escaped(json, text);
        }
        json.append('"');
    }

    static boolean isEscaped(char c) {
        return c < 0x20 || c == '"' || c == '\\';
    }

    private static void escaped(ByteBuilder json, String text) {
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isEscaped(c)) {
                escaped(json.append(text.substring(from, i)), c);
                from = i + 1;
            }
        }
        json.append(text.substring(from));
    }

    private static void escaped(ByteBuilder json, char c) {
        int known = "\b\t\n\f\r\"\\".indexOf(c);
        if (known >= 0) {
            json.append('\\').append("btnfr\"\\".charAt(known));
        } else {
            json.append("\\u00").append(HEX.toHexDigits((byte) c));
        }
    }

    private void value(int depth) {
        if (depth > DEEPEST) {
            throw wrong("nested too deep");
        }
        switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> integer();
        }
    }

    private void object(int depth) {
        at++;
        if (skipped('}')) {
            return;
        }
        int last = -1;
        int lastEnd = -1;
        do {
            int name = at;
            if (peek() != '"') {
                throw wrong("a name is expected");
            }
            string();
            if (last >= 0 && !ascending(last, lastEnd, name, at)) {
                throw wrong("names do not ascend");
            }
            last = name;
            lastEnd = at;
            expect(':');
            value(depth + 1);
        } while (skipped(','));
        expect('}');
    }

    private void array(int depth) {
        at++;
        if (skipped(']')) {
            return;
        }
        do {
            value(depth + 1);
        } while (skipped(','));
        expect(']');
    }

    private void integer() {
        int start = at;
        boolean negative = skipped('-');
        int digits = at;
        long number = 0;
        while (at < json.length && json[at] >= '0' && json[at] <= '9') {
            number = number * 10 + (json[at] - '0');
            if (number > LARGEST) {
                throw wrong("an integer beyond 2^53 - 1");
            }
            at++;
        }
        if (at == digits) {
            throw wrong("no JSON value");
        }
        if (json[digits] == '0' && (negative || at - digits > 1)) {
            at = start;
            throw wrong("an integer with a needless 0");
        }
        if (at < json.length && (json[at] == '.' || json[at] == 'e' || json[at] == 'E')) {
            throw wrong("a number that is no integer");
        }
    }

    private void string() {
        at++;
        while (true) {
            skipPlain();
            int b = peek();
            if (b == '"') {
                at++;
                return;
            }
            if (b == '\\') {
                escape();
            } else if (b >= 0x20) {
                at++;
            } else if (b >= 0) {
                throw wrong("a control character");
            } else {
                manyBytes(b & 0xff);
            }
        }
    }

    /** Passes eight bytes at a time that stand for themselves: ASCII, no quote, no backslash, no control character. */
    private void skipPlain() {
        int here = at;
        while (here + 8 <= json.length) {
            long eight = (long) EIGHT.get(json, here);
            long quote = eight ^ QUOTES;
            long backslash = eight ^ BACKSLASHES;
            long special = eight | (eight - SPACES) | (quote - ONES) | (backslash - ONES);
            int plain = Long.numberOfTrailingZeros(special & HIGH_BITS) >>> 3;
            here += plain;
            if (plain < 8) {
                break;
            }
        }
        at = here;
    }

    private void escape() {
        at++;
        int b = peek();
        if (b != 'u') {
            if ("btnfr\"\\".indexOf(b) < 0) {
                throw wrong("a needless escape");
            }
            at++;
            return;
        }
        if (at + 5 > json.length) {
            throw wrong("the end in the middle of an escape");
        }
        var hex = new String(json, at + 1, 4, StandardCharsets.ISO_8859_1);
        if (!hex.matches("00[01][0-9a-f]") || "\b\t\n\f\r".indexOf(Integer.parseInt(hex, 16)) >= 0) {
            throw wrong("an escape that is not the shortest");
        }
        at += 5;
    }

    private void manyBytes(int first) {
        int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
        if (first < 0xc2 || first > 0xf4 || at + more >= json.length) {
            throw wrong("no UTF-8");
        }
        int point = first & (0x3f >> more);
        for (int i = 1; i <= more; i++) {
            int b = json[at + i] & 0xff;
            if ((b & 0xc0) != 0x80) {
                throw wrong("no UTF-8");
            }
            point = point << 6 | (b & 0x3f);
        }
        boolean tooLong = (more == 2 && point < 0x800) || (more == 3 && point < 0x10000);
        if (tooLong || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) {
            throw wrong("no UTF-8");
        }
        at += more + 1;
    }

    // both ranges are strings already checked, with their quotes
    private boolean ascending(int first, int firstEnd, int second, int secondEnd) {
        for (int i = 1; ; i++) {
            int a = json[first + i];
            int b = json[second + i];
            if (a < 0 || b < 0 || a == '\\' || b == '\\') {
                return text(first, firstEnd).compareTo(text(second, secondEnd)) < 0;
            }
            if (a == '"' || b == '"') {
                return a == '"' && b != '"' && first + i + 1 == firstEnd;
            }
            if (a != b) {
                return a < b;
            }
        }
    }

    private String text(int start, int end) {
        var written = new String(json, start + 1, end - start - 2, StandardCharsets.UTF_8);
        var plain = new StringBuilder(written.length());
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            char kind = written.charAt(++i);
            if (kind == 'u') {
                plain.append((char) Integer.parseInt(written.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                plain.append("\b\t\n\f\r\"\\".charAt("btnfr\"\\".indexOf(kind)));
            }
        }
        return plain.toString();
    }

    private void word(String word) {
        for (int i = 0; i < word.length(); i++) {
            expect(word.charAt(i));
        }
    }

    private int peek() {
        if (at >= json.length) {
            throw wrong("the end in the middle of a value");
        }
        return json[at];
    }

    private boolean skipped(char c) {
        if (at < json.length && json[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) {
        if (!skipped(c)) {
            throw wrong("'" + c + "' is expected");
        }
    }

    private NotCanonical wrong(String reason) {
        return new NotCanonical(reason, at);
    }
}
