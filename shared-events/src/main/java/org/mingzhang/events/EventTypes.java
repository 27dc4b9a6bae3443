package org.mingzhang.events;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every event there is, by its stored name: found through the sealed families, so that none can be forgotten. */
public final class EventTypes {

    private static final Map<String, Class<? extends Event>> BY_NAME = byName();

    private EventTypes() {}

    /** All event classes by stored name. */
    public static Map<String, Class<? extends Event>> all() {
        return BY_NAME;
    }

    /** The class stored under a name; an unknown name is a defect of the installation, not of the data. */
    public static Class<? extends Event> named(String name) {
        var type = BY_NAME.get(name);
        if (type == null) {
            throw new IllegalArgumentException(
                    "no event is called " + name + "; is this program older than the ledger?");
        }
        return type;
    }

    /** Stored name and revision of an event class. */
    public static EventName nameOf(Class<?> type) {
        var name = type.getAnnotation(EventName.class);
        if (name == null) {
            throw new IllegalArgumentException(type + " is not an event");
        }
        return name;
    }

    /** The event classes of one family, however deeply it is sealed. */
    public static List<Class<? extends Event>> familyOf(Class<? extends Event> family) {
        var found = new ArrayList<Class<? extends Event>>();
        collect(family, found);
        return Collections.unmodifiableList(found);
    }

    private static void collect(Class<? extends Event> type, List<Class<? extends Event>> into) {
        if (type.isRecord()) {
            into.add(type);
            return;
        }
        Arrays.stream(type.getPermittedSubclasses()).forEach(member -> collect(member.asSubclass(Event.class), into));
    }

    private static Map<String, Class<? extends Event>> byName() {
        var names = new TreeMap<String, Class<? extends Event>>();
        for (var family : Event.FAMILIES) {
            for (var type : familyOf(family)) {
                if (names.put(nameOf(type).value(), type) != null) {
                    throw new IllegalStateException(
                            "two events are called " + nameOf(type).value());
                }
            }
        }
        return Collections.unmodifiableMap(names);
    }
}
