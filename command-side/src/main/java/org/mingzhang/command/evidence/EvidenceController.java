package org.mingzhang.command.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Act;
import org.mingzhang.command.Answer;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.command.table.AttachEvidence;
import org.mingzhang.command.table.WithdrawEvidence;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.proof.Hash;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** 佐证材料: a file comes in, is recognised by its content, kept sealed, and named in the ledger by its digest. */
@RestController("attachingEvidence")
@RequestMapping("/api/v1/campaigns/{year}/tables/{code}/shares/{department}/evidence")
class EvidenceController {

    private static final long LARGEST = 10L * 1024 * 1024;

    private final Commands commands;
    private final Directory directory;
    private final EvidenceFiles files;

    EvidenceController(Commands commands, Directory directory, EvidenceFiles files) {
        this.commands = commands;
        this.directory = directory;
        this.files = files;
    }

    record Attached(String evidence, String mediaType, long size, String sha256) {}

    record Reason(@Nullable String reason) {}

    /**
     * Attaches a file.
     *
     * @param title what it is, up to 100 characters
     * @param entry number of the entry it proves; absent for the whole share
     */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Attached> attach(
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable String department,
            @RequestParam MultipartFile file,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(required = false) @Nullable Integer entry,
            Act act) {
        if (file.getSize() > LARGEST) {
            throw new Refusal(Rule.EVIDENCE_TOO_LARGE, LARGEST / 1024 / 1024);
        }
        var content = bytes(file);
        var mediaType = Recognised.mediaType(content).orElseThrow(() -> new Refusal(Rule.EVIDENCE_UNKNOWN));
        var id = Objects.requireNonNull(act.key());
        var sha256 = Hash.sha256(content).hex();
        files.keep(id, content);
        try {
            var done = commands.send(
                    new AttachEvidence(
                            key(year, code),
                            department,
                            id,
                            entry,
                            title.strip(),
                            mediaType,
                            content.length,
                            sha256,
                            act.by()),
                    act);
            return Answer.created(done, new Attached(id, mediaType, content.length, sha256));
        } catch (Refusal refused) {
            if (refused.rule() != Rule.IDEMPOTENCY_KEY_REUSED) {
                files.forget(id);
            }
            throw refused;
        }
    }

    @PostMapping("/{evidence}/withdrawal")
    ResponseEntity<Void> withdraw(
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable String department,
            @PathVariable String evidence,
            @RequestBody Reason reason,
            Act act) {
        return Answer.done(commands.send(
                new WithdrawEvidence(
                        key(year, code),
                        department,
                        evidence,
                        Objects.requireNonNullElse(reason.reason(), "").strip(),
                        act.by()),
                act));
    }

    private TableKey key(int year, String code) {
        return new TableKey(directory.college().orElseThrow(() -> new Refusal(Rule.NOT_SET_UP)), year, code);
    }

    private static byte[] bytes(MultipartFile file) {
        try {
            return file.getBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
