package org.mingzhang.events.proof;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over canonical JSON (RFC 8785) as it is written, so that no document of a large table is ever held whole. */
final class Digest {

    private static final HexFormat HEX = HexFormat.of();
    private static final int FULL = 1 << 16;

    private final MessageDigest sha256 = sha256();
    private final StringBuilder pending = new StringBuilder();

    /** Text that is canonical JSON already: brackets, names, numbers. */
    Digest raw(String json) {
        pending.append(json);
        if (pending.length() > FULL) {
            drain();
        }
        return this;
    }

    /** A JSON string, escaped as RFC 8785 §3.2.2.2 wants it: as little as possible, hexadecimal digits in lower case. */
    Digest string(String text) {
        pending.append('"');
        for (int i = 0; i < text.length(); i++) {
            escaped(text.charAt(i));
        }
        refuseLoneSurrogates(text);
        return raw("\"");
    }

    /** {@code sha256:} and 64 hexadecimal digits. */
    String hex() {
        drain();
        return "sha256:" + HEX.formatHex(sha256.digest());
    }

    private void escaped(char c) {
        switch (c) {
            case '"' -> pending.append("\\\"");
            case '\\' -> pending.append("\\\\");
            case '\b' -> pending.append("\\b");
            case '\t' -> pending.append("\\t");
            case '\n' -> pending.append("\\n");
            case '\f' -> pending.append("\\f");
            case '\r' -> pending.append("\\r");
            default -> {
                if (c < 0x20) {
                    pending.append("\\u00").append(HEX.toHexDigits((byte) c));
                } else {
                    pending.append(c);
                }
            }
        }
    }

    private static void refuseLoneSurrogates(String text) {
        if (text.codePoints().anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)) {
            throw new IllegalArgumentException("half a character cannot be written as UTF-8");
        }
    }

    private void drain() {
        sha256.update(pending.toString().getBytes(StandardCharsets.UTF_8));
        pending.setLength(0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
