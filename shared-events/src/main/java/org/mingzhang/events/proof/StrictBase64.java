package org.mingzhang.events.proof;

import java.util.Base64;

/** Base64 with padding, where every sequence of bytes has exactly one form. */
final class StrictBase64 {

    private StrictBase64() {}

    static byte[] decode(String text, Reason reason) {
        try {
            var bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException malformed) {
            // refused below, like what decodes but is not written the one way
        }
        throw new ProofRefused(reason);
    }
}
