package org.mingzhang.events;

<<<<<<< HEAD
/** 启封: opens what was sealed when an event was stored, while the person's key exists. */
=======
/** 解封: opens personal values as they lie in the ledger, for those who write views and files that may show them. */
>>>>>>> dc2437e (The event store: own engine on JDBC, positions by the difference of two snapshots, keys for persons)
@FunctionalInterface
public interface Unsealing {

    /**
<<<<<<< HEAD
     * The plain value, or {@link CellValue.Erased} once the person's key was destroyed.
     *
     * @param eventId id of the event in which the value lies
     * @param field name of the property under which it stands there
     * @param sealed what lies there
=======
     * What a sealed value protects.
     *
     * @param eventId id of the event in which the value stands
     * @param field name of the field under which it stands there
     * @return the plain value, or {@link CellValue.Erased} if the person's key was destroyed
>>>>>>> dc2437e (The event store: own engine on JDBC, positions by the difference of two snapshots, keys for persons)
     */
    CellValue open(String eventId, String field, CellValue.Sealed sealed);
}
