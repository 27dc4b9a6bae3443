package org.mingzhang.query.print;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.proof.Hash;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Views;
import org.mingzhang.query.Why;
import org.mingzhang.query.export.ExportRecords;
import org.mingzhang.query.export.Periods;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.progress.Share;
import org.mingzhang.query.progress.Shares;
import org.mingzhang.query.progress.Signatures;
import org.mingzhang.query.progress.Visibility;
import org.mingzhang.query.table.Entry;
import org.mingzhang.query.table.Extracts;
import org.mingzhang.query.table.ShareContents;
import org.mingzhang.query.table.Standing;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 打印 of a share: what the reader may see of it, as it stands now; that it was printed is on record. */
@RestController
@RequestMapping("/api/v1/campaigns/{year}/tables/{code}/shares/{department}/print.pdf")
class PrintController {

    /** More entries are not for paper. */
    private static final int MOST = 30_000;

    private final Extracts extracts;
    private final ShareContents contents;
    private final Shares shares;
    private final Signatures signatures;
    private final Organisation organisation;
    private final Standing standing;
    private final ExportRecords records;
    private final PaperCodes codes;
    private final Reads reads;

    PrintController(
            Extracts extracts,
            ShareContents contents,
            Shares shares,
            Signatures signatures,
            Organisation organisation,
            Standing standing,
            ExportRecords records,
            PaperCodes codes,
            Reads reads) {
        this.extracts = extracts;
        this.contents = contents;
        this.shares = shares;
        this.signatures = signatures;
        this.organisation = organisation;
        this.standing = standing;
        this.records = records;
        this.codes = codes;
        this.reads = reads;
    }

    @GetMapping
    ResponseEntity<byte[]> share(
            Principal principal, @PathVariable int year, @PathVariable String code, @PathVariable String department) {
        long position = reads.everything(Views.TABLE, Views.PROGRESS);
        var key = organisation.campaign(year).table(code);
        var share = shares.visible(key, department, organisation.reader(principal), Visibility::cells);
        var extract = extracts.of(principal, year, code, department);
        var entries = new ArrayList<Entry>();
        extract.each(position, entry -> {
            if (entries.size() >= MOST) {
                throw new Unanswerable(Why.TOO_LONG_FOR_PAPER, Integer.toString(MOST));
            }
            entries.add(entry);
        });
        var name = organisation.departmentNames().getOrDefault(department, department);
        var print = new SharePrint(new SharePrint.Content(
                organisation.collegeName(),
                year,
                extract.catalogue(),
                extract.table(),
                Periods.of(extract.table(), year),
                name,
                entries,
                share.nilReason(),
                collected(share),
                briefed(share),
                approved(key, share, position),
                contents.hash(key, department, position),
                key + "/" + department,
                position,
                standing.at(position).orElse(Instant.EPOCH),
                codes.covering(position)));
        var bytes = print.drawn();
        records.record(
                principal,
                key.campaign(),
                "print",
                key + "/" + department + "@" + position + ".pdf",
                Hash.sha256(bytes).hex());
        return Reads.ok(position)
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename(code + extract.table().zh() + "-" + name + ".pdf", UTF_8)
                                .build()
                                .toString())
                .body(bytes);
    }

    private SharePrint.@Nullable Signed collected(Share share) {
        var submission = share.submission();
        return submission == null ? null : signed(submission.by(), "", submission.at());
    }

    private SharePrint.@Nullable Signed briefed(Share share) {
        var briefing = share.briefing();
        return briefing == null ? null : signed(briefing.leader(), "汇报方式：" + briefing.manner(), briefing.heldAt());
    }

    private SharePrint.@Nullable Signed approved(TableKey table, Share share, long position) {
        return share.stage() != Share.Stage.APPROVED
                ? null
                : signatures.of(table, share.department()).stream()
                        .filter(each -> each.voidReason() == null && each.position() <= position)
                        .findFirst()
                        .map(each -> signed(each.by(), each.post(), each.at()))
                        .orElse(null);
    }

    private SharePrint.Signed signed(String staffNo, String post, Instant at) {
        return new SharePrint.Signed(organisation.names(List.of(staffNo)).withNumber(staffNo), post, at);
    }
}
