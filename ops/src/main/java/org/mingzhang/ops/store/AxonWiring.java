package org.mingzhang.ops.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.SubscribingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.SubscribableMessageSource;
import org.axonframework.messaging.annotation.HandlerDefinition;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.mingzhang.command.CommandTargets;
import org.mingzhang.command.GroupCommit;
import org.mingzhang.command.Receipts;
import org.mingzhang.command.SentCommands;
import org.mingzhang.command.campaign.Campaign;
import org.mingzhang.command.erasure.Erasure;
import org.mingzhang.command.inspection.Inspection;
import org.mingzhang.command.org.Account;
import org.mingzhang.command.org.Installation;
import org.mingzhang.command.org.Organisation;
import org.mingzhang.command.table.CollectionTable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/**
 * How the framework is put together: aggregates held in memory, commands that commit in groups, event processors that read the
 * ledger by position. The framework's own configuration finds handlers and resolves their parameters.
 */
@Configuration(proxyBeanMethods = false)
class AxonWiring {

    /** Groups of handlers that follow the ledger, each at its own pace. */
    private static final List<String> VIEWS = List.of("table", "trail", "progress");

    private static final String POLICY = "policy";
    private static final String GUARD = "guard";

    private static final int VIEW_BATCH = LedgerReader.BATCH;
    private static final int POLICY_BATCH = 100;
    private static final int SNAPSHOT_EVERY = 20_000;
    private static final int SNAPSHOT_AFTER_SECONDS = 3;

    /** Each takes about 600 bytes, so that all of them take no more than a fifth of the memory: 350,000 in 1 GB. */
    private static final long ENTRIES_HELD = Runtime.getRuntime().maxMemory() / 3_000;

    private static final int TABLE_WITHOUT_ENTRIES = 100;
    private static final int OTHERS_HELD = 5_000;

    /** Plain JDBC transactions: commands and views write SQL, and an entity manager for each would be for nothing. */
    @Bean
    TransactionManager axonTransactionManager(DataSource database) {
        return new SpringTransactionManager(new DataSourceTransactionManager(database));
    }

    @Bean("eventBus")
    EventStore eventStore(LedgerStorage storage) {
        return new ExpectingEventStore(storage);
    }

    @Bean
    CorrelationDataProvider correlationDataProvider() {
        return SentCommands.correlation();
    }

    @Bean
    CommandTargets commandTargets() {
        return new CommandTargets();
    }

    @Bean
    CommandBus commandBus(
            CommandTargets targets,
            TransactionManager transactions,
            CorrelationDataProvider correlation,
            Receipts receipts) {
        var helpers = Executors.newCachedThreadPool(work -> daemon(work, "commands"));
        return new GroupCommit(targets, transactions, correlation, SentCommands.receiptsInto(receipts), helpers);
    }

    @Bean
    TokenStore tokenStore(DataSource database, Serializer serializer) {
        return JdbcTokenStore.builder()
                .connectionProvider(
                        new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(database)))
                .schema(TokenSchema.builder()
                        .setTokenTable("store.token")
                        .setProcessorNameColumn("processor_name")
                        .setSegmentColumn("segment")
                        .setTokenColumn("token")
                        .setTokenTypeColumn("token_type")
                        .setTimestampColumn("timestamp")
                        .setOwnerColumn("owner")
                        .build())
                .serializer(serializer)
                .build();
    }

    @Bean
    Snapshotter snapshotter(
            EventStore events,
            TransactionManager transactions,
            ParameterResolverFactory parameters,
            HandlerDefinition handlers) {
        AggregateFactory<?> tables = new GenericAggregateFactory<>(
                AnnotatedAggregateMetaModelFactory.inspectAggregate(CollectionTable.class, parameters, handlers));
        // whoever imports ten thousand rows waits for an answer; the snapshot can wait for him
        var whenQuiet = Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "snapshots"));
        return AggregateSnapshotter.builder()
                .eventStore(events)
                .transactionManager(transactions)
                .parameterResolverFactory(parameters)
                .handlerDefinition(handlers)
                .aggregateFactories(tables)
                .executor(task -> {
                    var unused = whenQuiet.schedule(task, SNAPSHOT_AFTER_SECONDS, TimeUnit.SECONDS);
                })
                .build();
    }

    @Bean
    ConfigurerModule aggregates(Snapshotter snapshotter, CommandTargets targets) {
        return configurer -> {
            configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(CollectionTable.class)
                    .configureCache(configuration -> new HeldAggregates(ENTRIES_HELD, AxonWiring::weightOfTable))
                    .configureCommandTargetResolver(configuration -> targets)
                    .configureSnapshotTrigger(
                            configuration -> new EventCountSnapshotTriggerDefinition(snapshotter, SNAPSHOT_EVERY)));
            List.of(
                            Installation.class,
                            Organisation.class,
                            Account.class,
                            Campaign.class,
                            Erasure.class,
                            Inspection.class)
                    .forEach(type -> configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(type)
                            .configureCommandTargetResolver(configuration -> targets)
                            .configureCache(configuration -> new HeldAggregates(OTHERS_HELD, aggregate -> 1))));
        };
    }

    /** A table weighs what its entries do, and a little by itself; the framework puts it into its cache with its version. */
    private static int weightOfTable(Object held) {
        @SuppressWarnings("unchecked")
        var entry = (AggregateCacheEntry<CollectionTable>) held;
        // while it is in memory it is not made again, so nothing to make it from is needed
        var table = entry.recreateAggregate(null, null, null, null);
        return TABLE_WITHOUT_ENTRIES + table.invoke(CollectionTable::entryCount);
    }

    @Bean
    ConfigurerModule processors(LedgerSource source, TransactionManager transactions, DataSource database) {
        var uncertain = new UncertainTransactions(transactions, new JdbcTemplate(database));
        return configurer -> {
            var processing = configurer.eventProcessing();
            processing.byDefaultAssignHandlerTypesTo(type -> {
                throw new IllegalStateException(type + " belongs to no processing group");
            });
            VIEWS.forEach(view -> {
                processing.registerEventProcessor(view, following(source, VIEW_BATCH));
                processing.registerTransactionManager(view, configuration -> uncertain);
            });
            processing.registerEventProcessor(POLICY, following(source, POLICY_BATCH));
            processing.registerEventProcessor(GUARD, alongside());
            processing.registerDefaultListenerInvocationErrorHandler(
                    configuration -> PropagatingErrorHandler.instance());
            processing.registerDefaultErrorHandler(configuration -> PropagatingErrorHandler.instance());
        };
    }

    /** As the framework would make it, but for how its handlers are found. */
    private static EventProcessingConfigurer.EventProcessorBuilder following(LedgerSource source, int batch) {
        return (name, configuration, handlers) -> {
            var processing = configuration.eventProcessingConfiguration();
            return TrackingEventProcessor.builder()
                    .name(name)
                    .eventHandlerInvoker(InvokedByType.of(handlers))
                    .rollbackConfiguration(processing.rollbackConfiguration(name))
                    .errorHandler(processing.errorHandler(name))
                    .messageMonitor(processing.messageMonitor(TrackingEventProcessor.class, name))
                    .messageSource(source)
                    .tokenStore(processing.tokenStore(name))
                    .transactionManager(processing.transactionManager(name))
                    .trackingEventProcessorConfiguration(tracking(batch))
                    .build();
        };
    }

    /** In the transaction of the command; ten thousand events that concern no handler cost it nothing. */
    private static EventProcessingConfigurer.EventProcessorBuilder alongside() {
        return (name, configuration, handlers) -> {
            var processing = configuration.eventProcessingConfiguration();
            var invoker = InvokedByType.of(handlers);
            return SubscribingEventProcessor.builder()
                    .name(name)
                    .eventHandlerInvoker(invoker)
                    .rollbackConfiguration(processing.rollbackConfiguration(name))
                    .errorHandler(processing.errorHandler(name))
                    .messageMonitor(processing.messageMonitor(SubscribingEventProcessor.class, name))
                    .messageSource(only(invoker, configuration.eventStore()))
                    .transactionManager(processing.transactionManager(name))
                    .build();
        };
    }

    private static SubscribableMessageSource<EventMessage<?>> only(EventHandlerInvoker invoker, EventStore all) {
        return handling -> all.subscribe(events -> {
            var own = new ArrayList<EventMessage<?>>();
            for (var event : events) {
                if (invoker.canHandle(event, Segment.ROOT_SEGMENT)) {
                    own.add(event);
                }
            }
            if (!own.isEmpty()) {
                handling.accept(own);
            }
        });
    }

    // one failing handler stops its processor, which tries again with a growing pause; a view with a hole would lie
    private static TrackingEventProcessorConfiguration tracking(int batch) {
        return TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                .andBatchSize(batch)
                .andInitialSegmentsCount(1)
                .andInitialTrackingToken(StreamableMessageSource::createTailToken)
                .andTokenClaimInterval(1, TimeUnit.SECONDS)
                .andEventAvailabilityTimeout(1, TimeUnit.SECONDS);
    }

    /** Down while the handlers of a group fail. */
    @Bean
    HealthIndicator processorsHealthIndicator(EventProcessingConfiguration processing) {
        return () -> {
            var health = Health.up();
            processing.eventProcessors().forEach((name, processor) -> {
                if (processor instanceof StreamingEventProcessor streaming) {
                    var failing = !streaming.isRunning()
                            || streaming.processingStatus().values().stream().anyMatch(status -> status.isErrorState());
                    health.withDetail(name, failing ? "failing" : "running");
                    if (failing) {
                        health.down();
                    }
                }
            });
            return health.build();
        };
    }

    private static Thread daemon(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
