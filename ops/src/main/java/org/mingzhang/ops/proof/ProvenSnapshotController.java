package org.mingzhang.ops.proof;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipFile;
import org.mingzhang.command.Act;
import org.mingzhang.command.Answer;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Positions;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.Permissions;
import org.mingzhang.command.org.RecordExport;
import org.mingzhang.events.proof.Checkpoint;
import org.mingzhang.events.proof.Manifest;
import org.mingzhang.events.proof.Note;
import org.mingzhang.events.proof.PackageVerifier;
import org.mingzhang.ops.glue.PackedSnapshots;
import org.mingzhang.ops.store.CheckpointTable;
import org.mingzhang.query.export.RecordedSnapshots.Recorded;
import org.mingzhang.query.export.Snapshots;
import org.mingzhang.query.export.Snapshots.Packed;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * 可核验的上报包: a snapshot together with the ledger that makes it, which an outsider confirms offline with two public keys: that the
 * tables are those that were sealed and signed, and that the events make these tables of themselves.
 */
@RestController
class ProvenSnapshotController {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Snapshots snapshots;
    private final PackedSnapshots recorded;
    private final ProofLog log;
    private final Witness witness;
    private final ProofPackage packages;
    private final Commands commands;
    private final Positions positions;
    private final Permissions permissions;

    ProvenSnapshotController(
            Snapshots snapshots,
            PackedSnapshots recorded,
            ProofLog log,
            Witness witness,
            ProofPackage packages,
            Commands commands,
            Positions positions,
            Permissions permissions) {
        this.snapshots = snapshots;
        this.recorded = recorded;
        this.log = log;
        this.witness = witness;
        this.packages = packages;
        this.commands = commands;
        this.positions = positions;
        this.permissions = permissions;
    }

    /**
     * The package.
     *
     * @param witnessed with the ledger up to the newest checkpoint that the witness signed, instead of the newest of all
     */
    @GetMapping("/api/v1/campaigns/{year}/snapshots/{id}/proven.zip")
    ResponseEntity<StreamingResponseBody> download(
            @PathVariable int year,
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean witnessed,
            Act act)
            throws InterruptedException {
        permissions.office(act);
        var campaign = recorded.campaign(year);
        var sealed = recorded.recorded(campaign, id);
        var packed = recorded.packed(campaign, id);
        var note = witnessed ? witnessed(sealed) : newest(sealed);
        var done = commands.send(
                new RecordExport(
                        campaign.college(),
                        act.by(),
                        "proven-snapshot",
                        campaign + "/" + packed.snapshot(),
                        packed.sha256(),
                        act.by()),
                act);
        StreamingResponseBody body = out -> write(note, packed, out);
        return ResponseEntity.ok()
                .header(Answer.LEDGER_POSITION, Long.toString(done.position()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(campaign.college() + "-" + year + "-" + id + "-proven.zip")
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.parseMediaType("application/zip"))
                .body(body);
    }

    private Note newest(Recorded sealed) throws InterruptedException {
        var note = log.covering(Math.max(sealed.recordedAt(), positions.head()), PATIENCE);
        if (note == null) {
            throw new Refusal(Rule.BUSY);
        }
        return note;
    }

    private Note witnessed(Recorded sealed) {
        return witness.newest()
                .map(CheckpointTable.Signed::note)
                .filter(note -> Checkpoint.parse(note.text()).size() >= sealed.recordedAt())
                .orElseThrow(() -> new Refusal(Rule.NO_WITNESS));
    }

    private void write(Note note, Packed packed, OutputStream out) throws IOException {
        try (var zip = new ZipFile(packed.file().toFile())) {
            List<ProofPackage.Extra> tables = new ArrayList<>();
            for (var entry : Collections.list(zip.entries())) {
                var path = entry.getName().equals(Manifest.PATH) ? PackageVerifier.MANIFEST_OF_TABLES : entry.getName();
                tables.add(new ProofPackage.Extra(path, () -> {
                    try (var content = zip.getInputStream(entry)) {
                        return content.readAllBytes();
                    }
                }));
            }
            tables.add(new ProofPackage.Extra(PackageVerifier.FIELDS, () -> snapshots.fieldTypes(packed)));
            packages.write(note, tables, out);
        }
    }
}
