package org.mingzhang.command.intake;

import org.mingzhang.command.Act;
import org.mingzhang.command.Answer;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.table.ChangeEntries;
import org.mingzhang.command.table.ChangeEntries.Changed;
import org.mingzhang.events.table.How;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** 恢复已删除的记录: an entry that was removed comes back as it stood, as a new one, by whoever fills the share now. */
@RestController
class RestorationController {

    private final Importing importing;
    private final StandingEntries standing;
    private final Commands commands;

    RestorationController(Importing importing, StandingEntries standing, Commands commands) {
        this.importing = importing;
        this.standing = standing;
        this.commands = commands;
    }

    /**
     * What came back.
     *
     * @param id the entry's number now
     */
    record Restored(int id, int revision) {}

    @PostMapping("/api/v1/campaigns/{year}/tables/{code}/shares/{department}/removed/{id}/restoration")
    ResponseEntity<Restored> restore(
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable String department,
            @PathVariable int id,
            Act act) {
        var table = importing.place(year, code, department, act).table();
        var undoing = new Undoing(StandingEntries.Version::removed, "", standing.of(table, id));
        if (undoing.changes().isEmpty()) {
            throw new Refusal(Rule.NOTHING_TO_REVERSE);
        }
        var done = commands.send(
                new ChangeEntries(table, department, How.RESTORED, act.key(), null, undoing.changes(), act.by()),
                Changed.class,
                act);
        var row = done.result().rows().get(0);
        return Answer.created(done, new Restored(row.entry(), row.revision()));
    }
}
