package org.mingzhang.ops.time;

import java.security.Principal;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Act;
import org.mingzhang.command.Answer;
import org.mingzhang.command.Commands;
import org.mingzhang.command.org.SetTestClock;
import org.mingzhang.events.Event;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Sets the clock of a demo or test installation; each use is an event. */
@RestController
@ConditionalOnBooleanProperty("mingzhang.test-clock")
class TestClockController {

    private final SettableClock clock;
    private final Commands commands;
    private final Deadlines deadlines;

    TestClockController(SettableClock clock, Commands commands, Deadlines deadlines) {
        this.clock = clock;
        this.commands = commands;
        this.deadlines = deadlines;
    }

    /**
     * What the clock shows.
     *
     * @param now with offset, to the millisecond
     */
    record Shown(OffsetDateTime now) {}

    @PutMapping("/test/clock")
    ResponseEntity<Shown> set(@RequestBody Shown wanted, @Nullable Principal person) {
        var now = wanted.now().toInstant().truncatedTo(ChronoUnit.MILLIS);
        var by = person == null ? Event.SYSTEM : person.getName();
        var done = commands.send(
                new SetTestClock(now, by), Act.ofSystem(UUID.randomUUID().toString()));
        clock.set(now);
        deadlines.look();
        return Answer.ok(done, new Shown(clock.instant().atZone(clock.getZone()).toOffsetDateTime()));
    }
}
