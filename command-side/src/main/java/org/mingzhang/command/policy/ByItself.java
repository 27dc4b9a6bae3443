package org.mingzhang.command.policy;

import org.axonframework.eventhandling.EventMessage;
import org.mingzhang.command.Act;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** 系统自动操作: sends what follows by itself. The law may refuse it like anything else; then it does not follow. */
@Component
class ByItself {

    private static final Logger LOG = LoggerFactory.getLogger(ByItself.class);

    private final Commands commands;

    ByItself(Commands commands) {
        this.commands = commands;
    }

    /** Sends a command as a consequence of an event; a refusal is noted and ends only this consequence. */
    void follows(EventMessage<?> because, Object command) {
        var correlation = because.getMetaData().getOrDefault("correlation", because.getIdentifier());
        try {
            commands.send(command, Act.ofSystem(String.valueOf(correlation)));
        } catch (Refusal refusal) {
            LOG.info(
                    "{} does not follow: {}",
                    command.getClass().getSimpleName(),
                    refusal.rule().code());
        }
    }
}
