package org.mingzhang.ops.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.function.Function;
import javax.crypto.SecretKey;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.CellValue.Erased;
import org.mingzhang.events.CellValue.Sealed;
import org.mingzhang.events.EventJson;
import org.mingzhang.events.Unsealing;
import org.mingzhang.events.proof.ByteBuilder;
import org.mingzhang.events.proof.Canonical;
import tools.jackson.databind.ObjectReader;

/**
 * 封存个人信息: AES-256-GCM under the person's own key, with person, field and event as associated data, so that a sealed value
 * opens only where it was put.
 */
final class Seals implements Unsealing {

    private static final Base64.Decoder FROM_TEXT = Base64.getUrlDecoder();
    private static final ThreadLocal<ByteBuilder> ASSOCIATED = ThreadLocal.withInitial(() -> new ByteBuilder(256));
    private static final ObjectReader VALUES = EventJson.mapper().readerFor(CellValue.class);

    private final PersonKeys keys;

    Seals(PersonKeys keys) {
        this.keys = keys;
    }

    /** Seals the values of one event, one after another. */
    static EventJson.Sealer sealer(String eventId, Function<String, SecretKey> keys) {
        var plain = new ByteBuilder(32);
        var associated = new ByteBuilder(96);
        return (field, value) -> {
            json(plain.clear(), value.value());
            associated(associated.clear(), value.person(), field, eventId);
            return Gcm.encrypt(
                    keys.apply(value.person()), plain.array(), plain.size(), associated.array(), associated.size());
        };
    }

    // nearly all are texts, and an import seals a hundred thousand of them
    private static void json(ByteBuilder json, CellValue value) {
        if (value instanceof CellValue.Text text) {
            Canonical.string(json, text.text());
        } else {
            json.write(EventJson.mapper().writeValueAsBytes(value));
        }
    }

    @Override
    public CellValue open(String eventId, String field, Sealed sealed) {
        return keys.forOpening(sealed.person())
                .map(key -> open(key, eventId, field, sealed))
                .orElseGet(Erased::new);
    }

    private static CellValue open(SecretKey key, String eventId, String field, Sealed sealed) {
        var associated = ASSOCIATED.get().clear();
        associated(associated, sealed.person(), field, eventId);
        try {
            var box = FROM_TEXT.decode(sealed.box());
            return value(Gcm.decrypt(key, box, associated.array(), associated.size()));
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

    private static void associated(ByteBuilder associated, String person, String field, String eventId) {
        associated.append(person).append('|').append(field).append('|').append(eventId);
    }
}
