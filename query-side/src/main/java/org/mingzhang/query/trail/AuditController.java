package org.mingzhang.query.trail;

import java.security.Principal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.Event;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.org.Role;
import org.mingzhang.query.Cursor;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Sentences;
import org.mingzhang.query.Views;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Organisation.Who;
import org.mingzhang.query.org.Reader;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** 审计轨迹 as readers see it: the newest first; without any cell's value. */
@RestController
class AuditController {

    static final Sentences CHINESE = new Sentences(AuditController.class, "words.properties");
    static final Sentences ENGLISH = new Sentences(AuditController.class, "words_en.properties");

    private static final JsonMapper JSON = new JsonMapper();

    /** The sentence in both languages. */
    record Summary(String zh, String en) {}

    /**
     * One event.
     *
     * @param post the person's post then
     * @param postDepartment code of the person's department then
     * @param department the share it happened in
     * @param subject the person it happened to
     */
    record Row(
            long position,
            String event,
            Instant at,
            @Nullable Who by,
            String post,
            String postDepartment,
            String family,
            String kind,
            @Nullable String campaign,
            @Nullable String table,
            @Nullable String department,
            @Nullable Integer entry,
            @Nullable Who subject,
            @Nullable String how,
            @Nullable String reason,
            String device,
            String correlation,
            Summary summary,
            JsonNode facts) {}

    record Trail(long position, List<Row> items, @Nullable String cursor) {}

    private record Condition(String text, String name, Object value) {}

    private static final String CONCERNS = """
            (by_staff = :me or subject = :me or exists (
                select from progress p
                where p.table_key = trail.table_key and p.department = trail.department
                    and (:me = any(p.collectors) or p.reviewer = :me or p.supervisor = :me)))""";

    /** A date that is set for the first time gives no reason; a share that a run reopens is reopened by the system. */
    private static final String OVERRIDES = """
            (kind in ('table.extension-granted', 'table.teacher-excused', 'table.unfrozen', 'campaign.tolerance-granted',
                    'campaign.rule-judged')
                or kind = 'campaign.stage-scheduled' and reason <> ''
                or kind = 'table.share-reopened' and by_staff <> :system
                or kind = 'table.batch-closed' and facts ->> 'preparedBy' <> '')""";

    private record Line(
            long position,
            String event,
            Instant at,
            String by,
            String post,
            String postDepartment,
            String family,
            String kind,
            @Nullable String campaign,
            @Nullable String table,
            @Nullable String department,
            @Nullable Integer entry,
            @Nullable String subject,
            @Nullable String how,
            @Nullable String reason,
            String device,
            String correlation,
            JsonNode facts) {}

    private final JdbcClient sql;
    private final Organisation organisation;
    private final Reads reads;

    AuditController(JdbcClient sql, Organisation organisation, Reads reads) {
        this.sql = sql;
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
        var conditions = new ArrayList<Condition>();
        visible(organisation.reader(principal)).ifPresent(conditions::add);
        asked(conditions, "(by_staff = :who or subject = :who)", "who", who);
        asked(conditions, "(table_key = :table or table_key like '%/' || :table)", "table", table);
        asked(conditions, "(department = :department or post_department = :department)", "department", department);
        asked(conditions, "(kind = :kind or family = :kind)", "kind", kind);
        asked(conditions, "position >= :from", "from", from == null ? null : first(from));
        asked(conditions, "position <= :to", "to", to == null ? null : last(to));
        return trail(conditions, at, limit, page);
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
        var conditions = List.of(
                new Condition(
                        "campaign = :campaign",
                        "campaign",
                        organisation.campaign(year).toString()),
                new Condition(OVERRIDES, "system", Event.SYSTEM));
        return trail(conditions, at, limit, page);
    }

    private ResponseEntity<Trail> trail(
            List<Condition> conditions, long at, @Nullable Integer limit, @Nullable Cursor page) {
        int most = Reads.limit(limit);
        long offset = page == null ? 0 : page.offset();
        var lines = lines(conditions, at, most + 1, offset);
        var shown = shown(lines.stream().limit(most).toList());
        return Reads.ok(at)
                .body(new Trail(at, shown, lines.size() > most ? new Cursor(at, offset + most).write() : null));
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
    private static Optional<Condition> visible(Reader reader) {
        if (reader.is(Role.INSPECTOR)) {
            return Optional.empty();
        }
        if (reader.seesAllCells()) {
            return Optional.of(
                    new Condition("(family <> 'account' or by_staff = :me or subject = :me)", "me", reader.staffNo()));
        }
        return Optional.of(new Condition(CONCERNS, "me", reader.staffNo()));
    }

    private static void asked(List<Condition> conditions, String text, String name, @Nullable Object value) {
        if (value != null) {
            conditions.add(new Condition(text, name, value));
        }
    }

    private List<Line> lines(List<Condition> conditions, long at, int limit, long offset) {
        var where = conditions.stream().map(each -> " and " + each.text()).collect(Collectors.joining());
        JdbcClient.StatementSpec statement = sql.sql("select * from trail where position <= :at" + where
                        + " order by position desc limit :limit offset :offset")
                .param("at", at)
                .param("limit", limit)
                .param("offset", offset);
        for (var condition : conditions) {
            statement = statement.param(condition.name(), condition.value());
        }
        return statement.query(AuditController::line).list();
    }

    private List<Row> shown(List<Line> lines) {
        var people = new ArrayList<String>();
        lines.forEach(line -> {
            people.add(line.by());
            if (line.subject() != null) {
                people.add(line.subject());
            }
        });
        var names = organisation.names(people);
        return lines.stream()
                .map(line -> new Row(
                        line.position(),
                        line.event(),
                        line.at(),
                        names.of(line.by()),
                        line.post(),
                        line.postDepartment(),
                        line.family(),
                        line.kind(),
                        line.campaign(),
                        line.table(),
                        line.department(),
                        line.entry(),
                        names.of(line.subject()),
                        line.how(),
                        line.reason(),
                        line.device(),
                        line.correlation(),
                        summary(line),
                        line.facts()))
                .toList();
    }

    private static Summary summary(Line line) {
        var known = new LinkedHashMap<String, String>();
        line.facts().properties().forEach(fact -> known.put(fact.getKey(), written(fact.getValue())));
        know(known, "department", line.department());
        know(known, "entry", line.entry());
        know(known, "how", line.how());
        know(known, "reason", line.reason());
        know(known, "staffNo", line.subject());
        know(
                known,
                "tableCode",
                line.table() == null ? null : TableKey.of(line.table()).code());
        return new Summary(CHINESE.of(line.kind(), known), ENGLISH.of(line.kind(), known));
    }

    private static void know(Map<String, String> known, String name, @Nullable Object value) {
        if (value != null) {
            known.put(name, value.toString());
        }
    }

    private static String written(JsonNode fact) {
        if (fact.isNull()) {
            return "";
        }
        if (fact.isArray()) {
            return fact.valueStream()
                    .map(item -> item.isString() ? item.stringValue() : item.toString())
                    .collect(Collectors.joining("、"));
        }
        return fact.isString() ? fact.stringValue() : fact.toString();
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        return new Line(
                row.getLong("position"),
                row.getString("event_id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("by_staff"),
                row.getString("post"),
                row.getString("post_department"),
                row.getString("family"),
                row.getString("kind"),
                row.getString("campaign"),
                row.getString("table_key"),
                row.getString("department"),
                row.getObject("entry", Integer.class),
                row.getString("subject"),
                row.getString("how"),
                row.getString("reason"),
                row.getString("device"),
                row.getString("correlation"),
                JSON.readTree(row.getString("facts")));
    }
}
