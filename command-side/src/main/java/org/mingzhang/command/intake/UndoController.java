package org.mingzhang.command.intake;

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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 撤销导入: takes back a whole file that was imported. */
@RestController
@RequestMapping("/api/v1/campaigns/{year}/tables/{code}/imports/{id}/undo")
class UndoController {

    private final Imports imports;
    private final Uploads uploads;
    private final Importing importing;
    private final StandingEntries standing;
    private final Removals removals;
    private final Commands commands;

    UndoController(
            Imports imports,
            Uploads uploads,
            Importing importing,
            StandingEntries standing,
            Removals removals,
            Commands commands) {
        this.imports = imports;
        this.uploads = uploads;
        this.importing = importing;
        this.standing = standing;
        this.removals = removals;
        this.commands = commands;
    }

    /**
     * How to take it back.
     *
     * @param leaveChanged whether cells that somebody changed since are left as they are; else nothing is done if there are any
     */
    record Undo(boolean leaveChanged, @Nullable String reason) {}

    /**
     * What was taken back.
     *
     * @param batch id of the act that did it
     * @param entries how many entries it concerned
     * @param left what was changed after the import and stays
     */
    record Undone(@Nullable String batch, int entries, List<Undoing.Left> left) {}

    @PostMapping
    ResponseEntity<Undone> undo(
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable String id,
            @RequestBody Undo undo,
            Act act) {
        var table = importing.key(year, code);
        var upload = uploads.into(table, act.by(), id);
        importing.place(year, code, upload.department(), act);
        if (imports.find(act.by(), id)
                .filter(found -> found.state() == Import.State.DONE)
                .isEmpty()) {
            throw new Refusal(Rule.IMPORT_NOT_STORED);
        }
        var said = Objects.requireNonNullElse(undo.reason(), "").strip();
        var undoing = new Undoing(
                version -> id.equals(version.batch()),
                "撤销导入 " + upload.fileName() + (said.isEmpty() ? "" : "：" + said),
                standing.touchedBy(table, id));
        if (!undoing.left().isEmpty() && !undo.leaveChanged()) {
            throw new Refusal(Rule.UNDO_CONFLICTS, undoing.left().size()).with("left", undoing.left());
        }
        if (undoing.changes().isEmpty()) {
            throw new Refusal(Rule.IMPORT_CHANGES_NOTHING);
        }
        var command = removals.lookedAt(new ChangeEntries(
                table, upload.department(), How.RESTORED, act.key(), null, undoing.changes(), act.by()));
        var done = commands.send(command, Changed.class, act);
        return Answer.ok(done, new Undone(act.key(), done.result().rows().size(), undoing.left()));
    }
}
