package org.mingzhang.query.table;

import java.security.Principal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingzhang.query.Cursor;
import org.mingzhang.query.Reads;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Organisation.Who;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 逐格溯人: who last wrote each cell of a table, as it stood at any moment. */
@RestController
class BlameController {

    /**
     * Who last wrote a cell; a blank cell that nobody wrote has none.
     *
     * @param position of the event, which {@code /audit?from=&to=} tells in full
     * @param how typed, pasted, imported …
     */
    record Writer(String by, String post, Instant at, long position, String how) {}

    /** One entry and the writers of its cells, by field. */
    record Written(int entry, String department, Map<String, Writer> cells) {}

    /**
     * A page.
     *
     * @param people who they are
     */
    record Blame(
            String table,
            long position,
            long total,
            List<Written> items,
            List<Who> people,
            @Nullable String cursor) {}

    private final Tables tables;
    private final Entries entries;
    private final Standing standing;
    private final Organisation organisation;
    private final Reads reads;

    BlameController(Tables tables, Entries entries, Standing standing, Organisation organisation, Reads reads) {
        this.tables = tables;
        this.entries = entries;
        this.standing = standing;
        this.organisation = organisation;
        this.reads = reads;
    }

    @GetMapping("/api/v1/campaigns/{year}/tables/{code}/blame")
    ResponseEntity<Blame> blame(
            Principal principal,
            @PathVariable int year,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String department,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable Long minPosition,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var table = tables.key(year, code);
        var from = Cursor.read(cursor);
        long at = from == null ? reads.tableAt(asOf, minPosition) : from.position();
        long offset = from == null ? 0 : from.offset();
        var sight = tables.sight(principal, table);
        var page = Entries.Page.of(table, at, sight, department, Reads.limit(limit), offset);
        var found = entries.page(page);
        var total = entries.count(page);
        var authors = standing.authors(table, found.stream().map(Entry::id).toList(), at);
        var items = found.stream()
                .map(entry -> new Written(
                        entry.id(), entry.department(), writers(sight, authors.getOrDefault(entry.id(), Map.of()))))
                .toList();
        var people = organisation.names(Set.copyOf(authors.values().stream()
                .flatMap(cells -> cells.values().stream())
                .map(Standing.Author::by)
                .toList()));
        long next = offset + found.size();
        return Reads.ok(at)
                .body(new Blame(
                        table.toString(),
                        at,
                        total,
                        items,
                        people.of(items.stream()
                                .flatMap(item -> item.cells().values().stream())
                                .map(Writer::by)
                                .distinct()
                                .sorted()
                                .toList()),
                        next < total ? new Cursor(at, next).write() : null));
    }

    /** In the order of the form. */
    private static Map<String, Writer> writers(Sight sight, Map<String, Standing.Author> authors) {
        var writers = new LinkedHashMap<String, Writer>();
        for (var field : sight.table().fields()) {
            var author = authors.get(field.name());
            if (author != null) {
                writers.put(
                        field.name(),
                        new Writer(author.by(), author.post(), author.at(), author.position(), author.how()));
            }
        }
        return writers;
    }
}
