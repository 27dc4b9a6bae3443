package org.mingzhang.events.upcast;

import tools.jackson.databind.node.ObjectNode;

/**
 * One step from one revision of an event's form to the next.
 *
 * @param event stored name of the event
 * @param from revision it reads; it gives {@code from + 1}
 * @param step a pure function on the event's data; it may change the tree it is given
 */
public record Upcaster(String event, int from, Step step) {

    /** What changes from one form to the next. */
    @FunctionalInterface
    public interface Step {
        ObjectNode upcast(ObjectNode data);
    }
}
