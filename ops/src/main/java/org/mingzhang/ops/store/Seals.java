package org.mingzhang.ops.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.CellValue.Erased;
import org.mingzhang.events.CellValue.Personal;
import org.mingzhang.events.CellValue.Sealed;
import org.mingzhang.events.EventJson;
import org.mingzhang.events.Unsealing;
import org.mingzhang.events.proof.ByteBuilder;
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
    static EventJson.Sealer sealer(String eventId, Map<String, SecretKey> keys) {
        return new Sealing(eventId, keys);
    }

    /**
     * The values of one event. They are nearly always those of one person, whose key and name are looked up and written once;
     * an import seals a hundred thousand.
     */
    private static final class Sealing implements EventJson.Sealer {

        private final Map<String, SecretKey> keys;
        private final byte[] eventId;
        private final ByteBuilder plain = new ByteBuilder(48);
        private final ByteBuilder associated = new ByteBuilder(192);

        /** Random for the first value, and one more for each of the others: under no key any comes a second time. */
        private final byte[] nonce = RandomBytes.next(Gcm.NONCE);

        private String person = "";
        private int personSize;
        private @Nullable SecretKey key;

        Sealing(String eventId, Map<String, SecretKey> keys) {
            this.eventId = bytes(eventId);
            this.keys = keys;
        }

        @Override
        public byte[] seal(String field, Personal value) {
            var under = keyOf(value.person());
            EventJson.plain(plain.clear(), value.value());
            place(associated.truncate(personSize), field, eventId);
            count();
            return Gcm.encrypt(under, nonce, plain.array(), plain.size(), associated.array(), associated.size());
        }

        private SecretKey keyOf(String of) {
            if (key == null || !person.equals(of)) {
                person = of;
                personSize = person(associated.clear(), of).size();
                key = Objects.requireNonNull(keys.get(of), "a key of every person");
            }
            return key;
        }

        private void count() {
            int i = nonce.length;
            do {
                nonce[--i]++;
            } while (nonce[i] == 0 && i > 0);
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
        place(person(associated, sealed.person()), field, bytes(eventId));
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

    // the associated data are person, field and event, with strokes between

    private static ByteBuilder person(ByteBuilder associated, String person) {
        return associated.append(person).append('|');
    }

    private static void place(ByteBuilder associated, String field, byte[] eventId) {
        associated.append(field).append('|').write(eventId);
    }

    private static byte[] bytes(String eventId) {
        return eventId.getBytes(StandardCharsets.UTF_8);
    }
}
