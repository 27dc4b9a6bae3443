package org.mingzhang.events.erasure;

import java.time.Instant;
import java.util.List;
import org.mingzhang.events.Event;
import org.mingzhang.events.EventName;

/**
 * 依法删除个人信息: asked for by one person under an order, carried out by another. The events name nobody whose values are erased:
 * they name the keys under which the values were sealed.
 */
public sealed interface ErasureEvent extends Event {

    /** Ministry code of the college. */
    String college();

    /** Id of the erasure. */
    String erasure();

    /**
     * 申请删除.
     *
     * @param document number of the order
     * @param keys names of the keys to destroy: pseudonyms of persons, of entries that never said whom they are about, and of
     *     files
     * @param persons how many people it concerns
     * @param entries how many entries hold values of theirs
     */
    @EventName("erasure.requested")
    record ErasureRequested(
            String college,
            String erasure,
            String document,
            List<String> keys,
            int persons,
            int entries,
            String reason,
            String by,
            Instant at)
            implements ErasureEvent {

        public ErasureRequested {
            keys = List.copyOf(keys);
        }
    }

    /** 不予删除. */
    @EventName("erasure.refused")
    record ErasureRefused(String college, String erasure, String reason, String by, Instant at)
            implements ErasureEvent {}

    /**
     * 已删除: in the same transaction the keys were destroyed.
     *
     * @param document number of the order
     * @param keys names of the destroyed keys
     */
    @EventName("erasure.carried-out")
    record ErasureCarriedOut(String college, String erasure, String document, List<String> keys, String by, Instant at)
            implements ErasureEvent {

        public ErasureCarriedOut {
            keys = List.copyOf(keys);
        }
    }
}
