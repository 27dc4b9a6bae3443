package org.mingzhang.ops.proof;

import java.time.Duration;
import java.util.UUID;
import org.mingzhang.command.Act;
import org.mingzhang.command.Commands;
import org.mingzhang.command.org.RecordTampering;
import org.mingzhang.events.Event;
import org.mingzhang.ops.store.Quarantine;
import org.mingzhang.ops.store.WriteGate;
import org.mingzhang.ops.time.InTheBackground;
import org.mingzhang.ops.time.Repeating;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Tells by an event, and so whoever watches over the system, of rows that were put among the events past the program. */
@Component
final class ForeignRows implements InTheBackground {

    private static final Logger LOG = LoggerFactory.getLogger(ForeignRows.class);

    private final Quarantine quarantine;
    private final Commands commands;
    private final WriteGate gate;
    private final Duration every;
    private final Repeating looking;
    private long told;

    ForeignRows(
            Quarantine quarantine,
            Commands commands,
            WriteGate gate,
            @Value("${mingzhang.row-watch:PT20S}") Duration every) {
        this.quarantine = quarantine;
        this.commands = commands;
        this.gate = gate;
        this.every = every;
        this.looking = new Repeating("foreign-rows", every, this::look);
    }

    private Duration look() {
        var rows = quarantine.after(told);
        if (rows.isEmpty() || !gate.takesEvents()) {
            return every;
        }
        LOG.error("发现程序之外写入的事件行 {}，已隔离 · rows were put among the events past the program: {}", rows, rows);
        commands.send(
                new RecordTampering("rows", rows.stream().map(String::valueOf).toList(), Event.SYSTEM),
                Act.ofSystem(UUID.randomUUID().toString()));
        told = rows.get(rows.size() - 1);
        return every;
    }

    @Override
    public Repeating repeated() {
        return looking;
    }
}
