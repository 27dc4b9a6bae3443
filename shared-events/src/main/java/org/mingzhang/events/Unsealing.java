package org.mingzhang.events;

import java.util.List;

/** 启封: opens what was sealed when an event was stored, while the person's key exists. */
@FunctionalInterface
public interface Unsealing {

    /**
     * The plain values in a box, each {@link CellValue.Erased} once the person's key was destroyed.
     *
     * @param eventId id of the event in which the box lies
     * @param fields names of the properties whose values lie in it: the box's own, or else the one under which it stands
     * @param sealed what lies there
     * @return as many values as fields, in their order
     */
    List<CellValue> open(String eventId, List<String> fields, CellValue.Sealed sealed);

    /**
     * The plain value of one property, or {@link CellValue.Erased} once the person's key was destroyed.
     *
     * @param field name of the property under which the box stands
     */
    default CellValue open(String eventId, String field, CellValue.Sealed sealed) {
        var fields = sealed.fields().isEmpty() ? List.of(field) : sealed.fields();
        int place = fields.indexOf(field);
        if (place < 0) {
            throw new IllegalStateException("in event " + eventId + " no value of " + field + " lies in this box");
        }
        return open(eventId, fields, sealed).get(place);
    }
}
