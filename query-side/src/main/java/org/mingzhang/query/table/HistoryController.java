package org.mingzhang.query.table;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.TableKey;
import org.mingzhang.query.Cursor;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Why;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Organisation.Names;
import org.mingzhang.query.org.Organisation.Who;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 留痕 of one entry, one cell, or one table between two moments. */
@RestController
@RequestMapping("/api/v1/campaigns/{year}/tables/{code}")
class HistoryController {

    /**
     * One act in an entry's history.
     *
     * @param kind ADDED, AMENDED or REMOVED
     * @param post the person's post then
     * @param row row of the pasted block or file
     * @param file name of the imported file
     * @param sha256 digest of that file
     * @param preparedBy who made that file
     * @param written what was written in changed cells that are kept in another form
     */
    record Step(
            String kind,
            long position,
            String event,
            Instant at,
            @Nullable Who by,
            String post,
            String how,
            String reason,
            @Nullable String batch,
            @Nullable Integer row,
            @Nullable String file,
            @Nullable String sha256,
            @Nullable String preparedBy,
            int revision,
            List<Changes.Change> changes,
            List<AsWritten> written) {}

    /**
     * 原样: what was written in a cell.
     *
     * @param zh the field's title
     */
    record AsWritten(String field, String zh, @Nullable Object text) {}

    /**
     * Where an entry was carried from.
     *
     * @param revision the entry's revision that was carried
     */
    record CarriedFrom(int year, String table, int entry, int revision) {}

    /**
     * All acts, the first first.
     *
     * @param carriedFrom last year's entry it came from; null if it came from nowhere
     */
    record History(
            String table,
            int entry,
            String department,
            @Nullable CarriedFrom carriedFrom,
            List<Step> items) {}

    /**
     * One entry that differs.
     *
     * @param kind ADDED, AMENDED or REMOVED
     */
    record Differing(
            int id,
            String department,
            String kind,
            @Nullable Integer fromRevision,
            @Nullable Integer toRevision,
            List<Changes.Change> changes) {}

    record Diff(
            String table,
            long from,
            long to,
            List<Differing> items,
            @Nullable String cursor) {}

    private static final int MOST = 2_000;

    private final Tables tables;
    private final Entries entries;
    private final Organisation organisation;
    private final Reads reads;

    HistoryController(Tables tables, Entries entries, Organisation organisation, Reads reads) {
        this.tables = tables;
        this.entries = entries;
        this.organisation = organisation;
        this.reads = reads;
    }

    @GetMapping("/entries/{id}/history")
    ResponseEntity<History> history(
            Principal principal,
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable int id,
            @RequestParam(required = false) @Nullable String field,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable Long minPosition) {
        var table = tables.key(year, code);
        var at = reads.tableAt(asOf, minPosition);
        var sight = tables.sight(principal, table);
        if (field != null && sight.table().field(field).isEmpty()) {
            throw new Unanswerable(Why.BAD_FILTER, field);
        }
        var versions = entries.versions(table, id, at);
        if (versions.isEmpty()
                || !sight.sees(versions.get(0).department(), versions.get(0).owner())) {
            throw new Unanswerable(Why.NOT_VISIBLE);
        }
        var names =
                organisation.names(versions.stream().map(Entries.Version::by).toList());
        var written = entries.asWritten(table, id, at);
        var steps = versions.stream()
                .filter(version -> field == null || version.changed().contains(field))
                .map(version ->
                        step(sight, version, field, names, written.getOrDefault(version.revision(), new TreeMap<>())))
                .toList();
        return Reads.ok(at)
                .body(new History(
                        table.toString(), id, versions.get(0).department(), carriedFrom(table, id, at), steps));
    }

    private @Nullable CarriedFrom carriedFrom(TableKey table, int entry, long at) {
        return entries.carriedFrom(table, entry, at)
                .map(from -> new CarriedFrom(from.table().year(), from.table().code(), from.entry(), from.revision()))
                .orElse(null);
    }

    @GetMapping("/diff")
    ResponseEntity<Diff> diff(
            Principal principal,
            @PathVariable int year,
            @PathVariable String code,
            @RequestParam String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String department,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Long minPosition) {
        var table = tables.key(year, code);
        var page = Cursor.read(cursor);
        var later = page == null ? reads.tableAt(to, minPosition) : page.position();
        var earlier = reads.tableAt(from, null);
        var sight = tables.sight(principal, table);
        var most = Reads.limit(limit, MOST);
        var found = entries.differences(
                table,
                department == null ? sight.departments() : sight.only(department),
                department == null || sight.only(department).isEmpty()
                        ? sight.reader().staffNo()
                        : null,
                earlier,
                later,
                most + 1,
                page == null ? 0 : page.offset());
        var shown =
                found.stream().limit(most).map(each -> differing(sight, each)).toList();
        return Reads.ok(later)
                .body(new Diff(
                        table.toString(),
                        earlier,
                        later,
                        shown,
                        found.size() > most
                                ? new Cursor(later, found.get(most - 1).id()).write()
                                : null));
    }

    private static Step step(
            Sight sight,
            Entries.Version version,
            @Nullable String field,
            Names names,
            SortedMap<String, CellValue> written) {
        var mask = sight.mask(version.department(), version.owner());
        var changed = field == null ? version.changed() : List.of(field);
        var source = version.source();
        return new Step(
                version.removed() ? "REMOVED" : version.revision() == 1 ? "ADDED" : "AMENDED",
                version.position(),
                version.event(),
                version.at(),
                names.of(version.by()),
                version.post(),
                version.how(),
                version.reason(),
                version.batch(),
                version.row(),
                source == null ? null : source.file(),
                source == null ? null : source.sha256(),
                source == null ? null : source.preparedBy(),
                version.revision(),
                Changes.of(sight.table(), mask, changed, version.before(), version.cells()),
                sight.table().fields().stream()
                        .filter(each -> written.containsKey(each.name()))
                        .filter(each -> field == null || field.equals(each.name()))
                        .map(each -> new AsWritten(each.name(), each.zh(), mask.show(each, written.get(each.name()))))
                        .toList());
    }

    static Differing differing(Sight sight, Entries.Difference difference) {
        var from = difference.from();
        var to = difference.to();
        var stands = to != null ? to : from;
        if (stands == null) {
            throw new IllegalStateException("an entry that differs stood at one of the two positions");
        }
        var mask = sight.mask(stands.department(), stands.owner());
        return new Differing(
                difference.id(),
                stands.department(),
                from == null ? "ADDED" : to == null ? "REMOVED" : "AMENDED",
                from == null ? null : from.revision(),
                to == null ? null : to.revision(),
                Changes.between(
                        sight.table(),
                        mask,
                        from == null ? java.util.Map.of() : from.cells(),
                        to == null ? java.util.Map.of() : to.cells()));
    }
}
