package org.mingzhang.ops.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.crypto.SecretKey;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.CellValue.Erased;
import org.mingzhang.events.CellValue.Sealed;
import org.mingzhang.events.Cells;
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
    private static final ThreadLocal<ByteBuilder> PLAIN = ThreadLocal.withInitial(() -> new ByteBuilder(512));
    private static final ThreadLocal<ByteBuilder> ASSOCIATED = ThreadLocal.withInitial(() -> new ByteBuilder(512));
    private static final ObjectReader VALUES = EventJson.mapper().readerFor(CellValue.class);
    private static final ObjectReader ALL_VALUES = EventJson.mapper().readerForListOf(CellValue.class);

    private final PersonKeys keys;

    Seals(PersonKeys keys) {
        this.keys = keys;
    }

    /** Seals the values of one event. */
    static EventJson.Sealer sealer(String eventId, Map<String, SecretKey> keys) {
        var event = bytes(eventId);
        return (person, values) -> {
            var plain = write(PLAIN.get().clear(), values);
            var associated = place(ASSOCIATED.get().clear(), person, values.keySet(), event);
            var key = Objects.requireNonNull(keys.get(person), "a key of every person");
            return Gcm.encrypt(key, plain.array(), plain.size(), associated.array(), associated.size());
        };
    }

    private static ByteBuilder write(ByteBuilder json, Cells values) {
        var between = values.size() > 1 ? "[" : "";
        for (var value : values.values()) {
            EventJson.plain(json.append(between), value.plain());
            between = ",";
        }
        return values.size() > 1 ? json.append(']') : json;
    }

    @Override
    public List<CellValue> open(String eventId, List<String> fields, Sealed sealed) {
        return keys.forOpening(sealed.person())
                .map(key -> open(key, eventId, fields, sealed))
                .orElseGet(() -> Collections.nCopies(fields.size(), new Erased()));
    }

    private static List<CellValue> open(SecretKey key, String eventId, List<String> fields, Sealed sealed) {
        var associated = ASSOCIATED.get().clear();
        place(associated, sealed.person(), fields, bytes(eventId));
        try {
            var plain = Gcm.decrypt(key, FROM_TEXT.decode(sealed.box()), associated.array(), associated.size());
            return fields.size() == 1 ? List.of(value(plain)) : values(plain);
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            throw new IllegalStateException(
                    "the value of " + String.join(",", fields) + " in event " + eventId
                            + " is not the one that was sealed there",
                    wrong);
        }
    }

    private static List<CellValue> values(byte[] json) {
        return ALL_VALUES.readValue(json);
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

    /** The associated data: person, fields with commas between, and event, with strokes between. */
    private static ByteBuilder place(ByteBuilder associated, String person, Collection<String> fields, byte[] eventId) {
        associated.append(person);
        char between = '|';
        for (var field : fields) {
            associated.append(between).append(field);
            between = ',';
        }
        associated.append('|').write(eventId);
        return associated;
    }

    private static byte[] bytes(String eventId) {
        return eventId.getBytes(StandardCharsets.UTF_8);
    }
}
