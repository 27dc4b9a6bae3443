package org.mingzhang.ops.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.mingzhang.command.guard.KeyedHash;
import org.mingzhang.events.EntryAddedJson;
import org.mingzhang.events.Event;
import org.mingzhang.events.EventJson;
import org.mingzhang.events.EventName;
import org.mingzhang.events.EventTypes;
import org.mingzhang.events.proof.ByteBuilder;
import org.mingzhang.events.proof.Canonical;
import org.mingzhang.events.table.EntryEvent.EntryAdded;
import org.mingzhang.events.upcast.Upcasters.Upcast;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events to rows and back. Stored are the event's name and revision, never a class, and the canonical JSON of
 * {@code {"data":…,"meta":…,"salt":…}}; older revisions are read through the upcasters.
 */
final class EventCodec {

    /** Metadata: id of the command an event follows from. */
    static final String COMMAND = "cmd";

    /** Metadata: post of the person who acted. */
    static final String POST = "post";

    private static final int PAYLOAD_LIMIT = 1 << 20;
    private static final int SALT = 16;

    /** Where each thread puts payloads together; only what they come to is kept. */
    private static final ThreadLocal<ByteBuilder> ROOM = ThreadLocal.withInitial(() -> new ByteBuilder(1 << 13));

    private static final int ACTORS_REMEMBERED = 5_000;

    private final KeyedHash hash;
    private final AppendKey appendKey;
    private final Upcasting upcasting;
    private final Recent<String, String> actors = new Recent<>(ACTORS_REMEMBERED);

    /** Those written last: ten thousand events of one command have the same. */
    private volatile Circumstances last = Circumstances.of(Map.of());

    private final ClassValue<Form> forms = new ClassValue<>() {
        @Override
        protected Form computeValue(Class<?> type) {
            return Form.of(type);
        }
    };

    /** Reads an older form as the newest. */
    @FunctionalInterface
    interface Upcasting {
        Upcast toNewest(String event, int revision, ObjectNode data);
    }

    /** What the stored payload holds. */
    record Stored<T>(T data, SortedMap<String, String> meta, String salt) {}

    /** What is said of the command an event follows from, and the same as it stands in a payload. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Circumstances(Map<String, ?> meta, String post, String command, byte[] json) {

        static Circumstances of(Map<String, ?> meta) {
            var json = new ByteBuilder(256).append(",\"meta\":{");
            var between = "";
            for (var entry : new TreeMap<>(meta).entrySet()) {
                Canonical.string(json.append(between), entry.getKey());
                Canonical.string(json.append(':'), text(meta, entry.getKey()));
                between = ",";
            }
            return new Circumstances(
                    meta,
                    text(meta, POST),
                    text(meta, COMMAND),
                    json.append("},\"salt\":\"").toByteArray());
        }

        private static String text(Map<String, ?> meta, String name) {
            var value = meta.get(name);
            if (value == null) {
                return "";
            }
            if (value instanceof String text) {
                return text;
            }
            throw new IllegalArgumentException("metadata is text only, but " + name + " is " + value.getClass());
        }
    }

    private record Form(String name, int revision, String aggregateType, ObjectWriter writer, ObjectReader reader) {

        static Form of(Class<?> type) {
            EventName name = EventTypes.nameOf(type);
            var mapper = EventJson.mapper();
            return new Form(
                    name.value(),
                    name.revision(),
                    name.value().substring(0, name.value().indexOf('.')),
                    mapper.writerFor(type),
                    // what is stored is canonical and signed: no name stands in it twice
                    mapper.readerFor(mapper.getTypeFactory().constructParametricType(Stored.class, type))
                            .without(StreamReadFeature.STRICT_DUPLICATE_DETECTION));
        }
    }

    EventCodec(KeyedHash hash, AppendKey appendKey, Upcasting upcasting) {
        this.hash = hash;
        this.appendKey = appendKey;
        this.upcasting = upcasting;
    }

    /**
     * The row of an event, sealed and signed.
     *
     * @param keys the key of every person whose values the event holds
     */
    EventRow write(EventMessage<?> message, Map<String, SecretKey> keys) {
        if (!(message instanceof DomainEventMessage<?> domain) || !(message.getPayload() instanceof Event event)) {
            throw new IllegalArgumentException(
                    "only events of an aggregate are stored, not " + message.getPayloadType());
        }
        var form = forms.get(event.getClass());
        var id = UUID.fromString(message.getIdentifier());
        var circumstances = circumstances(message.getMetaData());
        return appendKey.signed(new EventRow(
                id,
                form.aggregateType(),
                domain.getAggregateIdentifier(),
                domain.getSequenceNumber(),
                form.name(),
                form.revision(),
                at(event),
                actor(event.by()),
                circumstances.post(),
                circumstances.command(),
                payload(form, id.toString(), event, circumstances.json(), keys),
                new byte[0]));
    }

    /** When an event happened, as its row says it. */
    static Instant at(Event event) {
        return event.at().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The event of a row. */
    DomainEventMessage<?> read(EventRow row) {
        var stored = stored(row);
        return new GenericDomainEventMessage<>(
                row.aggregateType(),
                row.aggregateId(),
                row.sequenceNumber(),
                stored.data(),
                MetaData.from(stored.meta()),
                row.id().toString(),
                row.at());
    }

    private Stored<?> stored(EventRow row) {
        var form = forms.get(EventTypes.named(row.type()));
        if (row.revision() == form.revision()) {
            return form.reader().readValue(row.payload());
        }
        var tree = (ObjectNode) EventJson.mapper().readTree(row.payload());
        var upcast = upcasting.toNewest(row.type(), row.revision(), (ObjectNode) tree.get("data"));
        tree.set("data", upcast.data());
        return form.reader().readValue(tree);
    }

    private byte[] payload(Form form, String id, Event event, byte[] circumstances, Map<String, SecretKey> keys) {
        var json = ROOM.get().clear().append("{\"data\":");
        var sealer = Seals.sealer(id, keys);
        if (event instanceof EntryAdded added) {
            EntryAddedJson.append(json, added, sealer);
        } else {
            form.writer().withAttribute(EventJson.SEALER, sealer).writeValue(json, event);
        }
        json.write(circumstances);
        json.appendBase64(RandomBytes.next(SALT)).append("\"}");
        if (json.size() > PAYLOAD_LIMIT) {
            throw new IllegalArgumentException("an event of " + json.size() + " bytes is too large");
        }
        var bytes = json.toByteArray();
        Canonical.require(bytes);
        return bytes;
    }

    private Circumstances circumstances(Map<String, ?> meta) {
        var known = last;
        if (known.meta() != meta) {
            known = Circumstances.of(meta);
            last = known;
        }
        return known;
    }

    private String actor(String by) {
        if (by.equals(Event.SYSTEM)) {
            return by;
        }
        var known = actors.get(by);
        if (known == null) {
            known = hash.staff(by);
            actors.put(by, known);
        }
        return known;
    }
}
