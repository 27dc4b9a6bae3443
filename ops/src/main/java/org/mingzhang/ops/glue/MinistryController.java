package org.mingzhang.ops.glue;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.mingzhang.command.Act;
import org.mingzhang.command.Answer;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.Permissions;
import org.mingzhang.command.org.RecordExport;
import org.mingzhang.query.export.Snapshots;
import org.mingzhang.query.export.Snapshots.Packed;
import org.mingzhang.query.ministry.DryRun;
import org.mingzhang.query.ministry.MinistryAdapter;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** 上报文件: what a package becomes for the ministry. Anybody in the office may rehearse; only what was signed goes out, on record. */
@RestController
@RequestMapping("/api/v1/campaigns/{year}/snapshots/{id}/ministry/{adapter}")
class MinistryController {

    private final List<MinistryAdapter> adapters;
    private final PackedSnapshots packages;
    private final Snapshots snapshots;
    private final Commands commands;
    private final Permissions permissions;

    MinistryController(
            List<MinistryAdapter> adapters,
            PackedSnapshots packages,
            Snapshots snapshots,
            Commands commands,
            Permissions permissions) {
        this.adapters = adapters;
        this.packages = packages;
        this.snapshots = snapshots;
        this.commands = commands;
        this.permissions = permissions;
    }

    /** 预演. */
    @GetMapping
    DryRun rehearse(@PathVariable int year, @PathVariable String id, @PathVariable String adapter, Act act)
            throws IOException {
        permissions.office(act);
        var chosen = adapter(adapter);
        try (var tables = snapshots.open(packages.packed(packages.campaign(year), id))) {
            return chosen.rehearse(tables);
        }
    }

    /** The files, in one ZIP; the same bytes for the same package. */
    @GetMapping("/files.zip")
    ResponseEntity<StreamingResponseBody> files(
            @PathVariable int year, @PathVariable String id, @PathVariable String adapter, Act act) throws IOException {
        permissions.office(act);
        var chosen = adapter(adapter);
        var campaign = packages.campaign(year);
        if (!packages.recorded(campaign, id).signed()) {
            throw new Refusal(Rule.SNAPSHOT_UNSIGNED);
        }
        var packed = packages.packed(campaign, id);
        var done = commands.send(
                new RecordExport(
                        campaign.college(),
                        act.by(),
                        "ministry-" + chosen.name(),
                        campaign + "/" + packed.snapshot(),
                        digest(chosen, packed),
                        act.by()),
                act);
        StreamingResponseBody body = out -> write(chosen, packed, out);
        return ResponseEntity.ok()
                .header(Answer.LEDGER_POSITION, Long.toString(done.position()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(campaign.college() + "-" + year + "-" + id + "-" + chosen.name() + ".zip")
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.parseMediaType("application/zip"))
                .body(body);
    }

    /** Written twice, so that what goes out is on record before it does and lies nowhere in between. */
    private String digest(MinistryAdapter adapter, Packed packed) throws IOException {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            write(adapter, packed, new DigestOutputStream(OutputStream.nullOutputStream(), sha256));
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private void write(MinistryAdapter adapter, Packed packed, OutputStream out) throws IOException {
        try (var tables = snapshots.open(packed)) {
            adapter.write(tables, out);
        }
    }

    private MinistryAdapter adapter(String name) {
        return adapters.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(Rule.NOT_FOUND));
    }
}
