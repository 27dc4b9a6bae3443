package org.mingzhang.query;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;

/**
 * 按类型分发: handlers, asked once for each type of event which of them handles it. The framework asks every method of every handler
 * for every event, which took a quarter of the time of the views. What a handler here handles depends on the type alone.
 */
public final class HandlersByType {

    private final List<EventMessageHandler> handlers;
    private final Map<Class<?>, List<EventMessageHandler>> byType = new ConcurrentHashMap<>();

    public HandlersByType(List<? extends EventMessageHandler> handlers) {
        this.handlers = List.copyOf(handlers);
    }

    private List<EventMessageHandler> of(EventMessage<?> event) {
        var known = byType.get(event.getPayloadType());
        return known != null
                ? known
                : byType.computeIfAbsent(
                        event.getPayloadType(),
                        type -> handlers.stream()
                                .filter(handler -> handler.canHandle(event))
                                .toList());
    }

    /** Whether any of them handles such events. */
    public boolean canHandle(EventMessage<?> event) {
        return !of(event).isEmpty();
    }

    /** Tells the event to all that handle it, in their order. */
    public void handle(EventMessage<?> event) throws Exception {
        for (var handler : of(event)) {
            handler.handle(event);
        }
    }
}
