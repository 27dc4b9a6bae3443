package org.mingzhang.ops.store;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.IdentifierFactory;

/** Ids of events and messages: UUID version 7 (RFC 9562), which rise with time, so that indexes grow at one end only. */
public final class TimeOrderedIds extends IdentifierFactory {

    private static final int COUNTER_BITS = 12;

    /** Milliseconds and a counter, never the same twice in this program. */
    private final AtomicLong last = new AtomicLong();

    @Override
    public String generateIdentifier() {
        long now = System.currentTimeMillis() << COUNTER_BITS;
        long stamp = last.updateAndGet(before -> Math.max(before + 1, now));
        long millis = stamp >>> COUNTER_BITS;
        long counter = stamp & ((1 << COUNTER_BITS) - 1);
        var random = RandomBytes.next(Long.BYTES);
        long low = 0;
        for (var b : random) {
            low = low << 8 | (b & 0xff);
        }
        return new UUID((millis << 16) | 0x7000 | counter, (low & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L)
                .toString();
    }
}
