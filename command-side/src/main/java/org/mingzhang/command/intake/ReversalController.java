package org.mingzhang.command.intake;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Act;
import org.mingzhang.command.Answer;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.table.ChangeEntries;
import org.mingzhang.command.table.ChangeEntries.Changed;
import org.mingzhang.command.table.Removals;
import org.mingzhang.events.table.How;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** 撤回一段时间的修改: takes back what one person did to a share in a stretch of time, by whoever fills the share now. */
@RestController
class ReversalController {

    private static final int SHORTEST_REASON = 5;

    private final Importing importing;
    private final StandingEntries standing;
    private final Removals removals;
    private final Commands commands;

    ReversalController(Importing importing, StandingEntries standing, Removals removals, Commands commands) {
        this.importing = importing;
        this.standing = standing;
        this.removals = removals;
        this.commands = commands;
    }

    /**
     * What to take back.
     *
     * @param by staff number of whose changes
     * @param from the first moment, an instant with its offset
     * @param to the last moment
     * @param preview whether only to say what would be done
     * @param leaveChanged whether cells that somebody else changed since are left as they are; else nothing is done if there are any
     */
    record Reversal(
            @Nullable String by,
            @Nullable String from,
            @Nullable String to,
            @Nullable Boolean preview,
            @Nullable Boolean leaveChanged,
            @Nullable String reason) {}

    /**
     * What was taken back, or would be.
     *
     * @param batch id of the act that did it; null for a preview
     * @param added how many removed entries come back
     * @param amended how many entries have cells restored
     * @param removed how many added entries go
     * @param left what somebody else changed since and stays
     */
    record Reversed(@Nullable String batch, int added, int amended, int removed, List<Undoing.Left> left) {

        static Reversed of(@Nullable String batch, Undoing undoing) {
            return new Reversed(
                    batch,
                    count(undoing, ChangeEntries.Op.ADD),
                    count(undoing, ChangeEntries.Op.AMEND),
                    count(undoing, ChangeEntries.Op.REMOVE),
                    undoing.left());
        }

        private static int count(Undoing undoing, ChangeEntries.Op op) {
            return (int) undoing.changes().stream()
                    .filter(change -> change.op() == op)
                    .count();
        }
    }

    @PostMapping("/api/v1/campaigns/{year}/tables/{code}/shares/{department}/reversal")
    ResponseEntity<Reversed> reverse(
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable String department,
            @RequestBody Reversal wanted,
            Act act) {
        var table = importing.place(year, code, department, act).table();
        var by = Objects.requireNonNullElse(wanted.by(), "").strip();
        var from = instant(wanted.from(), "/from");
        var to = instant(wanted.to(), "/to");
        var isPreview = Boolean.TRUE.equals(wanted.preview());
        var said = Objects.requireNonNullElse(wanted.reason(), "").strip();
        if (!isPreview && said.length() < SHORTEST_REASON) {
            throw new Refusal(Rule.REASON_REQUIRED, SHORTEST_REASON);
        }
        var undoing = new Undoing(
                version -> version.by().equals(by)
                        && !version.at().isBefore(from)
                        && !version.at().isAfter(to),
                "撤回 " + by + " 一段时间的修改：" + said,
                standing.touchedBy(table, department, by, from, to));
        if (isPreview) {
            return ResponseEntity.ok(Reversed.of(null, undoing));
        }
        if (!undoing.left().isEmpty() && !Boolean.TRUE.equals(wanted.leaveChanged())) {
            throw new Refusal(Rule.REVERSAL_CONFLICTS, undoing.left().size()).with("left", undoing.left());
        }
        if (undoing.changes().isEmpty()) {
            throw new Refusal(Rule.NOTHING_TO_REVERSE);
        }
        var command = removals.lookedAt(
                new ChangeEntries(table, department, How.RESTORED, act.key(), null, undoing.changes(), act.by()));
        var done = commands.send(command, Changed.class, act);
        return Answer.ok(done, Reversed.of(act.key(), undoing));
    }

    private static Instant instant(@Nullable String written, String pointer) {
        try {
            return OffsetDateTime.parse(Objects.requireNonNullElse(written, "")).toInstant();
        } catch (DateTimeParseException unreadable) {
            throw new Refusal(Rule.UNREADABLE, pointer);
        }
    }
}
