package org.mingzhang.query.trail;

import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.query.Cursor;
import org.mingzhang.query.Reads;
import org.mingzhang.query.org.Organisation;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 审计轨迹 as readers see it: the newest first; without any cell's value. */
@RestController
class AuditController {

    record Trail(
            long position,
            List<TrailRows.Row> items,
            @Nullable String cursor) {}

    private final TrailRows rows;
    private final TrailFilter filter;
    private final Overrides overrides;
    private final Organisation organisation;
    private final Reads reads;

    AuditController(TrailRows rows, TrailFilter filter, Overrides overrides, Organisation organisation, Reads reads) {
        this.rows = rows;
        this.filter = filter;
        this.overrides = overrides;
        this.organisation = organisation;
        this.reads = reads;
    }

    @GetMapping("/api/v1/audit")
    ResponseEntity<Trail> audit(
            Principal principal,
            @RequestParam(required = false) @Nullable String who,
            @RequestParam(required = false) @Nullable String table,
            @RequestParam(required = false) @Nullable String department,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable Long minPosition,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var page = Cursor.read(cursor);
        long at = page == null ? reads.trailNow(minPosition) : page.position();
        var conditions = filter.of(organisation.reader(principal), who, table, department, from, to, kind);
        return trail((most, offset) -> rows.of(conditions, at, most, offset), at, limit, page);
    }

    /** 覆核记录: every override of a campaign, the newest first: what was let be, moved, reopened or done for others, and why. */
    @GetMapping("/api/v1/campaigns/{year}/overrides")
    ResponseEntity<Trail> overrides(
            Principal principal,
            @PathVariable int year,
            @RequestParam(required = false) @Nullable Long minPosition,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var page = Cursor.read(cursor);
        long at = page == null ? reads.trailNow(minPosition) : page.position();
        organisation.reader(principal);
        var campaign = organisation.campaign(year);
        return trail((most, offset) -> overrides.rows(campaign, at, most, offset), at, limit, page);
    }

    /** Asks for so many rows from a place on. */
    private interface Asking {
        List<TrailRows.Row> rows(int most, long offset);
    }

    private static ResponseEntity<Trail> trail(Asking asking, long at, @Nullable Integer limit, @Nullable Cursor page) {
        int most = Reads.limit(limit);
        long offset = page == null ? 0 : page.offset();
        var found = asking.rows(most + 1, offset);
        return Reads.ok(at)
                .body(new Trail(
                        at,
                        found.stream().limit(most).toList(),
                        found.size() > most ? new Cursor(at, offset + most).write() : null));
    }
}
