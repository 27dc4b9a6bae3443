package org.mingzhang.ops.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.CellValue.Personal;
import org.mingzhang.events.CellValue.Sealed;
import org.mingzhang.events.Cells;

/** Whose personal values an event holds, found before it is written or after it was read, whatever its form. */
final class PersonsIn {

    private static final ClassValue<List<Method>> HOLDING = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            return holding(type);
        }
    };

    private PersonsIn() {}

    /** Whose personal values any of these events holds. */
    static Set<String> events(Collection<? extends EventMessage<?>> events) {
        var persons = new HashSet<String>();
        events.forEach(event -> collect(event.getPayload(), persons));
        return persons;
    }

    private static void collect(@Nullable Object value, Collection<String> persons) {
        if (value instanceof Personal personal) {
            persons.add(personal.person());
        } else if (value instanceof Sealed sealed) {
            persons.add(sealed.person());
        } else if (value instanceof Cells cells) {
            cells.forEachPerson(persons::add);
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(member -> collect(member, persons));
        } else if (value instanceof Collection<?> members) {
            members.forEach(member -> collect(member, persons));
        } else if (value instanceof Record record) {
            for (var component : HOLDING.get(record.getClass())) {
                collect(component(component, record), persons);
            }
        }
    }

    private static List<Method> holding(Class<?> type) {
        if (!type.isRecord()) {
            return List.of();
        }
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> mayHold(component.getGenericType(), new HashSet<>()))
                .map(component -> {
                    component.getAccessor().setAccessible(true);
                    return component.getAccessor();
                })
                .toList();
    }

    private static boolean mayHold(Type type, Set<Type> seen) {
        if (!seen.add(type)) {
            return false;
        }
        if (type instanceof ParameterizedType generic) {
            return Arrays.stream(generic.getActualTypeArguments()).anyMatch(argument -> mayHold(argument, seen));
        }
        if (!(type instanceof Class<?> plain)) {
            return true;
        }
        if (CellValue.class.isAssignableFrom(plain)) {
            return true;
        }
        return plain.isRecord()
                && Arrays.stream(plain.getRecordComponents())
                        .anyMatch(component -> mayHold(component.getGenericType(), seen));
    }

    private static @Nullable Object component(Method accessor, Record record) {
        try {
            return accessor.invoke(record);
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException(accessor + " does not answer", impossible);
        }
    }
}
