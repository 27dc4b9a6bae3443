package org.mingzhang.events;

import java.util.Collection;
import java.util.Set;
import org.mingzhang.events.CellValue.Erased;
import org.mingzhang.events.CellValue.Personal;
import org.mingzhang.events.CellValue.Sealed;
import org.mingzhang.events.EventJson.Sealer;
import org.mingzhang.events.proof.ByteBuilder;
import org.mingzhang.events.proof.Canonical;
import org.mingzhang.events.table.EntryEvent.EntryAdded;

/**
 * An added entry, written as {@link EventJson} writes it, byte for byte, but straight into its place: an import has ten thousand,
 * and no other event comes by the thousand.
 */
public final class EntryAddedJson {

    private EntryAddedJson() {}

    /**
     * Appends the event.
     *
     * @throws IllegalArgumentException if there is half a surrogate pair in it
     * @throws IllegalStateException if a value is an erased one, which is shown and never stored
     */
    public static void append(ByteBuilder json, EntryAdded event, Sealer sealer) {
        text(json.append("{\"at\":"), WritingInstant.text(event.at()));
        text(json.append(",\"by\":"), event.by());
        cells(json.append(",\"cells\":{"), Cells.copyOf(event.cells()), sealer);
        text(json.append("},\"department\":"), event.department());
        json.append(",\"entry\":").append(event.entry());
        text(json.append(",\"how\":"), event.how().name());
        json.append(",\"key\":{");
        var between = "";
        for (var part : event.key().entrySet()) {
            text(json.append(between), part.getKey());
            text(json.append(':'), part.getValue());
            between = ",";
        }
        json.append("},\"origin\":");
        var origin = event.origin();
        if (origin == null) {
            json.append("null");
        } else {
            text(json.append("{\"batch\":"), origin.batch());
            json.append(",\"row\":").append(origin.row()).append('}');
        }
        json.append(",\"owner\":");
        var owner = event.owner();
        if (owner == null) {
            json.append("null");
        } else {
            text(json, owner);
        }
        text(json.append(",\"table\":"), event.table().toString());
        json.append('}');
    }

    private static void cells(ByteBuilder json, Cells cells, Sealer sealer) {
        // values lie scattered in memory: looked at one right after another, all are on their way before any is written
        json.reserve(3 * cells.characters());
        cells.forEach((field, value) -> {
            if (value instanceof Personal personal) {
                if (cells.isFirstUnsealed(field, personal)) {
                    var together = cells.unsealed(personal.person());
                    name(json, field).append("{\"box\":\"");
                    json.appendBase64(sealer.seal(personal.person(), together)).append('"');
                    inBox(json, together.size() > 1 ? together.keySet() : Set.of(), personal.person());
                }
            } else if (value instanceof Sealed sealed) {
                if (cells.isWrittenAt(field, sealed)) {
                    text(name(json, field).append("{\"box\":"), sealed.box());
                    inBox(json, sealed.fields(), sealed.person());
                }
            } else if (value instanceof Erased) {
                throw new IllegalStateException("an erased value is shown, never stored");
            } else {
                EventJson.plain(name(json, field), value);
            }
        });
    }

    private static ByteBuilder name(ByteBuilder json, String field) {
        text(json.last() == '{' ? json : json.append(','), field);
        return json.append(':');
    }

    private static void inBox(ByteBuilder json, Collection<String> fields, String person) {
        if (!fields.isEmpty()) {
            var between = ",\"fields\":[";
            for (var field : fields) {
                text(json.append(between), field);
                between = ",";
            }
            json.append(']');
        }
        text(json.append(",\"person\":"), person);
        json.append('}');
    }

    private static void text(ByteBuilder json, String text) {
        Canonical.string(json, text);
    }
}
