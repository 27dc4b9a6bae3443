package org.mingzhang.events.proof;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * Bytes put together piece by piece: text as UTF-8, numbers in digits or in binary form. What ten thousand rows are written with is
 * neither text first nor copied once more.
 */
public final class ByteBuilder extends OutputStream {

    /** Bytes of UTF-8 that a UTF-16 code unit takes at most. */
    private static final int MOST = 3;

    private static final byte[] DIGITS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int size;

    /**
     * An empty one.
     *
     * @param expected how many bytes are likely
     */
    public ByteBuilder(int expected) {
        bytes = new byte[expected];
    }

    /** Number of bytes so far. */
    public int size() {
        return size;
    }

    /** The array they stand in, from 0 to {@link #size()}, for who digests or sends them; it holds until more is added. */
    public byte[] array() {
        return bytes;
    }

    /** A copy of the bytes. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Begins anew in the same room. */
    public ByteBuilder clear() {
        size = 0;
        return this;
    }

    /**
     * Text as UTF-8.
     *
     * @throws IllegalArgumentException if there is half a surrogate pair in it
     */
    public ByteBuilder append(String text) {
        var unused = put(text, false);
        return this;
    }

    /**
     * Text as UTF-8, if it stands in JSON as it is.
     *
     * @return false if a character of it has to be escaped; then nothing was appended
     * @throws IllegalArgumentException if there is half a surrogate pair in it
     */
    boolean appendUnescaped(String text) {
        return put(text, true);
    }

    private boolean put(String text, boolean onlyIfUnescaped) {
        int length = text.length();
        room(MOST * length);
        int at = size;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                if (onlyIfUnescaped && Canonical.isEscaped(c)) {
                    return false;
                }
                bytes[at++] = (byte) c;
            } else {
                int point = text.codePointAt(i);
                i += Character.charCount(point) - 1;
                at = put(at, whole(point));
            }
        }
        size = at;
        return true;
    }

    private static int whole(int point) {
        if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
            throw new IllegalArgumentException("half a character cannot be written as UTF-8");
        }
        return point;
    }

    /** Puts a character beyond ASCII; where the next one goes. */
    private int put(int at, int point) {
        int more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
        int lead = 0xff & (0xf00 >> (more + 1));
        bytes[at] = (byte) (lead | (point >> (6 * more)));
        for (int i = 1; i <= more; i++) {
            bytes[at + i] = (byte) (0x80 | ((point >> (6 * (more - i))) & 0x3f));
        }
        return at + more + 1;
    }

    /** An ASCII character. */
    public ByteBuilder append(char ascii) {
        room(1);
        bytes[size++] = (byte) ascii;
        return this;
    }

    /** A number in decimal digits. */
    public ByteBuilder append(long number) {
        return append(Long.toString(number));
    }

    /** Bytes as Base64url (RFC 4648) without padding. */
    public ByteBuilder appendBase64(byte[] from) {
        room(4 * (from.length / 3 + 1));
        int at = size;
        int i = 0;
        for (; i + 2 < from.length; i += 3) {
            int three = (from[i] & 0xff) << 16 | (from[i + 1] & 0xff) << 8 | (from[i + 2] & 0xff);
            bytes[at++] = DIGITS[three >>> 18];
            bytes[at++] = DIGITS[three >>> 12 & 63];
            bytes[at++] = DIGITS[three >>> 6 & 63];
            bytes[at++] = DIGITS[three & 63];
        }
        if (i < from.length) {
            boolean two = i + 1 < from.length;
            int left = (from[i] & 0xff) << 16 | (two ? (from[i + 1] & 0xff) << 8 : 0);
            bytes[at++] = DIGITS[left >>> 18];
            bytes[at++] = DIGITS[left >>> 12 & 63];
            if (two) {
                bytes[at++] = DIGITS[left >>> 6 & 63];
            }
        }
        size = at;
        return this;
    }

    /** Makes room for so many bytes more at once. */
    public ByteBuilder reserve(int more) {
        room(more);
        return this;
    }

    /** The byte appended last. */
    public byte last() {
        return bytes[size - 1];
    }

    /** A number in two bytes, the higher one first. */
    public ByteBuilder appendShort(int number) {
        room(Short.BYTES);
        bytes[size++] = (byte) (number >>> 8);
        bytes[size++] = (byte) number;
        return this;
    }

    /** A number in four bytes, the highest first. */
    public ByteBuilder appendInt(int number) {
        room(Integer.BYTES);
        putInt(size, number);
        size += Integer.BYTES;
        return this;
    }

    /** A number in eight bytes, the highest first. */
    public ByteBuilder appendLong(long number) {
        return appendInt((int) (number >>> 32)).appendInt((int) number);
    }

    /** Writes a number of four bytes over what stands there. */
    public void putInt(int at, int number) {
        Objects.checkFromIndexSize(at, Integer.BYTES, bytes.length);
        bytes[at] = (byte) (number >>> 24);
        bytes[at + 1] = (byte) (number >>> 16);
        bytes[at + 2] = (byte) (number >>> 8);
        bytes[at + 3] = (byte) number;
    }

    /** The bytes read as UTF-8. */
    @Override
    public String toString() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int one) {
        append((char) (one & 0xff));
    }

    @Override
    public void write(byte[] from, int first, int count) {
        room(count);
        System.arraycopy(from, first, bytes, size, count);
        size += count;
    }

    @Override
    public void write(byte[] from) {
        write(from, 0, from.length);
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), 2 * bytes.length));
        }
    }
}
