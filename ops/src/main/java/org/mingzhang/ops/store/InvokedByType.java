package org.mingzhang.ops.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.MultiEventHandlerInvoker;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.mingzhang.query.HandlersByType;

/** The framework's handlers of a group that reads in one piece, found by the type of the event. */
final class InvokedByType implements EventHandlerInvoker {

    private final EventHandlerInvoker framework;
    private final HandlersByType handlers;
    private final Map<Class<?>, Boolean> known = new ConcurrentHashMap<>();

    private InvokedByType(EventHandlerInvoker framework, HandlersByType handlers) {
        this.framework = framework;
        this.handlers = handlers;
    }

    /** The same handlers in the same order. */
    static InvokedByType of(EventHandlerInvoker framework) {
        return new InvokedByType(
                framework,
                new HandlersByType(simple(framework)
                        .flatMap(each -> each.eventHandlers().stream())
                        .map(EventMessageHandler.class::cast)
                        .toList()));
    }

    private static Stream<SimpleEventHandlerInvoker> simple(EventHandlerInvoker invoker) {
        if (invoker instanceof MultiEventHandlerInvoker several) {
            return several.delegates().stream().flatMap(InvokedByType::simple);
        }
        if (invoker instanceof SimpleEventHandlerInvoker one) {
            return Stream.of(one);
        }
        throw new IllegalStateException("unknown to this program: " + invoker);
    }

    @Override
    public boolean canHandle(EventMessage<?> event, Segment segment) {
        return handlers.canHandle(event);
    }

    @Override
    public boolean canHandleType(Class<?> payloadType) {
        return known.computeIfAbsent(payloadType, framework::canHandleType);
    }

    @Override
    public void handle(EventMessage<?> event, Segment segment) throws Exception {
        handlers.handle(event);
    }

    @Override
    public boolean supportsReset() {
        return framework.supportsReset();
    }

    @Override
    public void performReset() {
        framework.performReset();
    }

    @Override
    public <R> void performReset(R context) {
        framework.performReset(context);
    }
}
