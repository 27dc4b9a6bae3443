package org.mingzhang.ops.time;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.mingzhang.command.Act;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Commands.Done;
import org.mingzhang.command.org.SetTestClock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** 测试时钟: sets the clock of a demo or test installation; each use is an event. */
@Component
@ConditionalOnBooleanProperty("mingzhang.demo")
public class TestClock {

    private final SettableClock clock;
    private final Commands commands;
    private final Deadlines deadlines;
    private final ClockGuard guard;

    TestClock(SettableClock clock, Commands commands, Deadlines deadlines, ClockGuard guard) {
        this.clock = clock;
        this.commands = commands;
        this.deadlines = deadlines;
        this.guard = guard;
    }

    /** It is this instant now, and the clock runs on from there; what has become due is looked for at once. */
    public Done<Void> set(Instant wanted, String by) {
        var now = wanted.truncatedTo(ChronoUnit.MILLIS);
        var done = commands.send(
                new SetTestClock(now, by), Act.ofSystem(UUID.randomUUID().toString()));
        clock.set(now);
        guard.setTo(now);
        deadlines.look();
        return done;
    }
}
