package org.mingzhang.ops.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ClasspathHandlerDefinition;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.table.CollectionTable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.table.AssignmentEvent.Filling;
import org.mingzhang.events.table.AssignmentEvent.Form;
import org.mingzhang.events.table.AssignmentEvent.ShareAssigned;
import org.mingzhang.events.table.AssignmentEvent.TableOpened;
import org.mingzhang.events.table.AssignmentEvent.TablePlanned;
import org.mingzhang.events.upcast.Upcasters;

/** 快照: a table of thirty thousand entries is loaded from its newest snapshot, to the same state as from its events. */
class LoadingALongHistoryTest {

    private static final int ENTRIES = 30_000;
    private static final String ID = LedgerForTests.TABLE;
    private static final TableKey TABLE = TableKey.of(ID);

    @Test
    void needsOneSnapshotInsteadOfThirtyThousandEvents() {
        try (var database = new LedgerForTests();
                var ledger = new Ledger(
                        database.database, database.keys, List.of(CollectionTable.class), Upcasters.all()::toNewest)) {
            database.write(history());
            var events = EmbeddedEventStore.builder()
                    .storageEngine(ledger.storage())
                    .optimizeEventConsumption(false)
                    .build();
            assertThat(events.readEvents(ID).asStream().count()).isEqualTo(ENTRIES + 3L);

            snapshotter(events).scheduleSnapshot(CollectionTable.class, ID);

            var loaded = events.readEvents(ID).asStream().toList();
            assertThat(loaded).hasSize(1);
            assertThat(loaded.get(0).getSequenceNumber()).isEqualTo(ENTRIES + 2L);
            assertThat(loaded.get(0).getPayload()).isInstanceOf(CollectionTable.class);

            database.write(
                    LedgerForTests.message(ID, ENTRIES + 3, "more", LedgerForTests.entry(ID, ENTRIES + 1, cells())));
            assertThat(events.readEvents(ID).asStream().count()).isEqualTo(2);
            events.shutDown();
        }
    }

    private static List<DomainEventMessage<?>> history() {
        var history = new ArrayList<DomainEventMessage<?>>();
        var by = "20080417";
        var now = LedgerForTests.NOW;
        history.add(LedgerForTests.message(
                ID, 0, "c", new TablePlanned(TABLE, "2022", Form.COLLECTED, List.of(), by, now)));
        history.add(LedgerForTests.message(
                ID,
                1,
                "c",
                new ShareAssigned(
                        TABLE,
                        "0201",
                        true,
                        Filling.DEPARTMENT,
                        List.of(by),
                        null,
                        null,
                        List.of(),
                        null,
                        false,
                        "",
                        by,
                        now)));
        history.add(LedgerForTests.message(ID, 2, "c", new TableOpened(TABLE, by, now)));
        for (int i = 0; i < ENTRIES; i++) {
            history.add(LedgerForTests.message(ID, i + 3, "c", LedgerForTests.entry(ID, i + 1, cells())));
        }
        return history;
    }

    private static Map<String, CellValue> cells() {
        return Map.of("major", CellValue.text("护理"));
    }

    private static AggregateSnapshotter snapshotter(EmbeddedEventStore events) {
        var parameters = MultiParameterResolverFactory.ordered(
                ClasspathParameterResolverFactory.forClass(CollectionTable.class), anything());
        var handlers = ClasspathHandlerDefinition.forClass(CollectionTable.class);
        return AggregateSnapshotter.builder()
                .eventStore(events)
                .parameterResolverFactory(parameters)
                .handlerDefinition(handlers)
                .aggregateFactories(new GenericAggregateFactory<>(AnnotatedAggregateMetaModelFactory.inspectAggregate(
                        CollectionTable.class, parameters, handlers)))
                .build();
    }

    /** Command handlers name beans; a snapshot is made without calling one. */
    private static ParameterResolverFactory anything() {
        return (executable, parameters, index) -> executable.isAnnotationPresent(EventSourcingHandler.class)
                ? null
                : new ParameterResolver<Object>() {
                    @Override
                    public Object resolveParameterValue(Message<?> message) {
                        throw new AssertionError("no command is handled here");
                    }

                    @Override
                    public boolean matches(Message<?> message) {
                        return true;
                    }
                };
    }
}
