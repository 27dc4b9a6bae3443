package org.mingzhang.ops.tool.rehearsal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.ops.store.WriteGate;
import org.mingzhang.ops.time.RehearsalClock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 场合: whether this is the college's own installation, a drill on a restored backup, or the rehearsal of a campaign. */
@RestController
@RequestMapping("/api/v1/occasion")
class OccasionController {

    /**
     * The occasion.
     *
     * @param drill whether nothing can be written here
     * @param frozen whether the ledger takes nothing any more because it is not what was signed
     * @param rehearsal where the rehearsal stands; null if there is none
     */
    record Occasion(boolean drill, boolean frozen, Rehearsal.@Nullable State rehearsal) {}

    /**
     * How the rehearsal goes on.
     *
     * @param at moment to go to, never back; absent to go on from where it is
     * @param speed seconds a second, 0 to {@value RehearsalClock#FASTEST}; 0 stands still
     */
    record Playing(@Nullable Instant at, int speed) {}

    private final WriteGate gate;
    private final ObjectProvider<Rehearsal> rehearsal;

    OccasionController(WriteGate gate, ObjectProvider<Rehearsal> rehearsal) {
        this.gate = gate;
        this.rehearsal = rehearsal;
    }

    @GetMapping
    Occasion occasion() {
        var played = rehearsal.getIfAvailable();
        return new Occasion(gate.isDrill(), gate.closed() != null, played == null ? null : played.state());
    }

    @PutMapping("/rehearsal")
    ResponseEntity<Occasion> play(@RequestBody Playing playing) {
        var played = rehearsal.getIfAvailable();
        if (played == null) {
            throw new Refusal(Rule.NO_REHEARSAL);
        }
        if (playing.speed() < 0 || playing.speed() > RehearsalClock.FASTEST) {
            throw new Refusal(Rule.UNREADABLE, "/speed");
        }
        if (!played.play(playing.at(), playing.speed())) {
            throw new Refusal(Rule.REHEARSED_ALREADY);
        }
        return ResponseEntity.ok(occasion());
    }
}
