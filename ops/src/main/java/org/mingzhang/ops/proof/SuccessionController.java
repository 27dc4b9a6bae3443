package org.mingzhang.ops.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.events.proof.Note;
import org.mingzhang.events.proof.ProofRefused;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 换钥与重开: the log goes on under another key, or under a new origin after entries were lost. */
@RestController
@RequestMapping("/api/v1/ledger")
class SuccessionController {

    private static final int SHORTEST_REASON = 5;
    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    /**
     * The log went on under another key.
     *
     * @param from public key before
     * @param to public key from then on
     * @param reopened whether entries may have been lost, and so a new origin begun
     * @param size how many entries both have in common
     * @param known how many the key before is known to have signed
     * @param note the note that both signed
     */
    record Shown(String from, String to, boolean reopened, long size, long known, String reason, String note) {

        static Shown of(Successions.Kept kept) {
            var succession = kept.succession();
            return new Shown(
                    succession.from().toString(),
                    succession.to().toString(),
                    succession.reopens(),
                    succession.common().size(),
                    succession.known().size(),
                    succession.reason(),
                    new String(kept.note().bytes(), StandardCharsets.UTF_8));
        }
    }

    /** Why it must be. */
    record Wanted(@Nullable String reason) {}

    private final ProofLog log;
    private final Witness witness;
    private final SuccessionsInTheLedger told;

    SuccessionController(ProofLog log, Witness witness, SuccessionsInTheLedger told) {
        this.log = log;
        this.witness = witness;
        this.told = told;
    }

    /** All successions of the log, oldest first; none if it always signed with one key. */
    @GetMapping("/successions")
    List<Shown> all() throws IOException {
        return log.successions().all().stream().map(Shown::of).toList();
    }

    /** From now on the log signs with a new key, and the one before it is destroyed. */
    @PostMapping("/successions")
    List<Shown> rotate(@RequestBody Wanted wanted, Principal person) throws IOException {
        if (log.state().condition() != ProofLog.Condition.SOUND) {
            throw new Refusal(Rule.LEDGER_FROZEN);
        }
        log.rotate(oneLine(wanted.reason()), person.getName());
        told.tell();
        return all();
    }

    /** The reopening that waits for the witness. */
    @GetMapping("/reopening")
    ResponseEntity<byte[]> waiting() throws IOException {
        var kept = log.successions().waiting().orElseThrow(() -> new Refusal(Rule.NOT_FOUND));
        return ResponseEntity.ok().contentType(TEXT).body(kept.note().bytes());
    }

    /** Asks the witness to agree that a ledger which was rolled back goes on with what is left of it. */
    @PostMapping("/reopening")
    ResponseEntity<byte[]> ask(@RequestBody Wanted wanted, Principal person) throws IOException {
        if (witness.key().isEmpty()) {
            throw new Refusal(Rule.NO_WITNESS);
        }
        var note = log.askToReopen(oneLine(wanted.reason()), person.getName())
                .orElseThrow(() -> new Refusal(Rule.NOT_ROLLED_BACK, log.state().condition()));
        return ResponseEntity.ok().contentType(TEXT).body(note.bytes());
    }

    /** The witness agrees, from its own machine; believed by its signature alone. */
    @PostMapping(path = "/reopening/agreement", consumes = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<Void> agree(@RequestBody byte[] note) throws IOException {
        var key = witness.key().orElseThrow(() -> new Refusal(Rule.NO_WITNESS));
        try {
            log.reopen(Note.parse(note), key);
        } catch (ProofRefused refused) {
            throw new Refusal(Rule.REOPENING_REFUSED, refused.reason().code());
        }
        told.tell();
        return ResponseEntity.noContent().build();
    }

    /** What became of a ledger. */
    record Compared(ProofLog.Condition condition, long size) {}

    /** Somebody shows a checkpoint that was kept: a ledger that is no continuation of it is frozen. */
    @PostMapping(path = "/kept-checkpoints", consumes = MediaType.TEXT_PLAIN_VALUE)
    Compared shown(@RequestBody byte[] note) throws IOException {
        try {
            return new Compared(
                    log.shown(Note.parse(note)).condition(), log.tree().size());
        } catch (ProofRefused refused) {
            throw new Refusal(Rule.CHECKPOINT_REFUSED, refused.reason().code());
        }
    }

    private static String oneLine(@Nullable String reason) {
        var line = reason == null ? "" : reason.strip().replaceAll("\\s+", " ");
        if (line.length() < SHORTEST_REASON) {
            throw new Refusal(Rule.REASON_REQUIRED, SHORTEST_REASON);
        }
        return line;
    }
}
