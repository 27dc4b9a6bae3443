package org.mingzhang.ops.tool.rebuild;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.mingzhang.command.Act;
import org.mingzhang.command.Commands;
import org.mingzhang.command.org.RecordTampering;
import org.mingzhang.events.Event;
import org.mingzhang.ops.store.WriteGate;
import org.mingzhang.ops.time.InTheBackground;
import org.mingzhang.ops.time.Repeating;
import org.mingzhang.query.rebuild.Rebuild;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * 视图自查: makes the views again beside the live ones, within every hour, and compares them to the byte. What differs was changed past
 * the program: health says so, an event tells it, and the inspection office is told. The live views are left as they are, as evidence,
 * until the technician rebuilds them.
 */
@Component("viewsAsTheLedgerMakesThem")
final class ViewWatch implements InTheBackground, HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(ViewWatch.class);

    /** Never more than this part of the time is spent on comparing. */
    private static final int SHARE = 10;

    private final Rebuilds rebuilds;
    private final Commands commands;
    private final WriteGate gate;
    private final Duration every;
    private final Repeating looking;

    private List<String> told = List.of();

    ViewWatch(
            Rebuilds rebuilds,
            Commands commands,
            WriteGate gate,
            @Value("${mingzhang.view-watch:PT45M}") Duration every) {
        this.rebuilds = rebuilds;
        this.commands = commands;
        this.gate = gate;
        this.every = every;
        this.looking = new Repeating("view-watch", every, this::look);
    }

    private Duration look() {
        long began = System.nanoTime();
        var outcome = rebuilds.compare();
        if (outcome != null) {
            tell(outcome);
        }
        var rest = Duration.ofNanos((System.nanoTime() - began) * SHARE);
        return rest.compareTo(every) > 0 ? rest : every;
    }

    private void tell(Rebuild.Outcome outcome) {
        var differ = Rebuilds.differing(outcome);
        // the same again was told before; a ledger that is frozen takes no event
        if (!differ.isEmpty() && !differ.equals(told) && gate.takesEvents()) {
            LOG.error("视图与账本不符，有程序之外的改动 · the views are not what the ledger makes of them: {}", differ);
            commands.send(
                    new RecordTampering("views", differ, Event.SYSTEM),
                    Act.ofSystem(UUID.randomUUID().toString()));
        }
        told = differ;
    }

    @Override
    public Health health() {
        var outcome = rebuilds.progress().outcome();
        var differ = outcome == null || outcome.switched() ? List.<String>of() : Rebuilds.differing(outcome);
        return (differ.isEmpty() ? Health.up() : Health.down())
                .withDetail("differ", differ)
                .build();
    }

    @Override
    public Repeating repeated() {
        return looking;
    }
}
