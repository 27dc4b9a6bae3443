package org.mingzhang.command.table;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Act;
import org.mingzhang.command.Answer;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.command.table.ChangeEntries.Change;
import org.mingzhang.command.table.ChangeEntries.Changed;
import org.mingzhang.command.table.ChangeEntries.Op;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.table.How;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** 填报: entering, amending and removing entries, one at a time or as a pasted block. */
@RestController
@RequestMapping("/api/v1/campaigns/{year}/tables/{code}/entries")
class EntryController {

    private static final int LONGEST_WRITTEN = 2_000;

    private final Commands commands;
    private final Directory directory;
    private final Conflicts conflicts;
    private final Removals removals;

    EntryController(Commands commands, Directory directory, Conflicts conflicts, Removals removals) {
        this.commands = commands;
        this.directory = directory;
        this.conflicts = conflicts;
        this.removals = removals;
    }

    /**
     * A new entry.
     *
     * @param department share it belongs to
     * @param owner in a per-teacher table, the teacher on whose behalf a collector fills it; else absent
     * @param values cells by field
     * @param written what the person wrote, by field, where the page had read it in another form; may be absent
     */
    record NewEntry(
            String department,
            @Nullable String owner,
            Map<String, JsonNode> values,
            @Nullable Map<String, String> written) {}

    /**
     * Changed cells of an entry; the reason is required once the share was ever submitted.
     *
     * @param written as in {@link NewEntry}
     */
    record Amendment(
            Map<String, JsonNode> values,
            @Nullable String reason,
            @Nullable Map<String, String> written) {}

    /**
     * A pasted block.
     *
     * @param department share that new entries are added to
     */
    record Block(@Nullable String department, List<Line> changes) {}

    /** One line of a pasted block; the fields mean what they mean in {@link Change}. */
    record Line(
            Op op,
            @Nullable Integer entryId,
            @Nullable Integer ifRevision,
            @Nullable String owner,
            @Nullable Map<String, JsonNode> values,
            @Nullable String reason,
            @Nullable Map<String, String> written) {

        Change change(String pointer) {
            return new Change(
                    op,
                    entryId,
                    ifRevision,
                    owner,
                    RequestedCells.of(pointer, Objects.requireNonNullElse(values, Map.of())),
                    Objects.requireNonNullElse(reason, ""),
                    null,
                    asWritten(written, Objects.requireNonNullElse(values, Map.of())));
        }
    }

    /** What the person is told about one entry. */
    record Stored(int id, int revision, boolean merged, List<String> normalised) {

        static Stored of(ChangeEntries.Row row) {
            return new Stored(row.entry(), row.revision(), row.merged(), row.normalised());
        }
    }

    /** What the person is told about a block. */
    record Batch(@Nullable String batch, List<Stored> entries) {}

    @PostMapping
    ResponseEntity<Stored> add(
            @PathVariable int year, @PathVariable String code, @RequestBody NewEntry entry, Act act) {
        var change = new Change(
                Op.ADD,
                null,
                null,
                entry.owner(),
                RequestedCells.of("/values", entry.values()),
                "",
                null,
                asWritten(entry.written(), entry.values()));
        var done = send(year, code, entry.department(), How.TYPED, null, List.of(change), act);
        return Answer.created(done, first(done), first(done).revision());
    }

    @PatchMapping("/{id}")
    ResponseEntity<Stored> amend(
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable int id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Amendment amendment,
            Act act) {
        var change = new Change(
                Op.AMEND,
                id,
                Answer.ifMatch(ifMatch),
                null,
                RequestedCells.of("/values", amendment.values()),
                Objects.requireNonNullElse(amendment.reason(), ""),
                null,
                asWritten(amendment.written(), amendment.values()));
        var done = send(year, code, null, How.TYPED, null, List.of(change), act);
        return Answer.ok(done, first(done), first(done).revision());
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Stored> remove(
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable int id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestParam(defaultValue = "") String reason,
            Act act) {
        var change = new Change(Op.REMOVE, id, Answer.ifMatch(ifMatch), null, Map.of(), reason);
        var done = send(year, code, null, How.TYPED, null, List.of(change), act);
        return Answer.ok(done, first(done), first(done).revision());
    }

    @PostMapping("/batch")
    ResponseEntity<Batch> paste(@PathVariable int year, @PathVariable String code, @RequestBody Block block, Act act) {
        var changes = IntStream.range(0, block.changes().size())
                .mapToObj(i -> block.changes().get(i).change("/changes/" + i + "/values"))
                .toList();
        var done = send(year, code, block.department(), How.PASTED, act.key(), changes, act);
        var stored = done.result().rows().stream().map(Stored::of).toList();
        return Answer.ok(done, new Batch(act.key(), stored));
    }

    @PostMapping("/{id}/confirmation")
    ResponseEntity<Void> confirm(@PathVariable int year, @PathVariable String code, @PathVariable int id, Act act) {
        return Answer.done(commands.send(new ConfirmEntry(key(year, code), id, act.by()), act));
    }

    private Commands.Done<Changed> send(
            int year,
            String code,
            @Nullable String department,
            How how,
            @Nullable String batch,
            List<Change> changes,
            Act act) {
        var table = key(year, code);
        var command = removals.lookedAt(new ChangeEntries(table, department, how, batch, null, changes, act.by()));
        try {
            return commands.send(command, Changed.class, act);
        } catch (Refusal refusal) {
            throw refusal.rule() == Rule.CELL_CONFLICT
                    ? refusal.with("conflicts", conflicts.of(table, changes, refusal.cells()))
                    : refusal;
        }
    }

    /** Of cells that are sent only, and never longer than a cell may be. */
    private static Map<String, String> asWritten(@Nullable Map<String, String> told, Map<String, JsonNode> values) {
        var written = new TreeMap<String, String>();
        Objects.requireNonNullElse(told, Map.<String, String>of()).forEach((field, text) -> {
            if (values.containsKey(field)) {
                written.put(field, text.length() > LONGEST_WRITTEN ? text.substring(0, LONGEST_WRITTEN) : text);
            }
        });
        return written;
    }

    private static Stored first(Commands.Done<Changed> done) {
        return Stored.of(done.result().rows().get(0));
    }

    private TableKey key(int year, String code) {
        var college = directory.college().orElseThrow(() -> new Refusal(Rule.NOT_FOUND));
        return new TableKey(college, year, code);
    }
}
