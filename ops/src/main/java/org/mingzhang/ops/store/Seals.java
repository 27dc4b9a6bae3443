package org.mingzhang.ops.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.SecretKey;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.CellValue.Erased;
import org.mingzhang.events.CellValue.Personal;
import org.mingzhang.events.CellValue.Sealed;
import org.mingzhang.events.EventJson;
import org.mingzhang.events.Unsealing;
import org.mingzhang.events.proof.Canonical;
import tools.jackson.databind.ObjectReader;

/**
 * 封存个人信息: AES-256-GCM under the person's own key, with person, field and event as associated data, so that a sealed value
 * opens only where it was put.
 */
final class Seals implements Unsealing {

    private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder FROM_TEXT = Base64.getUrlDecoder();
    private static final ObjectReader VALUES = EventJson.mapper().readerFor(CellValue.class);

    private final PersonKeys keys;

    Seals(PersonKeys keys) {
        this.keys = keys;
    }

    static Sealed seal(SecretKey key, String eventId, String field, Personal value) {
        var plain = json(value.value());
        var box = Gcm.encrypt(key, plain, associated(value.person(), field, eventId));
        return new Sealed(value.person(), TO_TEXT.encodeToString(box));
    }

    // nearly all are texts, and an import seals a hundred thousand of them
    private static byte[] json(CellValue value) {
        if (value instanceof CellValue.Text text) {
            var written = new StringBuilder(text.text().length() + 2);
            Canonical.string(written, text.text());
            return written.toString().getBytes(StandardCharsets.UTF_8);
        }
        return EventJson.mapper().writeValueAsBytes(value);
    }

    @Override
    public CellValue open(String eventId, String field, Sealed sealed) {
        return keys.forOpening(sealed.person())
                .map(key -> open(key, eventId, field, sealed))
                .orElseGet(Erased::new);
    }

    private static CellValue open(SecretKey key, String eventId, String field, Sealed sealed) {
        try {
            var plain = Gcm.decrypt(key, FROM_TEXT.decode(sealed.box()), associated(sealed.person(), field, eventId));
            return value(plain);
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            throw new IllegalStateException(
                    "the value of " + field + " in event " + eventId + " is not the one that was sealed there", wrong);
        }
    }

    // whoever tells the views again opens millions of these, and nearly all are plain words between two quotes
    private static CellValue value(byte[] json) {
        int last = json.length - 1;
        if (last < 1 || json[0] != '"') {
            return VALUES.readValue(json);
        }
        for (int i = 1; i < last; i++) {
            if (json[i] == '\\') {
                return VALUES.readValue(json);
            }
        }
        return CellValue.text(new String(json, 1, last - 1, StandardCharsets.UTF_8));
    }

    private static byte[] associated(String person, String field, String eventId) {
        return (person + "|" + field + "|" + eventId).getBytes(StandardCharsets.UTF_8);
    }
}
