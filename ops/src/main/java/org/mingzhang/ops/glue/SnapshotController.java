package org.mingzhang.ops.glue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Act;
import org.mingzhang.command.Answer;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Positions;
import org.mingzhang.command.Receipts;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.campaign.RecordSnapshot;
import org.mingzhang.command.guard.Permissions;
import org.mingzhang.command.org.RecordExport;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.query.Reads;
import org.mingzhang.query.export.RecordedSnapshots;
import org.mingzhang.query.export.RecordedSnapshots.Recorded;
import org.mingzhang.query.export.Snapshots;
import org.mingzhang.query.export.Snapshots.Packed;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Organisation.Who;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 快照: takes one, records it, and hands it out; each download is on record. */
@RestController
@RequestMapping("/api/v1/campaigns/{year}/snapshots")
class SnapshotController {

    private final Snapshots snapshots;
    private final RecordedSnapshots recorded;
    private final Commands commands;
    private final Receipts receipts;
    private final Positions positions;
    private final Reads reads;
    private final PackedSnapshots packages;
    private final Permissions permissions;
    private final Organisation organisation;

    SnapshotController(
            Snapshots snapshots,
            RecordedSnapshots recorded,
            Commands commands,
            Receipts receipts,
            Positions positions,
            Reads reads,
            PackedSnapshots packages,
            Permissions permissions,
            Organisation organisation) {
        this.reads = reads;
        this.organisation = organisation;
        this.snapshots = snapshots;
        this.recorded = recorded;
        this.commands = commands;
        this.receipts = receipts;
        this.positions = positions;
        this.packages = packages;
        this.permissions = permissions;
    }

    /**
     * Which snapshot to take.
     *
     * @param position ledger position; absent for now
     */
    record Wanted(@Nullable Long position) {}

    /**
     * What was taken.
     *
     * @param id of the snapshot
     * @param position ledger position at which it was read
     * @param at when the event at that position was accepted
     * @param tables how many tables it holds
     * @param entries how many entries they hold
     * @param sha256 digest of the package
     * @param size of the package in bytes
     */
    record Taken(
            String id,
            long position,
            Instant at,
            String contentHash,
            String manifestSha256,
            int tables,
            int entries,
            String sha256,
            long size) {

        static Taken of(Packed packed) {
            return new Taken(
                    packed.snapshot(),
                    packed.position(),
                    packed.at(),
                    packed.contentHash(),
                    packed.manifestSha256(),
                    packed.tables(),
                    packed.entries(),
                    packed.sha256(),
                    packed.size());
        }
    }

    /** The snapshots of a campaign, the latest first. */
    record All(List<Shown> items) {}

    /** One of them; the fields mean what they mean in {@link Recorded}. */
    record Shown(
            String id,
            long position,
            long recordedAt,
            String contentHash,
            String manifestSha256,
            @Nullable Who by,
            Instant at,
            boolean signed) {}

    @PostMapping
    ResponseEntity<Taken> take(
            @PathVariable int year, @RequestBody(required = false) @Nullable Wanted wanted, Act act) {
        var campaign = packages.campaign(year);
        permissions.office(act);
        long position = position(wanted, act, campaign);
        var packed = taken(campaign, position);
        var done = commands.send(
                new RecordSnapshot(
                        campaign,
                        packed.snapshot(),
                        packed.position(),
                        packed.contentHash(),
                        packed.manifestSha256(),
                        act.by()),
                act);
        return Answer.created(done, Taken.of(packed));
    }

    private long position(@Nullable Wanted wanted, Act act, CampaignKey campaign) {
        long head = positions.head();
        if (wanted == null || wanted.position() == null) {
            return earlier(act, campaign).map(Recorded::position).orElse(head);
        }
        if (wanted.position() < 1 || wanted.position() > head) {
            throw new Refusal(Rule.UNREADABLE, "/position");
        }
        return wanted.position();
    }

    /** A repeated request is read where the first one was. */
    private Optional<Recorded> earlier(Act act, CampaignKey campaign) {
        var key = act.key();
        if (key == null) {
            return Optional.empty();
        }
        return receipts.find(act.by(), key)
                .flatMap(receipt -> recorded.of(campaign, receipt.position()).stream()
                        .filter(each -> each.recordedAt() == receipt.position())
                        .findFirst());
    }

    @GetMapping
    All list(@PathVariable int year, @RequestParam(required = false) @Nullable String asOf) {
        var all = recorded.of(packages.campaign(year), reads.upTo(asOf, positions.head()));
        var names = organisation.names(all.stream().map(Recorded::by).toList());
        return new All(all.stream()
                .map(each -> new Shown(
                        each.id(),
                        each.position(),
                        each.recordedAt(),
                        each.contentHash(),
                        each.manifestSha256(),
                        names.of(each.by()),
                        each.at(),
                        each.signed()))
                .toList());
    }

    /**
     * How far a package is.
     *
     * @param running whether one is being made
     * @param done tables that are packed
     * @param total tables in all; 0 until they are known
     */
    record Progress(boolean running, int done, int total) {}

    @GetMapping("/packing")
    Progress packing(@PathVariable int year) {
        return snapshots
                .making(packages.campaign(year))
                .map(making -> new Progress(true, making.done(), making.total()))
                .orElseGet(() -> new Progress(false, 0, 0));
    }

    @GetMapping("/{id}/manifest")
    ResponseEntity<byte[]> manifest(@PathVariable int year, @PathVariable String id) {
        var packed = packages.packed(packages.campaign(year), id);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .eTag('"' + packed.manifestSha256() + '"')
                .body(snapshots.manifest(packed));
    }

    @GetMapping("/{id}.zip")
    ResponseEntity<Resource> download(@PathVariable int year, @PathVariable String id, Act act) {
        permissions.office(act);
        var campaign = packages.campaign(year);
        var packed = packages.packed(campaign, id);
        var done = commands.send(
                new RecordExport(
                        campaign.college(),
                        act.by(),
                        "snapshot",
                        campaign + "/" + packed.snapshot(),
                        packed.sha256(),
                        act.by()),
                act);
        var name = campaign.college() + "-" + campaign.year() + "-" + packed.snapshot() + ".zip";
        return ResponseEntity.status(HttpStatus.OK)
                .header(Answer.LEDGER_POSITION, Long.toString(done.position()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.parseMediaType("application/zip"))
                .contentLength(packed.size())
                .body(new FileSystemResource(packed.file()));
    }

    private Packed taken(CampaignKey campaign, long position) {
        try {
            return snapshots.take(campaign, position).orElseThrow(() -> new Refusal(Rule.NOT_FOUND));
        } catch (Snapshots.NotYet behind) {
            throw new Refusal(Rule.BUSY);
        }
    }
}
