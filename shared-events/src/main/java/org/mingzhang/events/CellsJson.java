package org.mingzhang.events;

import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue.Blank;
import org.mingzhang.events.CellValue.Erased;
import org.mingzhang.events.CellValue.Flag;
import org.mingzhang.events.CellValue.Personal;
import org.mingzhang.events.CellValue.Sealed;
import org.mingzhang.events.CellValue.Text;
import org.mingzhang.events.CellValue.Whole;
import tools.jackson.core.Base64Variant;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.module.SimpleDeserializers;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.MapType;

/** How cells, one or all of a row, are written in events and read from them. */
final class CellsJson {

    private CellsJson() {}

    static SimpleModule module() {
        var module = new SimpleModule("cells")
                .addSerializer(CellValue.class, new Writing())
                .addSerializer(Cells.class, new WritingAll());
        module.setDeserializers(new Reader());
        return module;
    }

    /** Rows are read as {@link Cells}, wherever sorted cells by name are asked for. */
    private static final class Reader extends SimpleDeserializers {
        private static final long serialVersionUID = 1L;

        Reader() {
            addDeserializer(CellValue.class, new Reading());
        }

        @Override
        public @Nullable ValueDeserializer<?> findMapDeserializer(
                MapType type,
                DeserializationConfig config,
                BeanDescription.Supplier described,
                @Nullable KeyDeserializer keys,
                @Nullable TypeDeserializer types,
                @Nullable ValueDeserializer<?> values) {
            return type.getRawClass().isAssignableFrom(Cells.class)
                            && type.getContentType().hasRawClass(CellValue.class)
                    ? new ReadingAll()
                    : super.findMapDeserializer(type, config, described, keys, types, values);
        }
    }

    private static final class Writing extends ValueSerializer<CellValue> {

        /** Base64url without padding. */
        private static final Base64Variant BOX = Base64Variants.MODIFIED_FOR_URL;

        @Override
        public void serialize(CellValue value, JsonGenerator json, SerializationContext context) {
            if (value instanceof Text text) {
                if (!EventJson.wellFormed(text.text())) {
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
                write(json, sealed.person(), () -> json.writeString(sealed.box()));
            } else if (value instanceof Personal personal) {
                if (!(context.getAttribute(EventJson.SEALER) instanceof EventJson.Sealer sealer)) {
                    throw new IllegalStateException("a personal value may not be written unsealed");
                }
                var box = sealer.seal(String.valueOf(json.streamWriteContext().currentName()), personal);
                write(json, personal.person(), () -> json.writeBinary(BOX, box, 0, box.length));
            } else if (value instanceof Erased) {
                throw new IllegalStateException("an erased value is shown, never stored");
            }
        }

        private static void write(JsonGenerator json, String person, Runnable box) {
            json.writeStartObject();
            json.writeName("box");
            box.run();
            json.writeName("person");
            json.writeString(person);
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
            if (!EventJson.wellFormed(text)) {
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
            String box = null;
            String person = null;
            boolean other = false;
            while (json.nextToken() != JsonToken.END_OBJECT) {
                var name = json.currentName();
                if (json.nextToken() != JsonToken.VALUE_STRING) {
                    context.reportInputMismatch(CellValue.class, "a sealed value has exactly box and person, as text");
                }
                switch (name) {
                    case "box" -> box = json.getString();
                    case "person" -> person = json.getString();
                    default -> other = true;
                }
            }
            if (box == null || person == null || other) {
                context.reportInputMismatch(CellValue.class, "a sealed value has exactly box and person");
                throw new IllegalStateException("unreachable");
            }
            return new Sealed(person, box);
        }
    }

    private static final class WritingAll extends ValueSerializer<Cells> {

        private static final Writing ONE = new Writing();

        @Override
        public void serialize(Cells cells, JsonGenerator json, SerializationContext context) {
            json.writeStartObject();
            cells.forEach((name, value) -> {
                if (!EventJson.wellFormed(name)) {
                    context.reportMappingProblem("half a character is no name");
                }
                json.writeName(name);
                ONE.serialize(value, json, context);
            });
            json.writeEndObject();
        }
    }

    private static final class ReadingAll extends ValueDeserializer<Cells> {

        private static final Reading ONE = new Reading();

        @Override
        public Cells deserialize(JsonParser json, DeserializationContext context) {
            if (!json.isExpectedStartObjectToken()) {
                return (Cells) context.handleUnexpectedToken(context.constructType(Cells.class), json);
            }
            var cells = new Cells.Builder();
            // the sealed cells of a row are nearly always those of one person
            var person = "";
            for (var name = json.nextName(); name != null; name = json.nextName()) {
                var value =
                        json.nextToken() == JsonToken.VALUE_NULL ? CellValue.blank() : ONE.deserialize(json, context);
                if (value instanceof Sealed sealed) {
                    if (sealed.person().equals(person)) {
                        value = new Sealed(person, sealed.box());
                    }
                    person = sealed.person();
                }
                cells.put(name, value);
            }
            return cells.build();
        }
    }
}
