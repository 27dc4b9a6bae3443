package org.mingzhang.events;

import java.time.Instant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Writes a time as ISO 8601 in UTC. Ten thousand events of one command have the same, which is put into words once. */
final class WritingInstant extends ValueSerializer<Instant> {

    private static volatile Said last = new Said(Instant.EPOCH, Instant.EPOCH.toString());

    private record Said(Instant at, String text) {}

    /** The time in words. */
    static String text(Instant at) {
        var said = last;
        if (!said.at().equals(at)) {
            said = new Said(at, at.toString());
            last = said;
        }
        return said.text();
    }

    @Override
    public void serialize(Instant at, JsonGenerator json, SerializationContext context) {
        json.writeString(text(at));
    }
}
