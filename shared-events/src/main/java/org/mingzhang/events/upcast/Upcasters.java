package org.mingzhang.events.upcast;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mingzhang.events.EventTypes;
import tools.jackson.databind.node.ObjectNode;

/** The steps by which every older form is read as the newest; each is tried on its golden file. */
public final class Upcasters {

    /** One entry for each raise of a revision; nothing is ever taken out. */
    private static final Upcasters ALL = new Upcasters(List.of(
            // until then personnel's list named one department a person
            new Upcaster("org.staff-recorded", 1, data -> {
                data.putArray("alsoTeachesIn");
                return data;
            }),
            // until then nobody noted what the reviewer had opened
            new Upcaster("table.share-approved", 1, data -> {
                data.putArray("opened");
                return data;
            }),
            // until then a signature named the data, and not the papers by which they were shown
            new Upcaster("campaign.signed-off", 1, data -> {
                data.put("packHash", "");
                return data;
            }),
            // until then each personal value lay in a box of its own, as a single one still does
            new Upcaster("table.entry-added", 1, data -> data),
            new Upcaster("table.entry-amended", 1, data -> data),
            new Upcaster("table.values-tidied", 1, data -> data),
            new Upcaster("table.correction-proposed", 1, data -> data)));

    private final Map<Form, Upcaster> steps;

    private record Form(String event, int revision) {}

    /**
     * An event's data and the revision of the form they have.
     *
     * @param data the event as JSON, without metadata
     */
    public record Upcast(int revision, ObjectNode data) {}

    Upcasters(List<Upcaster> steps) {
        this.steps = steps.stream()
                .collect(
                        Collectors.toUnmodifiableMap(step -> new Form(step.event(), step.from()), Function.identity()));
    }

    /** The steps of this program. */
    public static Upcasters all() {
        return ALL;
    }

    /** The event's data in the form that this program's record of it reads. */
    public Upcast toNewest(String event, int revision, ObjectNode data) {
        return to(EventTypes.nameOf(EventTypes.named(event)).revision(), event, revision, data);
    }

    Upcast to(int newest, String event, int revision, ObjectNode data) {
        if (revision > newest || revision < 1) {
            throw new IllegalArgumentException("revision " + revision + " of " + event
                    + " is not known here, only 1 to " + newest + "; is this program older than the ledger?");
        }
        var current = data;
        for (int at = revision; at < newest; at++) {
            var step = steps.get(new Form(event, at));
            if (step == null) {
                throw new IllegalStateException("no upcaster leads from revision " + at + " of " + event);
            }
            current = step.step().upcast(current);
        }
        return new Upcast(newest, current);
    }
}
