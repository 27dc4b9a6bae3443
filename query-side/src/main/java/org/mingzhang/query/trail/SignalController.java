package org.mingzhang.query.trail;

import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Views;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Organisation.Who;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 提示 as the inspector reads them: facts with the events they rest on; thresholds are asked for and answered. */
@RestController
class SignalController {

    /**
     * A fact.
     *
     * @param kind what it is, see {@link Signals.Signal}
     * @param other a second person; null if there is none
     * @param seconds between two events; null where it is about one or many
     */
    record Shown(
            String kind,
            long first,
            long last,
            int count,
            Instant at,
            @Nullable Who by,
            @Nullable Who other,
            @Nullable Long seconds) {}

    /**
     * Facts, the newest first.
     *
     * @param betweenSeconds two signatures of one person
     * @param deviceSeconds two people at one device
     * @param appointedDays from a head's appointment to that person's signature
     * @param closingSeconds before a share's date
     * @param bulk changes to a share that was approved and opened again
     */
    record Page(
            long betweenSeconds,
            long deviceSeconds,
            long appointedDays,
            long closingSeconds,
            int bulk,
            List<Shown> items) {}

    private final Signals signals;
    private final Organisation organisation;
    private final Reads reads;

    SignalController(Signals signals, Organisation organisation, Reads reads) {
        this.signals = signals;
        this.organisation = organisation;
        this.reads = reads;
    }

    @GetMapping("/api/v1/signals")
    ResponseEntity<Page> signals(
            Principal principal,
            @RequestParam(defaultValue = "60") long betweenSeconds,
            @RequestParam(defaultValue = "600") long deviceSeconds,
            @RequestParam(defaultValue = "7") long appointedDays,
            @RequestParam(defaultValue = "3600") long closingSeconds,
            @RequestParam(defaultValue = "10") int bulk,
            @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.now(minPosition, Views.TRAIL, Views.PROGRESS);
        organisation.reader(principal);
        var found = signals.upTo(
                position,
                new Signals.Thresholds(
                        Duration.ofSeconds(betweenSeconds),
                        Duration.ofSeconds(deviceSeconds),
                        Duration.ofDays(appointedDays),
                        Duration.ofSeconds(closingSeconds),
                        bulk));
        var people = new ArrayList<String>();
        found.forEach(signal -> {
            people.add(signal.by());
            if (signal.other() != null) {
                people.add(signal.other());
            }
        });
        var names = organisation.names(people);
        return Reads.ok(position)
                .body(new Page(
                        betweenSeconds,
                        deviceSeconds,
                        appointedDays,
                        closingSeconds,
                        bulk,
                        found.stream()
                                .map(signal -> new Shown(
                                        signal.kind(),
                                        signal.first(),
                                        signal.last(),
                                        signal.count(),
                                        signal.at(),
                                        names.of(signal.by()),
                                        names.of(signal.other()),
                                        signal.seconds()))
                                .toList()));
    }
}
