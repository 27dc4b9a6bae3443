package org.mingzhang.query.table;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.table.ShareEvent.Explanation;
import org.mingzhang.query.Cursor;
import org.mingzhang.query.Language;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Views;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Organisation.Who;
import org.mingzhang.query.progress.LastYear;
import org.mingzhang.query.progress.ShareShown;
import org.mingzhang.query.progress.Shares;
import org.mingzhang.query.progress.Showing;
import org.mingzhang.query.progress.Visibility;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 审核: what the reviewer is shown before signing. Looking is not recorded here; opening the review is an act of its own. */
@RestController
@RequestMapping("/api/v1/campaigns/{year}/tables/{code}/shares/{department}/review")
class ReviewController {

    /** Who filled: how many changes, from when to when. */
    record WriterShown(@Nullable Who person, int changes, Instant first, Instant last) {}

    /**
     * What changed since the last approval, void or not.
     *
     * @param position ledger position of that approval
     */
    record SinceApproval(long position, List<HistoryController.Differing> items, boolean more) {}

    /**
     * A share before its reviewer.
     *
     * @param contentHash of exactly the entries at this position; what an approval must name
     * @param submittedHash of what was handed over; differs only if it was not handed over
     * @param lastYear how many entries the department had a year ago; null if there was no campaign
     */
    record Review(
            String table,
            String department,
            long position,
            String contentHash,
            @Nullable String submittedHash,
            ShareShown share,
            List<Explanation> explanations,
            List<WriterShown> writers,
            @Nullable SinceApproval sinceApproval,
            long total,
            @Nullable Integer lastYear,
            List<EntryShown> items,
            @Nullable String cursor) {}

    private static final int MOST_DIFFERENCES = 500;

    private final Tables tables;
    private final Entries entries;
    private final ShareContents contents;
    private final Shares shares;
    private final Showing showing;
    private final Organisation organisation;
    private final Reads reads;
    private final LastYear lastYear;

    ReviewController(
            Tables tables,
            Entries entries,
            ShareContents contents,
            Shares shares,
            Showing showing,
            Organisation organisation,
            Reads reads,
            LastYear lastYear) {
        this.lastYear = lastYear;
        this.tables = tables;
        this.entries = entries;
        this.contents = contents;
        this.shares = shares;
        this.showing = showing;
        this.organisation = organisation;
        this.reads = reads;
    }

    @GetMapping
    ResponseEntity<Review> review(
            Principal principal,
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable String department,
            @RequestParam(required = false) @Nullable Long minPosition,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language) {
        var table = tables.key(year, code);
        var next = Cursor.read(cursor);
        var at = next == null ? reads.now(minPosition, Views.TABLE, Views.PROGRESS) : next.position();
        var sight = tables.sight(principal, table);
        var share = shares.visible(table, department, sight.reader(), Visibility::cells);
        var page = new Entries.Page(
                table,
                at,
                List.of(department),
                null,
                java.util.Map.of(),
                "entry",
                Reads.limit(limit),
                next == null ? 0 : next.offset());
        var items = entries.page(page);
        var total = entries.count(page);
        var end = page.offset() + items.size();
        var shown = showing.shares(table.campaign(), List.of(share), sight.reader(), Language.asked(language))
                .get(0);
        var writers = entries.writers(table, department, at);
        var names = organisation.names(writers.stream().map(Entries.Writer::by).toList());
        return Reads.ok(at)
                .body(new Review(
                        table.toString(),
                        department,
                        at,
                        contents.hash(table, department, at),
                        share.contentHash(),
                        shown,
                        share.explanations(),
                        writers.stream()
                                .map(writer -> new WriterShown(
                                        names.of(writer.by()), writer.changes(), writer.first(), writer.last()))
                                .toList(),
                        sinceApproval(sight, table, share.approvedAt(), department, at),
                        total,
                        lastYear.before(table.campaign()).of(share),
                        items.stream().map(sight::show).toList(),
                        end < total ? new Cursor(at, end).write() : null));
    }

    private @Nullable SinceApproval sinceApproval(
            Sight sight, TableKey table, @Nullable Long approvedAt, String department, long at) {
        if (approvedAt == null || approvedAt > at) {
            return null;
        }
        var found = entries.differences(table, List.of(department), null, approvedAt, at, MOST_DIFFERENCES + 1, 0);
        return new SinceApproval(
                approvedAt,
                found.stream()
                        .limit(MOST_DIFFERENCES)
                        .map(each -> HistoryController.differing(sight, each))
                        .toList(),
                found.size() > MOST_DIFFERENCES);
    }
}
