package org.mingzhang.ops.proof;

import java.time.Duration;
import java.util.Optional;
import org.mingzhang.events.proof.ShortCode;
import org.mingzhang.ops.store.CheckpointTable;
import org.mingzhang.query.print.PaperCodes;
import org.springframework.stereotype.Component;

/** 核验码: what is printed carries the code of the first checkpoint that covers it. */
@Component
final class CodesOnPaper implements PaperCodes {

    /** Longer than this nobody waits for paper. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ProofLog log;
    private final CheckpointTable checkpoints;

    CodesOnPaper(ProofLog log, CheckpointTable checkpoints) {
        this.log = log;
        this.checkpoints = checkpoints;
    }

    @Override
    public Optional<Code> covering(long position) {
        try {
            if (log.covering(position, PATIENCE) == null) {
                return Optional.empty();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        return checkpoints
                .covering(position)
                .map(each -> new Code(
                        ShortCode.of(each.root()).text(), each.size(), each.at().toInstant()));
    }
}
