package org.mingzhang.query.table;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.query.Reads;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Organisation.Who;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 已删除的记录: what was taken out of a share, by whom and why; nothing of it is lost. */
@RestController
class RemovedController {

    private static final int MOST = 500;

    /**
     * An entry that was removed.
     *
     * @param entry as it stood at last, as the reader may see it
     * @param post the person's post then
     * @param position ledger position of the removal
     */
    record Removed(EntryShown entry, @Nullable Who by, String post, Instant at, String reason, long position) {}

    /** The latest first, at most {@value #MOST}. */
    record All(List<Removed> items) {}

    private final Tables tables;
    private final Entries entries;
    private final Organisation organisation;
    private final Reads reads;

    RemovedController(Tables tables, Entries entries, Organisation organisation, Reads reads) {
        this.tables = tables;
        this.entries = entries;
        this.organisation = organisation;
        this.reads = reads;
    }

    @GetMapping("/api/v1/campaigns/{year}/tables/{code}/shares/{department}/removed")
    ResponseEntity<All> removed(
            Principal principal,
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable String department,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable Long minPosition) {
        var table = tables.key(year, code);
        var at = reads.tableAt(asOf, minPosition);
        var sight = tables.sight(principal, table);
        sight.only(department);
        var gone = entries.removed(table, department, at, MOST).stream()
                .filter(each -> sight.sees(department, each.entry().owner()))
                .toList();
        var names = organisation.names(gone.stream().map(Entries.Removed::by).toList());
        return Reads.ok(at)
                .body(new All(gone.stream()
                        .map(each -> new Removed(
                                sight.show(each.entry()),
                                names.of(each.by()),
                                each.post(),
                                each.at(),
                                each.reason(),
                                each.position()))
                        .toList()));
    }
}
