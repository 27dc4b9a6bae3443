package org.mingzhang.ops.store;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/** What event processors read: every event in the order of its ledger position, as soon as it has one. */
public final class LedgerSource implements StreamableMessageSource<TrackedEventMessage<?>> {

    /**
     * A reader that keeps up takes what came meanwhile at this pace: when people write all the time, a view is written for
     * many events at once instead of for each, and nobody notices.
     */
    private static final long PACE_NANOS = 12_000_000;

    /** The pace while so much comes that each piece holds {@link #MANY} events: larger pieces cost the writers less. */
    private static final long PACE_UNDER_LOAD_NANOS = 40_000_000;

    private static final int MANY = 16;

    /** How long a reader that stands before the horizon rests before it looks again. */
    private static final long HORIZON_MILLIS = 20;

    private final LedgerReader ledger;
    private final Bell bell;
    private final Horizon horizon;

    LedgerSource(LedgerReader ledger, Bell bell, Horizon horizon) {
        this.ledger = ledger;
        this.bell = bell;
        this.horizon = horizon;
    }

    /** The position a token stands for; 0 for none. */
    public static long positionOf(@Nullable TrackingToken token) {
        return token == null ? 0 : token.position().orElseThrow();
    }

    static TrackingToken tokenAt(long position) {
        return new GlobalSequenceTrackingToken(position);
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return new Events(positionOf(token));
    }

    @Override
    public TrackingToken createTailToken() {
        return tokenAt(0);
    }

    @Override
    public TrackingToken createHeadToken() {
        return tokenAt(ledger.head());
    }

    private final class Events implements BlockingStream<TrackedEventMessage<?>> {

        private long position;
        private Iterator<TrackedEventMessage<?>> batch =
                List.<TrackedEventMessage<?>>of().iterator();
        private @Nullable TrackedEventMessage<?> next;
        private long lastTaken = System.nanoTime() - PACE_NANOS;
        private long lastPosition;
        private boolean keepsUp = true;

        private Events(long position) {
            this.position = position;
            this.lastPosition = position;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            if (isAtHorizon()) {
                return Optional.empty();
            }
            if (next == null) {
                if (!batch.hasNext()) {
                    var read = ledger.after(position);
                    // whoever reads old history again, finds it in the pieces in which it was first read
                    keepsUp = position + read.size() >= bell.head();
                    batch = read.iterator();
                }
                if (batch.hasNext()) {
                    next = batch.next();
                }
            }
            return Optional.ofNullable(next);
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            if (isAtHorizon()) {
                TimeUnit.MILLISECONDS.sleep(Math.min(unit.toMillis(timeout), HORIZON_MILLIS));
            } else if (next == null && !batch.hasNext() && timeout > 0) {
                if (!bell.awaitAfter(position, timeout, unit)) {
                    return false;
                }
                keepPace();
            }
            return peek().isPresent();
        }

        private boolean isAtHorizon() {
            return horizon.of(position + 1) <= position;
        }

        private void keepPace() throws InterruptedException {
            if (keepsUp && bell.head() - position < LedgerReader.BATCH) {
                long pace = position - lastPosition >= MANY ? PACE_UNDER_LOAD_NANOS : PACE_NANOS;
                TimeUnit.NANOSECONDS.sleep(lastTaken + pace - System.nanoTime());
            }
            lastTaken = System.nanoTime();
            lastPosition = position;
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            while (!hasNextAvailable(1, TimeUnit.SECONDS)) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            var event = peek().orElseThrow();
            next = null;
            position = positionOf(event.trackingToken());
            return event;
        }

        @Override
        public void close() {
            batch = List.<TrackedEventMessage<?>>of().iterator();
        }
    }
}
