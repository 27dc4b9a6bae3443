package org.mingzhang.ops.time;

import java.security.Principal;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Answer;
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
    private final TestClock setting;

    TestClockController(SettableClock clock, TestClock setting) {
        this.clock = clock;
        this.setting = setting;
    }

    /**
     * What the clock shows.
     *
     * @param now with offset, to the millisecond
     */
    record Shown(OffsetDateTime now) {}

    @PutMapping("/test/clock")
    ResponseEntity<Shown> set(@RequestBody Shown wanted, @Nullable Principal person) {
        var done = setting.set(wanted.now().toInstant(), person == null ? Event.SYSTEM : person.getName());
        return Answer.ok(done, new Shown(clock.instant().atZone(clock.getZone()).toOffsetDateTime()));
    }
}
