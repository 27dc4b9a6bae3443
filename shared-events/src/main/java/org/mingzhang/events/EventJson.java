package org.mingzhang.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.mingzhang.events.CellValue.Personal;
import org.mingzhang.events.proof.ByteBuilder;
import org.mingzhang.events.proof.Canonical;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;

/**
 * How events are written as JSON: sorted names, no white space, integers only (RFC 8785), and strict when read.
 *
 * <p>A reader that dropped an unknown property or invented a missing one would be a ledger that lies, so both are refused.
 */
public final class EventJson {

    /** Name of the attribute under which the writer finds the {@link Sealer}. */
    public static final String SEALER = "sealer";

    private static final JsonMapper MAPPER = build();

    private EventJson() {}

    /** Turns personal values into their sealed form while an event is being written. */
    @FunctionalInterface
    public interface Sealer {

        /**
         * The box of values that stand together: nonce, ciphertext and tag.
         *
         * @param person whose values they are
         * @param values at least one, each {@link Personal}, by the names of the properties under which they stand
         */
        byte[] seal(String person, Cells values);
    }

    /** The one mapper for events. Without a {@link #SEALER} it refuses to write a {@link Personal} value. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /**
     * Appends a text, a number, a yes or no, or a blank as it stands in events, without a writer of its own.
     *
     * @throws IllegalArgumentException if the value is none of these
     */
    public static void plain(ByteBuilder json, CellValue value) {
        if (value instanceof CellValue.Text text) {
            Canonical.string(json, text.text());
        } else if (value instanceof CellValue.Whole whole) {
            json.append(whole.number());
        } else if (value instanceof CellValue.Flag flag) {
            json.append(Boolean.toString(flag.yes()));
        } else if (value instanceof CellValue.Blank) {
            json.append("null");
        } else {
            throw new IllegalArgumentException("this is no plain value");
        }
    }

    private static JsonMapper build() {
        var cells = CellsJson.module()
                .addSerializer(String.class, new WritingText())
                .addSerializer(Instant.class, new WritingInstant())
                .addDeserializer(Instant.class, new ReadingInstant());
        return JsonMapper.builder()
                .addModule(cells)
                .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.ALWAYS))
                .build();
    }

    /** Half a surrogate pair has no UTF-8 form; written anyway it would come back as something else. */
    static boolean wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.charCount(text.codePointAt(i)) == 1) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static final class WritingText extends ValueSerializer<String> {

        @Override
        public void serialize(String value, JsonGenerator json, SerializationContext context) {
            if (!wellFormed(value)) {
                context.reportMappingProblem("half a character is no text");
            }
            json.writeString(value);
        }
    }
}
