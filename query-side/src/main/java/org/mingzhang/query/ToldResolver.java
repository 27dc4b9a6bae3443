package org.mingzhang.query;

import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.jspecify.annotations.Nullable;

/** Gives a handler that asks for it the {@link Told} of its event. Found through {@code META-INF/services}. */
public final class ToldResolver implements ParameterResolverFactory, ParameterResolver<Told> {

    @Override
    public @Nullable ParameterResolver<Told> createInstance(Executable executable, Parameter[] parameters, int index) {
        return parameters[index].getType() == Told.class ? this : null;
    }

    @Override
    public Told resolveParameterValue(Message<?> message) {
        return Told.of(message);
    }

    @Override
    public boolean matches(Message<?> message) {
        return message instanceof TrackedEventMessage;
    }
}
