package org.mingzhang.ops.proof;

import java.io.IOException;
import java.util.UUID;
import org.mingzhang.command.Act;
import org.mingzhang.command.Commands;
import org.mingzhang.command.org.RecordLogKeyChange;
import org.mingzhang.command.org.RecordReopening;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sees to it that every succession is told by an event, also one after which the program was killed. */
@Component
class SuccessionsInTheLedger {

    private final ProofLog log;
    private final Witness witness;
    private final Commands commands;

    SuccessionsInTheLedger(ProofLog log, Witness witness, Commands commands) {
        this.log = log;
        this.witness = witness;
        this.commands = commands;
    }

    @EventListener(ApplicationReadyEvent.class)
    void afterTheStart() throws IOException {
        if (log.state().condition() == ProofLog.Condition.SOUND) {
            tell();
        }
    }

    /** Tells those that no event tells yet; the aggregate knows the others. */
    void tell() throws IOException {
        for (var kept : log.successions().all()) {
            var succession = kept.succession();
            var text = new String(kept.note().bytes(), java.nio.charset.StandardCharsets.UTF_8);
            var command = succession.reopens()
                    ? new RecordReopening(
                            text,
                            succession.from().name(),
                            succession.to().name(),
                            succession.common().size(),
                            succession.known().size(),
                            witness.named(kept.note()),
                            succession.reason(),
                            kept.by())
                    : new RecordLogKeyChange(
                            text,
                            succession.from().id(),
                            succession.to().id(),
                            succession.common().size(),
                            succession.reason(),
                            kept.by());
            commands.send(command, Act.ofSystem(UUID.randomUUID().toString()));
        }
    }
}
