package org.mingzhang.ops.proof;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.events.proof.AddCheckpoint;
import org.mingzhang.events.proof.Checkpoint;
import org.mingzhang.events.proof.EntryProof;
import org.mingzhang.events.proof.Hash;
import org.mingzhang.events.proof.Note;
import org.mingzhang.events.proof.NoteKey;
import org.mingzhang.events.proof.ProofRefused;
import org.mingzhang.events.proof.ShortCode;
import org.mingzhang.events.proof.Tile;
import org.mingzhang.events.proof.Tree;
import org.mingzhang.ops.store.CheckpointTable;
import org.mingzhang.ops.store.LedgerLeaves;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** 账本证明: checkpoints, tiles and proofs for anybody who wants to check; the entries themselves for the offices alone. */
@RestController
@RequestMapping("/api/v1/ledger")
class LedgerController {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    /**
     * How the ledger stands.
     *
     * @param condition STARTING, SOUND, FROZEN or ROLLED_BACK
     * @param origin name of the log
     * @param size how many entries the newest checkpoint covers
     * @param root of them, 64 hexadecimal digits
     * @param code the same for paper
     * @param audited how many entries were found sound when all were last read again
     * @param trouble what is wrong; absent if nothing
     * @param position first ledger position at which something is wrong; absent if none or unknown
     * @param logKey public key by which checkpoints are believed
     * @param receiptKey public key by which receipts are believed
     * @param witnessKey public key of the witness; absent while none is appointed
     * @param witnessed how many entries the newest checkpoint covers that the witness signed; 0 if none
     * @param milestone position of the newest event of a campaign itself: the witness signs soon what covers it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Ledger(
            ProofLog.Condition condition,
            String origin,
            long size,
            String root,
            String code,
            long audited,
            @Nullable String trouble,
            @Nullable Long position,
            String logKey,
            String receiptKey,
            @Nullable String witnessKey,
            long witnessed,
            long milestone) {}

    /** Hashes of a proof, base64, as RFC 9162 orders them. */
    record Proof(long from, long to, List<String> path) {

        static Proof of(long from, long to, List<Hash> path) {
            return new Proof(from, to, path.stream().map(Hash::base64).toList());
        }
    }

    /** What a code on paper names. */
    record Named(String code, long size, String root, OffsetDateTime at) {}

    private final ProofLog log;
    private final LedgerLeaves leaves;
    private final CheckpointTable checkpoints;
    private final ProofPackage packed;
    private final Witness witness;

    LedgerController(
            ProofLog log, LedgerLeaves leaves, CheckpointTable checkpoints, ProofPackage packed, Witness witness) {
        this.log = log;
        this.leaves = leaves;
        this.checkpoints = checkpoints;
        this.packed = packed;
        this.witness = witness;
    }

    @GetMapping
    Ledger ledger() {
        var state = log.state();
        var note = state.checkpoint();
        var checkpoint = note == null
                ? new Checkpoint(log.keys().log().key().name(), 0, Tree.EMPTY)
                : Checkpoint.parse(note.text());
        return new Ledger(
                state.condition(),
                checkpoint.origin(),
                checkpoint.size(),
                checkpoint.root().hex(),
                ShortCode.of(checkpoint.root()).text(),
                state.audited(),
                state.trouble(),
                state.position(),
                log.keys().log().key().toString(),
                log.keys().receipt().key().toString(),
                witness.key().map(NoteKey::toString).orElse(null),
                witness.signed(),
                log.milestone());
    }

    /** Reads the whole ledger again, now, and tells how it stands. */
    @PostMapping("/audit")
    Ledger audit() {
        log.audit();
        return ledger();
    }

    /** The newest checkpoint as a signed note, or the smallest that covers a size. */
    @GetMapping("/checkpoint")
    ResponseEntity<byte[]> checkpoint(@RequestParam(defaultValue = "0") long size) throws InterruptedException {
        var newest = log.covering(Math.max(size, 1), PATIENCE);
        if (newest == null) {
            throw new Refusal(Rule.NOT_FOUND);
        }
        var note = size == 0
                ? newest
                : checkpoints.covering(size).map(CheckpointTable.Signed::note).orElse(newest);
        return ResponseEntity.ok()
                .contentType(TEXT)
                .cacheControl(CacheControl.noCache())
                .body(note.bytes());
    }

    /**
     * The newest checkpoint with the proof that it continues the one the witness signed last, as C2SP tlog-witness has it: a file to be
     * carried to a witness without network.
     *
     * @param old size that the witness signed last; the newest that it sent back if absent
     */
    @GetMapping("/add-checkpoint")
    ResponseEntity<byte[]> toBeWitnessed(@RequestParam(required = false) @Nullable Long old)
            throws InterruptedException {
        var newest = log.covering(1, PATIENCE);
        if (newest == null) {
            throw new Refusal(Rule.NOT_FOUND);
        }
        return ResponseEntity.ok()
                .contentType(TEXT)
                .cacheControl(CacheControl.noStore())
                .body(asked(newest, old == null ? witness.signed() : old).bytes());
    }

    private AddCheckpoint asked(Note newest, long old) {
        long size = Checkpoint.parse(newest.text()).size();
        if (old < 0 || old > size) {
            throw new Refusal(Rule.PROOF_RANGE, size);
        }
        return log.asked(newest, old);
    }

    /**
     * A checkpoint with the witness's signature, from the witness's own machine; believed by the key in the file
     * {@code witness.pub} beside the keys of the log.
     */
    @PostMapping(path = "/cosignatures", consumes = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<Void> cosigned(@RequestBody byte[] note) throws java.io.IOException {
        var key = witness.key().orElseThrow(() -> new Refusal(Rule.NO_WITNESS));
        try {
            log.cosigned(Note.parse(note), key);
            return ResponseEntity.noContent().build();
        } catch (ProofRefused refused) {
            throw new Refusal(Rule.COSIGNATURE_REFUSED, refused.reason().code());
        }
    }

    /** A hash tile, by the path that C2SP gives it; it never changes. */
    @GetMapping("/tile/{*path}")
    ResponseEntity<byte[]> tile(@PathVariable String path) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).immutable())
                .body(bytes("tile" + path));
    }

    private byte[] bytes(String path) {
        try {
            var tile = Tile.parse(path);
            long hashes = log.state().signed() >> (Tile.HEIGHT * Math.max(0, tile.level()));
            if (tile.level() == Tile.ENTRIES || tile.index() * Tile.FULL + tile.width() > hashes) {
                throw new Refusal(Rule.NOT_FOUND);
            }
            return log.tree().bytes(tile);
        } catch (ProofRefused malformed) {
            throw new Refusal(Rule.NOT_FOUND);
        }
    }

    /** That the entry at an index stands in the tree of a size. */
    @GetMapping("/proofs/inclusion")
    Proof inclusion(@RequestParam long index, @RequestParam long size) {
        if (index < 0 || index >= size || size > log.state().signed()) {
            throw new Refusal(Rule.PROOF_RANGE, log.state().signed());
        }
        return Proof.of(
                index, size, Tree.inclusion(log.tree().nodes(size), index, size).path());
    }

    /** That the tree of one size is the beginning of the tree of another. */
    @GetMapping("/proofs/consistency")
    Proof consistency(@RequestParam long from, @RequestParam long to) {
        if (from < 0 || from > to || to > log.state().signed()) {
            throw new Refusal(Rule.PROOF_RANGE, log.state().signed());
        }
        return Proof.of(
                from, to, Tree.consistency(log.tree().nodes(to), from, to).path());
    }

    /** An event's proof as a file to keep (C2SP tlog-proof), with its leaf in the header {@code Ledger-Leaf}, base64. */
    @GetMapping("/proofs/{event}")
    ResponseEntity<byte[]> proof(@PathVariable UUID event) throws InterruptedException {
        var leaf = leaves.find(event).orElseThrow(() -> new Refusal(Rule.NOT_FOUND));
        var note = log.covering(leaf.position(), PATIENCE);
        if (note == null) {
            throw new Refusal(Rule.BUSY);
        }
        long size = Checkpoint.parse(note.text()).size();
        var path = Tree.inclusion(log.tree().nodes(size), leaf.position() - 1, size)
                .path();
        return ResponseEntity.ok()
                .contentType(TEXT)
                .header("Ledger-Leaf", java.util.Base64.getEncoder().encodeToString(leaf.bytes()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(event + ".tlog-proof")
                                .build()
                                .toString())
                .body(new EntryProof(leaf.position() - 1, path, note).bytes());
    }

    /** 核验: the checkpoint that a code on paper names. */
    @GetMapping("/codes/{code}")
    Named named(@PathVariable String code) {
        try {
            var typed = ShortCode.parse(code);
            var signed = checkpoints.named(typed.hex()).orElseThrow(() -> new Refusal(Rule.CODE_UNKNOWN));
            return new Named(typed.text(), signed.size(), signed.root().hex(), signed.at());
        } catch (ShortCode.Mistyped mistyped) {
            throw mistyped.groups().isEmpty()
                    ? new Refusal(Rule.CODE_LENGTH)
                    : new Refusal(
                            Rule.CODE_MISTYPED,
                            String.join(
                                    ", ",
                                    mistyped.groups().stream()
                                            .map(String::valueOf)
                                            .toList()));
        }
    }

    /**
     * Everything an outsider needs to check the whole ledger offline; personal values stay sealed.
     *
     * @param witnessed up to the newest checkpoint that the witness signed, instead of the newest of all
     */
    @GetMapping("/export.zip")
    ResponseEntity<StreamingResponseBody> export(@RequestParam(defaultValue = "false") boolean witnessed)
            throws InterruptedException {
        var newest = log.covering(1, PATIENCE);
        if (newest == null) {
            throw new Refusal(Rule.NOT_FOUND);
        }
        var note = witnessed
                ? witness.newest().map(CheckpointTable.Signed::note).orElseThrow(() -> new Refusal(Rule.NO_WITNESS))
                : newest;
        long size = Checkpoint.parse(note.text()).size();
        StreamingResponseBody body = out -> packed.write(note, out);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("ledger-" + size + ".zip")
                                .build()
                                .toString())
                .body(body);
    }
}
