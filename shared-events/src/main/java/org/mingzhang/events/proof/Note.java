package org.mingzhang.events.proof;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * 签名短文: text and the signatures on it (C2SP signed-note). Signatures by unknown keys are carried along and mean nothing.
 *
 * @param text ends with a line feed
 */
public record Note(String text, List<Signature> signatures) {

    private static final int LONGEST = 1 << 20;
    private static final int MOST_SIGNATURES = 64;
    private static final String DASH = "\u2014 ";

    public Note {
        signatures = List.copyOf(signatures);
    }

    /**
     * A signature line.
     *
     * @param name of the key
     * @param bytes four of the key's id, then the signature
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Signature(String name, byte[] bytes) {

        /** The line, without its line feed. */
        public String line() {
            return DASH + name + " " + Base64.getEncoder().encodeToString(bytes);
        }

        /**
         * Reads a line.
         *
         * @throws ProofRefused if it is not the one way to write it
         */
        public static Signature parse(String line) {
            var parts = line.startsWith(DASH) ? line.substring(DASH.length()).split(" ", -1) : new String[0];
            if (parts.length != 2 || parts[0].isEmpty() || parts[0].indexOf('+') >= 0) {
                throw new ProofRefused(Reason.NOTE_SIGNATURE_LINE);
            }
            var bytes = StrictBase64.decode(parts[1], Reason.NOTE_SIGNATURE_LINE);
            if (bytes.length < 5) {
                throw new ProofRefused(Reason.NOTE_SIGNATURE_LINE);
            }
            return new Signature(parts[0], bytes);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Signature that && name.equals(that.name) && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /**
     * Reads a note; nothing in it is believed yet.
     *
     * @throws ProofRefused if it is not the one way to write it
     */
    public static Note parse(byte[] bytes) {
        if (bytes.length > LONGEST) {
            throw new ProofRefused(Reason.NOTE_TOO_LONG);
        }
        var whole = utf8(bytes);
        int split = whole.lastIndexOf("\n\n");
        if (split <= 0 || !whole.endsWith("\n") || split + 2 == whole.length()) {
            throw new ProofRefused(Reason.NOTE_MALFORMED);
        }
        var lines = whole.substring(split + 2, whole.length() - 1).split("\n", -1);
        if (lines.length > MOST_SIGNATURES) {
            throw new ProofRefused(Reason.NOTE_TOO_LONG);
        }
        var signatures = new ArrayList<Signature>();
        for (var line : lines) {
            signatures.add(Signature.parse(line));
        }
        return new Note(whole.substring(0, split + 1), signatures);
    }

    /** The whole note. */
    public byte[] bytes() {
        var whole = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> whole.append(signature.line()).append('\n'));
        return whole.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What signatures are over. */
    public byte[] textBytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The same text with one more signature, unless it carries it already. */
    public Note with(Signature signature) {
        if (signatures.contains(signature)) {
            return this;
        }
        var more = new ArrayList<>(signatures);
        more.add(signature);
        return new Note(text, more);
    }

    /** The same text with the signatures by these keys alone. */
    public Note only(NoteKey... keys) {
        return new Note(
                text,
                signatures.stream()
                        .filter(signature ->
                                Arrays.stream(keys).anyMatch(key -> key.signed(new Note(text, List.of(signature)))))
                        .toList());
    }

    private static String utf8(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.chars().anyMatch(c -> c < 0x20 && c != '\n')) {
                throw new ProofRefused(Reason.NOTE_NOT_UTF8);
            }
            return text;
        } catch (CharacterCodingException malformed) {
            throw new ProofRefused(Reason.NOTE_NOT_UTF8);
        }
    }
}
