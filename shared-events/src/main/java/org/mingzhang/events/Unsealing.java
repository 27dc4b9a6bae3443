package org.mingzhang.events;

/** 启封: opens what was sealed when an event was stored, while the person's key exists. */
@FunctionalInterface
public interface Unsealing {

    /**
     * The plain value, or {@link CellValue.Erased} once the person's key was destroyed.
     *
     * @param eventId id of the event in which the value lies
     * @param field name of the property under which it stands there
     * @param sealed what lies there
     */
    CellValue open(String eventId, String field, CellValue.Sealed sealed);
}
