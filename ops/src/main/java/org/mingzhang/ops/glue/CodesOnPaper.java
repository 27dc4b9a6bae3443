package org.mingzhang.ops.glue;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.mingzhang.events.proof.ShortCode;
import org.mingzhang.ops.store.CheckpointTable;
import org.mingzhang.query.print.PaperCodes;
import org.springframework.stereotype.Component;

/** 核验码: what is printed carries the code of the first checkpoint that covers it. */
@Component
final class CodesOnPaper implements PaperCodes {

    /** Checkpoints are signed once a second or so; longer than this nobody waits for paper. */
    private static final int TURNS = 100;

    private static final int TURN_MILLIS = 50;

    private final CheckpointTable checkpoints;

    CodesOnPaper(CheckpointTable checkpoints) {
        this.checkpoints = checkpoints;
    }

    @Override
    public Optional<Code> covering(long position) {
        try {
            for (int turn = 0; turn < TURNS; turn++) {
                var signed = checkpoints.covering(position);
                if (signed.isPresent()) {
                    return signed.map(each -> new Code(
                            ShortCode.of(each.root()).text(),
                            each.size(),
                            each.at().toInstant()));
                }
                TimeUnit.MILLISECONDS.sleep(TURN_MILLIS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}
