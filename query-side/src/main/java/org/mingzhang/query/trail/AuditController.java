package org.mingzhang.query.trail;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.org.Role;
import org.mingzhang.query.Cursor;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Views;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Reader;
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

    private static final String CONCERNS = """
            (by_staff = :me or subject = :me or exists (
                select from progress p
                where p.table_key = trail.table_key and p.department = trail.department
                    and (:me = any(p.collectors) or p.reviewer = :me or p.supervisor = :me)))""";

    private final TrailRows rows;
    private final Overrides overrides;
    private final Organisation organisation;
    private final Reads reads;

    AuditController(TrailRows rows, Overrides overrides, Organisation organisation, Reads reads) {
        this.rows = rows;
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
        long at = page == null ? reads.now(minPosition, Views.TRAIL) : page.position();
        var conditions = new ArrayList<TrailRows.Condition>();
        visible(organisation.reader(principal)).ifPresent(conditions::add);
        asked(conditions, "(by_staff = :who or subject = :who)", "who", who);
        asked(conditions, "(table_key = :table or table_key like '%/' || :table)", "table", table);
        asked(conditions, "(department = :department or post_department = :department)", "department", department);
        asked(conditions, "(kind = :kind or family = :kind)", "kind", kind);
        asked(conditions, "position >= :from", "from", from == null ? null : first(from));
        asked(conditions, "position <= :to", "to", to == null ? null : last(to));
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
        long at = page == null ? reads.now(minPosition, Views.TRAIL) : page.position();
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

    private long first(String from) {
        return from.matches("[0-9]{1,18}")
                ? Long.parseLong(from)
                : reads.lastUntil(Reads.instant(from).minusMillis(1)) + 1;
    }

    private long last(String to) {
        return to.matches("[0-9]{1,18}") ? Long.parseLong(to) : reads.lastUntil(Reads.instant(to));
    }

    /** The inspector sees everything; office and leaders all but others' accounts; others what concerns them. */
    private static Optional<TrailRows.Condition> visible(Reader reader) {
        if (reader.is(Role.INSPECTOR)) {
            return Optional.empty();
        }
        if (reader.seesAllCells()) {
            return Optional.of(new TrailRows.Condition(
                    "(family <> 'account' or by_staff = :me or subject = :me)", "me", reader.staffNo()));
        }
        return Optional.of(new TrailRows.Condition(CONCERNS, "me", reader.staffNo()));
    }

    private static void asked(List<TrailRows.Condition> conditions, String text, String name, @Nullable Object value) {
        if (value != null) {
            conditions.add(new TrailRows.Condition(text, name, value));
        }
    }
}
