package org.mingzhang.query.notice;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.Event;
import org.mingzhang.query.Cursor;
import org.mingzhang.query.Language;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Views;
import org.mingzhang.query.notice.Notices.Notice;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Organisation.Who;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 通知 as each person reads his or her own, and 催办: for whom something waits, before the office asks. */
@RestController
class NoticeController {

    /**
     * Where one goes to act on it.
     *
     * @param kind {@code entry}, {@code own}, {@code review}, {@code signing}, {@code submission}, {@code plan},
     *     {@code questions}, {@code checks} or {@code home}
     */
    record Target(
            String kind,
            @Nullable Integer year,
            @Nullable String table,
            @Nullable String department) {}

    /**
     * One notice.
     *
     * @param id ledger position of the event it is about
     * @param by null where it came by itself
     */
    record Shown(
            long id,
            String kind,
            String title,
            String text,
            Instant at,
            @Nullable Who by,
            boolean read,
            Target target) {}

    /**
     * A page of them, the newest first.
     *
     * @param unread how many are unread in all
     */
    record Page(int unread, List<Shown> items, @Nullable String cursor) {}

    record Items<T>(List<T> items) {}

    private final Notices notices;
    private final Owing owing;
    private final Organisation organisation;
    private final Reads reads;

    NoticeController(Notices notices, Owing owing, Organisation organisation, Reads reads) {
        this.notices = notices;
        this.owing = owing;
        this.organisation = organisation;
        this.reads = reads;
    }

    @GetMapping("/api/v1/me/notices")
    ResponseEntity<Page> own(
            Principal principal,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Long minPosition,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language) {
        var from = Cursor.read(cursor);
        long position = reads.now(minPosition, Views.PROGRESS);
        long upTo = from == null ? position : from.position();
        long offset = from == null ? 0 : from.offset();
        int most = Reads.limit(limit);
        var me = organisation.reader(principal).staffNo();
        var found = notices.of(me, upTo, most + 1, offset);
        var items = found.stream().limit(most).toList();
        var names = organisation.names(items.stream().map(Notice::by).toList());
        var next = found.size() > most ? new Cursor(upTo, offset + most).write() : null;
        var asked = Language.asked(language);
        return Reads.ok(position)
                .body(new Page(
                        notices.unread(me),
                        items.stream().map(item -> shown(item, names, asked)).toList(),
                        next));
    }

    /** Who waits to be reminded, and who was reminded lately. */
    @GetMapping("/api/v1/campaigns/{year}/reminders")
    ResponseEntity<Items<Owing.Person>> owing(
            Principal principal, @PathVariable int year, @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.now(minPosition, Views.PROGRESS);
        organisation.reader(principal);
        return Reads.ok(position).body(new Items<>(owing.in(organisation.campaign(year))));
    }

    private Shown shown(Notice notice, Organisation.Names names, Language language) {
        var by = notice.by().equals(Event.SYSTEM) ? null : names.of(notice.by());
        return new Shown(
                notice.position(),
                notice.kind(),
                notices.title(notice, language),
                notices.text(notice, language),
                notice.at(),
                by,
                notice.readAt() != null,
                target(notice));
    }

    private static Target target(Notice notice) {
        var campaign = notice.campaign();
        var table = notice.table();
        return new Target(
                where(notice),
                campaign == null ? null : (Integer) campaign.year(),
                table == null ? null : table.code(),
                notice.department());
    }

    private static String where(Notice notice) {
        return switch (notice.kind()) {
            case "submitted", "nil", "withdrawn", "briefed", "briefing-confirmed", "briefing-contested" -> "review";
            case "approved",
                    "returned",
                    "reopened",
                    "extended",
                    "extension-declined",
                    "extension-near",
                    "late",
                    "table-opened",
                    "assigned",
                    "correction-proposed",
                    "answered" -> notice.table() == null ? "home" : "entry";
            case "confirmation-fell", "correction-accepted", "correction-rejected" -> "own-entry";
            case "presented" -> "signing";
            case "sign-off-returned", "confirm-submission", "submission-returned" -> "submission";
            case "question", "extension-requested" -> "plan";
            case "asked", "leader-asked" -> "questions";
            case "leader-answered" -> "signing";
            case "inspection-asked", "inspection-answered" -> "inspections";
            case "tampering-views", "tampering-rows", "ledger-frozen" -> "verify";
            case "findings", "explanation-rejected", "found-again" -> "checks";
            default -> "home";
        };
    }
}
