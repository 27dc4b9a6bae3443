package org.mingzhang.command.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Act;
import org.mingzhang.command.Answer;
import org.mingzhang.command.ProblemDocument;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.AssignmentBook.ShareNow;
import org.mingzhang.command.table.ChangeEntries;
import org.mingzhang.command.table.ChangeEntries.Change;
import org.mingzhang.command.table.ChangeEntries.Op;
import org.mingzhang.command.table.RequestedCells;
import org.mingzhang.events.table.AssignmentEvent.Filling;
import org.mingzhang.events.table.EntryEvent;
import org.mingzhang.events.table.How;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** 导入: rows of a file as one command in the background; asked for once, told by id how far it is. */
@RestController
@RequestMapping("/api/v1/campaigns/{year}/tables/{code}/imports")
class ImportController {

    /** A file with the same mistake in every row is told by its first ones. */
    private static final int MOST_PROBLEMS = 200;

    private static final int LONGEST_NAME = 200;

    private final Imports imports;
    private final Importing importing;
    private final Uploads uploads;
    private final Previews previews;

    ImportController(Imports imports, Importing importing, Uploads uploads, Previews previews) {
        this.imports = imports;
        this.importing = importing;
        this.uploads = uploads;
        this.previews = previews;
    }

    /**
     * A file's rows.
     *
     * @param department share they are added to
     */
    record File(String department, Source source, List<Line> rows) {}

    /**
     * The file; the fields mean what they mean in {@link EntryEvent.Source}.
     *
     * @param preparedBy who prepared it; the office must say so, for it imports on behalf of a department
     */
    record Source(String fileName, String sha256, @Nullable String preparedBy) {}

    /**
     * One row.
     *
     * @param owner in a per-teacher table, the teacher whose entry it is; else absent
     * @param values cells by field
     */
    record Line(@Nullable String owner, Map<String, JsonNode> values) {}

    /**
     * What was accepted; how far it is stands at its own address.
     *
     * @param id of the import, the request's idempotency key
     * @param total how many rows
     */
    record Accepted(String id, int total) {}

    /**
     * How far an import is.
     *
     * @param done how many rows are stored: none or all
     * @param onBehalf whether the office imports what a department prepared; absent after a restart
     * @param position ledger position of the last event; absent until done
     * @param entries numbers of the entries made, in the order of the rows; absent until done
     * @param problem why nothing was stored, with the first {@value #MOST_PROBLEMS} cells at fault; absent unless refused
     * @param preview of a file that was uploaded and is not stored: what it would do now; else absent
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Progress(
            String id,
            Import.State state,
            int done,
            int total,
            @Nullable Boolean onBehalf,
            @Nullable Long position,
            @Nullable List<Integer> entries,
            @Nullable ProblemDetail problem,
            @Nullable Told preview) {}

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Accepted> begin(@PathVariable int year, @PathVariable String code, @RequestBody File file, Act act) {
        var place = importing.place(year, code, file.department(), act);
        var table = place.table();
        var onBehalf = place.onBehalf();
        mustBeNamed(file.source(), onBehalf);
        mustSayWhose(place.share(), file);
        if (file.rows().isEmpty()) {
            throw new Refusal(Rule.BATCH_EMPTY);
        }
        var id = Objects.requireNonNull(act.key());
        var source = new EntryEvent.Source(
                file.source().fileName(),
                file.source().sha256(),
                Objects.requireNonNullElse(file.source().preparedBy(), ""));
        var wanted = Import.running(
                id,
                act.by(),
                act.bodySha256(),
                table,
                file.department(),
                onBehalf,
                file.rows().size());
        var command =
                new ChangeEntries(table, file.department(), How.IMPORTED, id, source, changes(file.rows()), act.by());
        var begun = imports.begin(wanted, command, act);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/campaigns/" + year + "/tables/" + code + "/imports/" + id))
                .body(new Accepted(id, begun.total()));
    }

    @GetMapping("/{id}")
    ResponseEntity<Progress> progress(
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language,
            Act act) {
        var table = importing.key(year, code);
        var found = imports.find(act.by(), id)
                .filter(each -> each.table() == null || each.table().equals(table));
        var upload = uploads.find(act.by(), id).filter(each -> each.table().equals(table));
        if (found.isEmpty() && upload.isEmpty()) {
            throw new Refusal(Rule.IMPORT_UNKNOWN, id);
        }
        var answer = ResponseEntity.ok();
        long position = found.map(Import::position).orElse(0L);
        if (position > 0) {
            answer.header(Answer.LEDGER_POSITION, Long.toString(position));
        }
        return answer.body(
                upload.isPresent()
                                && found.filter(each -> each.state() != Import.State.REFUSED)
                                        .isEmpty()
                        ? previewed(upload.get(), found.orElse(null), language)
                        : told(found.orElseThrow(), language));
    }

    private Progress previewed(Uploads.Upload upload, @Nullable Import refused, @Nullable String language) {
        var preview = previews.of(upload, looked -> Told.of(upload, looked, ProblemDocument.isInEnglish(language)));
        var refusal = refused == null ? null : refused.refusal();
        var counts = preview.counts();
        return new Progress(
                upload.id(),
                refusal == null ? Import.State.PREVIEWED : Import.State.REFUSED,
                0,
                (int) (counts.added() + counts.changed() + counts.removed()),
                upload.onBehalf(),
                null,
                null,
                refusal == null ? null : ProblemDocument.of(refusal, language, MOST_PROBLEMS),
                preview);
    }

    private static Progress told(Import found, @Nullable String language) {
        var refusal = found.refusal();
        var done = found.state() == Import.State.DONE;
        return new Progress(
                found.id(),
                found.state(),
                found.stored(),
                found.total(),
                found.table() == null ? null : found.onBehalf(),
                done ? found.position() : null,
                done ? found.entries() : null,
                refusal == null ? null : ProblemDocument.of(refusal, language, MOST_PROBLEMS),
                null);
    }

    private static List<Change> changes(List<Line> rows) {
        return IntStream.range(0, rows.size())
                .mapToObj(i -> new Change(
                        Op.ADD,
                        null,
                        null,
                        rows.get(i).owner(),
                        RequestedCells.of("/rows/" + i + "/values", rows.get(i).values()),
                        ""))
                .toList();
    }

    /** Where each teacher has an entry of his or her own, a row says whose it is. */
    private static void mustSayWhose(ShareNow share, File file) {
        if (share.filling() != Filling.PER_TEACHER) {
            return;
        }
        var wrong = IntStream.range(0, file.rows().size())
                .filter(i -> file.rows().get(i).owner() == null)
                .mapToObj(
                        i -> new Refusal.Cell(
                                "/rows/" + i + "/owner",
                                null,
                                "required",
                                "本表由教师个人填写，请给出该行所属教师的教工号",
                                "each teacher has an entry of his or her own here; give the staff number of this one's teacher"))
                .toList();
        if (!wrong.isEmpty()) {
            throw new Refusal(Rule.VALUES_REFUSED, wrong, wrong.size());
        }
    }

    private static void mustBeNamed(Source source, boolean onBehalf) {
        var wrong = new ArrayList<Refusal.Cell>();
        if (source.fileName().isBlank() || source.fileName().length() > LONGEST_NAME) {
            wrong.add(new Refusal.Cell(
                    "/source/fileName",
                    null,
                    "required",
                    "请写明文件名（不超过 200 字）",
                    "name the file, in up to 200 characters"));
        }
        if (!source.sha256().matches("[0-9a-f]{64}")) {
            wrong.add(new Refusal.Cell(
                    "/source/sha256",
                    null,
                    "wrong-pattern",
                    "请给出文件的 SHA-256（64 位小写十六进制）",
                    "give the file's SHA-256, 64 lower-case hexadecimal digits"));
        }
        var preparedBy = Objects.requireNonNullElse(source.preparedBy(), "");
        if (preparedBy.length() > LONGEST_NAME || (onBehalf && preparedBy.isBlank())) {
            wrong.add(new Refusal.Cell(
                    "/source/preparedBy",
                    null,
                    "required",
                    "采集工作办公室代部门导入，须写明由何人整理（不超过 200 字）",
                    "the office imports on behalf of a department and must say who prepared the file"));
        }
        if (!wrong.isEmpty()) {
            throw new Refusal(Rule.VALUES_REFUSED, wrong, wrong.size());
        }
    }
}
