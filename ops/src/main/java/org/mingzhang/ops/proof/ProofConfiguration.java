package org.mingzhang.ops.proof;

import java.nio.file.Path;
import org.mingzhang.command.Positions;
import org.mingzhang.ops.database.DataDirectory;
import org.mingzhang.ops.store.CheckpointTable;
import org.mingzhang.ops.store.LedgerLeaves;
import org.mingzhang.ops.store.Sequencing;
import org.mingzhang.ops.store.WriteGate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The signed log of this installation: keys and guard beside the other keys, tiles in the data directory. */
@Configuration(proxyBeanMethods = false)
class ProofConfiguration {

    @Bean
    ProofLog proofLog(
            DataDirectory directory,
            @Value("${mingzhang.guard:}") String guard,
            @Value("#{${mingzhang.demo:false} or ${mingzhang.test-clock:false}}") boolean demonstration,
            LedgerLeaves leaves,
            CheckpointTable checkpoints,
            WriteGate gate,
            Sequencing sequencing,
            Positions positions) {
        var keys = ProofKeys.open(
                directory.resolve("keys"),
                demonstration,
                () -> checkpoints.last().isEmpty());
        var successions = new Successions(directory.resolve("keys").resolve("successions"), keys);
        var guarded = guard.isBlank() ? directory.resolve("keys").resolve("guard") : Path.of(guard);
        return new ProofLog(
                leaves,
                checkpoints,
                gate,
                sequencing,
                positions,
                keys,
                successions,
                new GuardFile(guarded),
                new TileFiles(directory.resolve("ledger")));
    }

    /** Down while the ledger is not what was signed. */
    @Bean
    HealthIndicator proofHealthIndicator(ProofLog log) {
        return () -> {
            var state = log.state();
            var health = state.condition() == ProofLog.Condition.SOUND ? Health.up() : Health.down();
            health.withDetail("condition", state.condition())
                    .withDetail("size", log.tree().size());
            if (state.trouble() != null) {
                health.withDetail("trouble", state.trouble());
            }
            return health.build();
        };
    }
}
