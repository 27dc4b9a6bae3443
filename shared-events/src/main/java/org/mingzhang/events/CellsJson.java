package org.mingzhang.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
                write(json, sealed.fields(), sealed.person(), () -> json.writeString(sealed.box()));
            } else if (value instanceof Personal personal) {
                var name = String.valueOf(json.streamWriteContext().currentName());
                seal(Cells.copyOf(Map.of(name, personal)), personal.person(), json, context);
            } else if (value instanceof Erased) {
                throw new IllegalStateException("an erased value is shown, never stored");
            }
        }

        static void seal(Cells together, String person, JsonGenerator json, SerializationContext context) {
            if (!(context.getAttribute(EventJson.SEALER) instanceof EventJson.Sealer sealer)) {
                throw new IllegalStateException("a personal value may not be written unsealed");
            }
            var box = sealer.seal(person, together);
            var fields = together.size() > 1 ? List.copyOf(together.keySet()) : List.<String>of();
            write(json, fields, person, () -> json.writeBinary(BOX, box, 0, box.length));
        }

        private static void write(JsonGenerator json, List<String> fields, String person, Runnable box) {
            json.writeStartObject();
            json.writeName("box");
            box.run();
            if (!fields.isEmpty()) {
                json.writeName("fields");
                json.writeStartArray();
                fields.forEach(json::writeString);
                json.writeEndArray();
            }
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
            List<String> fields = List.of();
            boolean other = false;
            while (json.nextToken() != JsonToken.END_OBJECT) {
                var name = json.currentName();
                var token = json.nextToken();
                if (name.equals("fields") && token == JsonToken.START_ARRAY) {
                    fields = fields(json, context);
                    continue;
                }
                if (token != JsonToken.VALUE_STRING) {
                    context.reportInputMismatch(CellValue.class, "a sealed value has box and person, as text");
                }
                switch (name) {
                    case "box" -> box = json.getString();
                    case "person" -> person = json.getString();
                    default -> other = true;
                }
            }
            if (box == null || person == null || other) {
                context.reportInputMismatch(
                        CellValue.class, "a sealed value has box and person, and nothing but fields");
                throw new IllegalStateException("unreachable");
            }
            return new Sealed(person, fields, box);
        }

        private static List<String> fields(JsonParser json, DeserializationContext context) {
            var fields = new ArrayList<String>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                var field = json.currentToken() == JsonToken.VALUE_STRING ? json.getString() : "";
                if (!fields.isEmpty() && fields.get(fields.size() - 1).compareTo(field) >= 0) {
                    context.reportInputMismatch(CellValue.class, "the fields in a box are names, ascending");
                }
                fields.add(field);
            }
            if (fields.size() < 2) {
                context.reportInputMismatch(CellValue.class, "a box that names fields holds the values of several");
            }
            return fields;
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
                if (value instanceof Personal personal) {
                    if (cells.isFirstUnsealed(name, personal)) {
                        json.writeName(name);
                        Writing.seal(cells.unsealed(personal.person()), personal.person(), json, context);
                    }
                } else if (!(value instanceof Sealed sealed) || cells.isWrittenAt(name, sealed)) {
                    json.writeName(name);
                    ONE.serialize(value, json, context);
                }
            });
            json.writeEndObject();
        }
    }

    private static final class ReadingAll extends ValueDeserializer<Cells> {

        private static final Reading ONE = new Reading();
        private static final Sealed NONE = new Sealed("", "");

        @Override
        public Cells deserialize(JsonParser json, DeserializationContext context) {
            if (!json.isExpectedStartObjectToken()) {
                return (Cells) context.handleUnexpectedToken(context.constructType(Cells.class), json);
            }
            var cells = new Cells.Builder();
            // the sealed cells of a row are nearly always those of one person
            var person = "";
            // the last box of several, and how many of its fields have their cells: they come in order as long as boxes
            // do not cross
            Sealed box = NONE;
            int placed = 0;
            for (var name = json.nextName(); name != null; name = json.nextName()) {
                while (placed < box.fields().size() && box.fields().get(placed).compareTo(name) <= 0) {
                    cells.put(box.fields().get(placed++), box);
                }
                var value =
                        json.nextToken() == JsonToken.VALUE_NULL ? CellValue.blank() : ONE.deserialize(json, context);
                if (value instanceof Sealed sealed) {
                    if (sealed.person().equals(person)) {
                        sealed = new Sealed(person, sealed.fields(), sealed.box());
                        value = sealed;
                    }
                    person = sealed.person();
                    if (!sealed.fields().isEmpty()) {
                        if (!sealed.fields().get(0).equals(name)) {
                            context.reportInputMismatch(Cells.class, "a box stands under the first of its fields");
                        }
                        placeRest(box, placed, cells);
                        box = sealed;
                        placed = 1;
                    }
                }
                cells.put(name, value);
            }
            placeRest(box, placed, cells);
            var all = cells.build();
            if (all.size() != cells.size()) {
                context.reportInputMismatch(Cells.class, "a cell stands there twice");
            }
            return all;
        }

        private static void placeRest(Sealed box, int placed, Cells.Builder cells) {
            for (var field : box.fields().subList(placed, box.fields().size())) {
                cells.put(field, box);
            }
        }
    }
}
