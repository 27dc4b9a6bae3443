package org.mingzhang.ops.store;

import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;

/**
 * The framework's event store, which keeps events until the unit of work commits; here their rows can be begun when they are
 * published, which for an import is long before.
 */
final class ExpectingEventStore extends EmbeddedEventStore {

    private final LedgerStorage storage;

    ExpectingEventStore(LedgerStorage storage) {
        super(EmbeddedEventStore.builder().storageEngine(storage).optimizeEventConsumption(false));
        this.storage = storage;
    }

    @Override
    public void publish(List<? extends EventMessage<?>> events) {
        super.publish(events);
        storage.expect(events);
    }
}
