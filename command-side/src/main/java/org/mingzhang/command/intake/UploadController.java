package org.mingzhang.command.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.text.Normalizer;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Act;
import org.mingzhang.command.ProblemDocument;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.table.ChangeEntries;
import org.mingzhang.command.table.Removals;
import org.mingzhang.events.proof.Hash;
import org.mingzhang.events.table.EntryEvent;
import org.mingzhang.events.table.How;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** 导入文件: a file comes in and is looked at; only when a person accepts what was shown is anything written. */
@RestController
@RequestMapping("/api/v1/campaigns/{year}/tables/{code}/imports")
class UploadController {

    private static final int LONGEST_NAME = 200;
    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    private static final MediaType XLS = MediaType.parseMediaType("application/vnd.ms-excel");

    private final Uploads uploads;
    private final Previews previews;
    private final Imports imports;
    private final Importing importing;
    private final Removals removals;
    private final Clock clock;

    UploadController(
            Uploads uploads, Previews previews, Imports imports, Importing importing, Removals removals, Clock clock) {
        this.uploads = uploads;
        this.previews = previews;
        this.imports = imports;
        this.importing = importing;
        this.removals = removals;
        this.clock = clock;
    }

    /**
     * What came of an upload.
     *
     * @param id of the import, the request's idempotency key
     */
    record Received(String id, Told preview) {}

    /**
     * Takes a file and says what it would do.
     *
     * @param department the share it belongs to
     * @param preparedBy who prepared it; the office must say so, for it imports on behalf of a department
     */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Received> receive(
            @PathVariable int year,
            @PathVariable String code,
            @RequestParam MultipartFile file,
            @RequestParam String department,
            @RequestParam(defaultValue = "") String preparedBy,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language,
            Act act) {
        var place = importing.place(year, code, department, act);
        var prepared = preparedBy.strip();
        if (prepared.length() > LONGEST_NAME || (place.onBehalf() && prepared.isEmpty())) {
            throw new Refusal(Rule.PREPARER_MISSING);
        }
        var id = Objects.requireNonNull(act.key());
        var upload = keep(
                file,
                (sha256, size) -> new Uploads.Upload(
                        id,
                        act.by(),
                        place.table(),
                        department,
                        named(file),
                        sha256,
                        size,
                        prepared,
                        place.onBehalf(),
                        clock.instant()));
        try {
            var told = previews.of(upload, preview -> Told.of(upload, preview, ProblemDocument.isInEnglish(language)));
            return ResponseEntity.created(
                            URI.create("/api/v1/campaigns/" + year + "/tables/" + code + "/imports/" + id))
                    .body(new Received(id, told));
        } catch (Refusal unreadable) {
            uploads.forget(upload);
            throw unreadable;
        }
    }

    private Uploads.Upload keep(MultipartFile file, Uploads.About about) {
        var known = about.of("", 0);
        try (var content = file.getInputStream()) {
            return uploads.keep(known.by(), known.id(), content, about);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The file's own name without a path, in composed characters. */
    static String named(MultipartFile file) {
        var given =
                Normalizer.normalize(Objects.requireNonNullElse(file.getOriginalFilename(), ""), Normalizer.Form.NFC);
        var name = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        if (name.isEmpty()) {
            return "未命名";
        }
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }

    /** Writes what was shown, as one batch in the background; asked again, it says how far that is. */
    @PostMapping("/{id}/acceptance")
    ResponseEntity<ImportController.Accepted> accept(
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable String id,
            @RequestBody Acceptance acceptance,
            Act act) {
        var upload = uploads.into(importing.key(year, code), act.by(), id);
        var place = importing.place(year, code, upload.department(), act);
        var begun = imports.find(act.by(), id)
                .filter(found -> found.state() != Import.State.REFUSED)
                .orElseGet(() -> begin(upload, place, acceptance, act));
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/campaigns/" + year + "/tables/" + code + "/imports/" + id))
                .body(new ImportController.Accepted(id, begun.total()));
    }

    /** The person's own file with its faults marked, to be corrected and uploaded as it is. */
    @GetMapping("/{id}/errors.xlsx")
    ResponseEntity<Resource> returned(
            @PathVariable int year, @PathVariable String code, @PathVariable String id, Act act) {
        var upload = uploads.into(importing.key(year, code), act.by(), id);
        return previews.of(upload, preview -> {
            var kind = preview.book().kind();
            Resource content = new ByteArrayResource(ReturnedWorkbook.of(upload, preview));
            return ResponseEntity.ok()
                    .header(
                            HttpHeaders.CONTENT_DISPOSITION,
                            ContentDisposition.attachment()
                                    .filename(ReturnedWorkbook.nameOf(upload, kind), UTF_8)
                                    .build()
                                    .toString())
                    .cacheControl(CacheControl.noStore())
                    .contentType(kind == FileKind.XLS ? XLS : XLSX)
                    .body(content);
        });
    }

    private Import begin(Uploads.Upload upload, Importing.Place place, Acceptance acceptance, Act act) {
        List<ChangeEntries.Change> changes =
                previews.of(upload, looked -> acceptance.changes(looked.plan(), looked.digest()));
        var own = new Act(
                act.by(),
                act.department(),
                act.post(),
                act.correlation(),
                upload.id(),
                Hash.sha256((upload.sha256() + acceptance).getBytes(UTF_8)).hex(),
                act.device());
        var source = new EntryEvent.Source(upload.fileName(), upload.sha256(), upload.preparedBy());
        var command = removals.lookedAt(new ChangeEntries(
                upload.table(), upload.department(), How.IMPORTED, upload.id(), source, changes, act.by()));
        var wanted = Import.running(
                upload.id(),
                act.by(),
                own.bodySha256(),
                upload.table(),
                upload.department(),
                place.onBehalf(),
                changes.size());
        return imports.begin(wanted, command, own);
    }
}
