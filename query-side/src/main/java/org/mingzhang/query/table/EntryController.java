package org.mingzhang.query.table;

import java.security.Principal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.query.Cursor;
import org.mingzhang.query.Language;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Why;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 记录 as readers see them, now or at any position or instant. */
@RestController
@RequestMapping("/api/v1/campaigns/{year}/tables/{code}/entries")
class EntryController {

    private static final int SHORTEST_PURPOSE = 4;

    /**
     * A page of entries.
     *
     * @param position ledger position at which they stood
     * @param total entries in all pages
     * @param note why there is nothing, where that needs saying
     * @param cursor for the next page; null on the last
     */
    record Listed(
            String table,
            long position,
            long total,
            @Nullable String note,
            List<EntryShown> items,
            @Nullable String cursor,
            @Nullable List<From> from) {}

    /**
     * A table that a computed one is worked out from.
     *
     * @param approved whether all of it is approved today, so that the figures no longer move
     */
    record From(String code, @Nullable String zh, boolean approved) {}

    private final Tables tables;
    private final Entries entries;
    private final Reads reads;
    /** A table of 30,000 entries is fifteen such pages. */
    private static final int MOST = 2_000;

    private final ReadRecords records;
    private final ComputedEntries computed;

    EntryController(Tables tables, Entries entries, Reads reads, ReadRecords records, ComputedEntries computed) {
        this.computed = computed;
        this.tables = tables;
        this.entries = entries;
        this.reads = reads;
        this.records = records;
    }

    @GetMapping
    ResponseEntity<Listed> list(
            Principal principal,
            @PathVariable int year,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String department,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable Long minPosition,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(defaultValue = "false") boolean unmasked,
            @RequestParam(defaultValue = "") String purpose,
            @RequestParam Map<String, String> parameters,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language) {
        var table = tables.key(year, code);
        var following = NextEntries.read(cursor);
        var from = following == null ? Cursor.read(cursor) : null;
        long at;
        if (following != null) {
            at = following.position();
        } else {
            at = from == null ? reads.tableAt(asOf, minPosition) : from.position();
        }
        var sight = tables.sight(principal, table);
        if (sight.table().kind() == Table.Kind.COMPUTED) {
            return computed(table, sight, at, Reads.limit(limit), from == null ? 0 : from.offset());
        }
        var most = Reads.limit(limit, MOST);
        var page = Entries.Page.of(table, at, sight, department, most, from == null ? 0 : from.offset())
                .asked(Asked.filters(sight, parameters), Asked.order(sight, sort));
        if (from == null && page.isByNumber()) {
            return byNumber(principal, table, sight, page, following, unmasked ? purpose : null, language);
        }
        var found = entries.page(page);
        var total = entries.count(page);
        var shown = unmasked ? unmask(principal, table, sight, found, purpose) : masked(sight, found);
        var next = page.offset() + found.size();
        return Reads.ok(at)
                .body(new Listed(
                        table.toString(),
                        at,
                        total,
                        at > 0 ? null : beforeTheBeginning(Language.asked(language)),
                        shown,
                        next < total ? new Cursor(at, next).write() : null,
                        null));
    }

    /** The usual order: the next page begins after the last number, and nothing before it is read again. */
    private ResponseEntity<Listed> byNumber(
            Principal principal,
            TableKey table,
            Sight sight,
            Entries.Page page,
            @Nullable NextEntries following,
            @Nullable String purpose,
            @Nullable String language) {
        int after = following == null ? 0 : following.after();
        long total = following == null ? entries.standing(page) : following.total();
        var found = entries.following(page, after);
        var shown = purpose == null ? masked(sight, found) : unmask(principal, table, sight, found, purpose);
        long sent = (following == null ? 0 : following.sent()) + found.size();
        var more = found.isEmpty() || sent >= total
                ? null
                : new NextEntries(page.position(), found.get(found.size() - 1).id(), sent, total).write();
        return Reads.ok(page.position())
                .body(new Listed(
                        table.toString(),
                        page.position(),
                        total,
                        page.position() > 0 ? null : beforeTheBeginning(Language.asked(language)),
                        shown,
                        more,
                        null));
    }

    /** 自动统计表: its rows are numbered in their order and belong to no department. */
    private ResponseEntity<Listed> computed(TableKey table, Sight sight, long at, int limit, long offset) {
        var worked = computed.of(table, at);
        var rows = worked.entries();
        var shown = masked(sight, rows.stream().skip(offset).limit(limit).toList());
        var next = offset + shown.size();
        return Reads.ok(at)
                .body(new Listed(
                        table.toString(),
                        at,
                        rows.size(),
                        null,
                        shown,
                        next < rows.size() ? new Cursor(at, next).write() : null,
                        worked.from().stream()
                                .map(code -> new From(
                                        code,
                                        tables.title(table, code),
                                        tables.approved(table.campaign().table(code))))
                                .toList()));
    }

    @GetMapping("/{id}")
    ResponseEntity<EntryShown> one(
            Principal principal,
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable int id,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable Long minPosition,
            @RequestParam(defaultValue = "false") boolean unmasked,
            @RequestParam(defaultValue = "") String purpose) {
        var table = tables.key(year, code);
        var at = reads.tableAt(asOf, minPosition);
        var sight = tables.sight(principal, table);
        var entry =
                entries.find(table, id, at).filter(sight::sees).orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
        var shown = unmasked
                ? unmask(principal, table, sight, List.of(entry), purpose).get(0)
                : sight.show(entry);
        return Reads.ok(at).eTag("\"" + entry.revision() + "\"").body(shown);
    }

    private static List<EntryShown> masked(Sight sight, Collection<Entry> found) {
        return found.parallelStream().map(sight::show).toList();
    }

    private List<EntryShown> unmask(
            Principal principal, TableKey table, Sight sight, List<Entry> found, String purpose) {
        if (purpose.strip().codePoints().count() < SHORTEST_PURPOSE) {
            throw new Unanswerable(Why.PURPOSE_REQUIRED);
        }
        var allowed = found.stream().filter(sight::mayUnmask).toList();
        if (allowed.isEmpty() && !found.isEmpty()) {
            throw new Unanswerable(Why.UNMASK_NOT_ALLOWED);
        }
        var byShare = new TreeMap<String, List<Integer>>();
        allowed.forEach(entry -> byShare.computeIfAbsent(entry.department(), share -> new ArrayList<>())
                .add(entry.id()));
        byShare.forEach((department, ids) ->
                records.record(principal, table, department, ids, sight.sensitiveFields(), purpose.strip()));
        return found.stream()
                .map(entry -> sight.mayUnmask(entry) ? sight.show(entry, Mask.NONE) : sight.show(entry))
                .toList();
    }

    private static String beforeTheBeginning(Language language) {
        return language.of(
                "该时点早于账本的第一条记录，当时还没有数据", "This was before the ledger's first event; there were no data yet.");
    }
}
