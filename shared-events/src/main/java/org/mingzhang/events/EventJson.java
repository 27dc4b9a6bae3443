package org.mingzhang.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.TreeMap;
import org.mingzhang.events.CellValue.Blank;
import org.mingzhang.events.CellValue.Erased;
import org.mingzhang.events.CellValue.Flag;
import org.mingzhang.events.CellValue.Personal;
import org.mingzhang.events.CellValue.Sealed;
import org.mingzhang.events.CellValue.Text;
import org.mingzhang.events.CellValue.Whole;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

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

    /** Turns a personal value into its sealed form while an event is being written. */
    @FunctionalInterface
    public interface Sealer {

        /**
         * The sealed form of a value.
         *
         * @param field name of the property under which the value stands
         * @param value the personal value
         */
        Sealed seal(String field, Personal value);
    }

    /** The one mapper for events. Without a {@link #SEALER} it refuses to write a {@link Personal} value. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    private static JsonMapper build() {
        var cells = new SimpleModule("cells")
                .addSerializer(String.class, new WritingText())
                .addSerializer(CellValue.class, new Writing())
                .addDeserializer(CellValue.class, new Reading());
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
    private static boolean wellFormed(String text) {
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

    private static final class Writing extends ValueSerializer<CellValue> {

        @Override
        public void serialize(CellValue value, JsonGenerator json, SerializationContext context) {
            if (value instanceof Text text) {
                if (!wellFormed(text.text())) {
                    context.reportMappingProblem("half a character is no text");
                }
                json.writeString(text.text());
            } else if (value instanceof Whole whole) {
                json.writeNumber(whole.number());
            } else if (value instanceof Flag flag) {
                json.writeBoolean(flag.yes());
            } else if (value instanceof Blank) {
                json.writeNull();
            } else if (value instanceof Sealed sealed) {
                write(sealed, json);
            } else if (value instanceof Personal personal) {
                if (!(context.getAttribute(SEALER) instanceof Sealer sealer)) {
                    throw new IllegalStateException("a personal value may not be written unsealed");
                }
                write(sealer.seal(String.valueOf(json.streamWriteContext().currentName()), personal), json);
            } else if (value instanceof Erased) {
                throw new IllegalStateException("an erased value is shown, never stored");
            }
        }

        private static void write(Sealed sealed, JsonGenerator json) {
            json.writeStartObject();
            json.writeName("box");
            json.writeString(sealed.box());
            json.writeName("person");
            json.writeString(sealed.person());
            json.writeEndObject();
        }
    }

    private static final class Reading extends ValueDeserializer<CellValue> {

        @Override
        public CellValue deserialize(JsonParser json, DeserializationContext context) {
            return switch (json.currentToken()) {
                case VALUE_STRING -> text(json, context);
                case VALUE_NUMBER_INT -> whole(json, context);
                case VALUE_TRUE -> new Flag(true);
                case VALUE_FALSE -> new Flag(false);
                case START_OBJECT -> sealed(json, context);
                default -> (CellValue) context.handleUnexpectedToken(context.constructType(CellValue.class), json);
            };
        }

        @Override
        public CellValue getNullValue(DeserializationContext context) {
            return CellValue.blank();
        }

        private static Text text(JsonParser json, DeserializationContext context) {
            var text = json.getString();
            if (!wellFormed(text)) {
                context.reportInputMismatch(CellValue.class, "half a character is no text");
            }
            return new Text(text);
        }

        private static Whole whole(JsonParser json, DeserializationContext context) {
            var number = json.getLongValue();
            if (!Whole.fits(number)) {
                context.reportInputMismatch(CellValue.class, "an integer is within 2^53 - 1, not %d", number);
            }
            return new Whole(number);
        }

        private static CellValue sealed(JsonParser json, DeserializationContext context) {
            var parts = new TreeMap<String, String>();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                var name = json.currentName();
                if (json.nextToken() != JsonToken.VALUE_STRING) {
                    context.reportInputMismatch(CellValue.class, "a sealed value has exactly box and person, as text");
                }
                parts.put(name, json.getString());
            }
            var person = parts.remove("person");
            var box = parts.remove("box");
            if (person == null || box == null || !parts.isEmpty()) {
                context.reportInputMismatch(CellValue.class, "a sealed value has exactly box and person");
                throw new IllegalStateException("unreachable");
            }
            return new Sealed(person, box);
        }
    }
}
