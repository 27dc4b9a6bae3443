package org.mingzhang.ops.store;

import java.util.List;
import javax.sql.DataSource;
import org.mingzhang.command.Positions;
import org.mingzhang.command.Receipts;
import org.mingzhang.command.Recording;
import org.mingzhang.command.erasure.PersonalKeys;
import org.mingzhang.command.guard.KeyedHash;
import org.mingzhang.command.table.CollectionTable;
import org.mingzhang.events.Unsealing;
import org.mingzhang.events.upcast.Upcasters;
import org.mingzhang.ops.database.DataDirectory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ledger of this installation, and what it offers to the two sides. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    @Bean
    LedgerKeys ledgerKeys(DataDirectory directory, DataSource database) {
        return LedgerKeys.open(
                directory.resolve("keys"),
                () -> !JdbcClient.create(database)
                        .sql("select exists (select from store.event)")
                        .query(Boolean.class)
                        .single());
    }

    @Bean(destroyMethod = "close")
    Ledger ledger(DataSource database, LedgerKeys keys) {
        return new Ledger(database, keys, List.of(CollectionTable.class), Upcasters.all()::toNewest);
    }

    @Bean
    SmartLifecycle ledgerRunning(Ledger ledger) {
        return new Running(ledger);
    }

    @Bean
    LedgerStorage ledgerStorage(Ledger ledger) {
        return ledger.storage();
    }

    @Bean
    LedgerSource ledgerSource(Ledger ledger) {
        return ledger.source();
    }

    @Bean
    Positions positions(Ledger ledger) {
        return ledger.positions();
    }

    @Bean
    Receipts receipts(Ledger ledger) {
        return ledger.receipts();
    }

    @Bean
    KeyedHash keyedHash(Ledger ledger) {
        return ledger.hash();
    }

    @Bean
    Unsealing unsealing(Ledger ledger) {
        return ledger.unsealing();
    }

    @Bean
    EvidenceTable evidenceTable(Ledger ledger) {
        return ledger.evidence();
    }

    @Bean
    LedgerLeaves ledgerLeaves(Ledger ledger) {
        return ledger.leaves();
    }

    @Bean
    CheckpointTable checkpointTable(Ledger ledger) {
        return ledger.checkpoints();
    }

    @Bean
    Quarantine quarantine(DataSource database) {
        return new Quarantine(database);
    }

    @Bean
    PersonalKeys personalKeys(Ledger ledger) {
        return ledger.personKeys();
    }

    @Bean
    WriteGate writeGate(Ledger ledger, @Value("${mingzhang.drill:false}") boolean drill) {
        if (drill) {
            ledger.gate().drill();
        }
        return ledger.gate();
    }

    @Bean
    Recording recording(WriteGate gate) {
        return () -> gate.closed() == null;
    }

    @Bean
    Horizon horizon(Ledger ledger) {
        return ledger.horizon();
    }

    /** Whether this node gives the positions, and so signs what they stand for. */
    @Bean
    Sequencing sequencing(Ledger ledger) {
        return () -> ledger.sequencing().role() == Sequencer.Role.SEQUENCING;
    }

    /** Down while nobody gives positions, or while rows lie there that this application never wrote. */
    @Bean
    HealthIndicator ledgerHealthIndicator(Ledger ledger) {
        return () -> {
            var state = ledger.sequencing();
            var ordering = state.role() == Sequencer.Role.SEQUENCING || state.role() == Sequencer.Role.FOLLOWING;
            var health = ordering && state.quarantined() == 0 ? Health.up() : Health.down();
            health.withDetail("role", state.role())
                    .withDetail("head", ledger.positions().head())
                    .withDetail("quarantined", state.quarantined());
            if (state.trouble() != null) {
                health.withDetail("trouble", state.trouble());
            }
            return health.build();
        };
    }

    /** Orders events from before the first reader starts until after the last writer has stopped. */
    private static final class Running implements SmartLifecycle {

        private final Ledger ledger;
        private volatile boolean running;

        private Running(Ledger ledger) {
            this.ledger = ledger;
        }

        @Override
        public void start() {
            ledger.start();
            running = true;
        }

        @Override
        public void stop() {
            ledger.close();
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return Integer.MIN_VALUE + 1_000;
        }
    }
}
