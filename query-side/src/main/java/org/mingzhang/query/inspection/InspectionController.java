package org.mingzhang.query.inspection;

import java.security.Principal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Views;
import org.mingzhang.query.Why;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Organisation.Who;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** 督查事项: all of them for the inspection office and the school leaders; for everybody else what he or she was asked. */
@RestController
class InspectionController {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * A matter.
     *
     * @param positions ledger positions of the events it is about
     * @param open whether it is not closed yet
     * @param unanswered questions that wait for an answer
     */
    record Matter(
            String inspection,
            int year,
            @Nullable String department,
            @Nullable String departmentName,
            String matter,
            List<Long> positions,
            @Nullable Who by,
            Instant at,
            boolean open,
            int unanswered) {}

    /**
     * Something that happened in it.
     *
     * @param position its ledger position
     * @param kind ASKED, ANSWERED, RECORDED, ACCOUNTABILITY, APPRAISED or CLOSED
     * @param question number of the question, where there is one
     * @param person who is asked or called to account
     * @param facts of an appraisal: shares, late, returned, timeliness, quality
     * @param post the acting person's post at that time
     */
    record Step(
            long position,
            String kind,
            @Nullable Integer question,
            @Nullable Who person,
            @Nullable String document,
            Map<String, Integer> facts,
            String text,
            @Nullable Who by,
            String post,
            Instant at) {}

    record Matters(List<Matter> items) {}

    record Whole(Matter matter, List<Step> steps) {}

    /**
     * A question to the reader.
     *
     * @param answer the reader's answer; null while it is owed
     */
    record Inquiry(
            String inspection,
            int year,
            int question,
            String text,
            @Nullable Who by,
            Instant at,
            @Nullable String answer,
            @Nullable Instant answeredAt,
            boolean open) {}

    record Inquiries(List<Inquiry> items) {}

    private record Line(
            String inspection,
            String campaign,
            @Nullable String department,
            String matter,
            List<Long> positions,
            String by,
            Instant at,
            boolean open,
            int unanswered) {}

    private static final String MATTERS = """
            select i.*, (select count(*) from inspection_step q
                where q.inspection = i.inspection and q.kind = 'ASKED' and not exists (
                    select from inspection_step a
                    where a.inspection = q.inspection and a.kind = 'ANSWERED' and a.question = q.question)) as unanswered
            from inspection i %s order by i.position desc""";

    private static final String INQUIRIES = """
            select q.inspection, i.campaign, q.question, q.text, q.by_staff, q.at, a.text as answer,
                a.at as answered_at, i.closed_at is null as open
            from inspection_step q join inspection i using (inspection)
            left join inspection_step a
                on a.inspection = q.inspection and a.kind = 'ANSWERED' and a.question = q.question
            where q.kind = 'ASKED' and q.staff_no = ? order by q.position desc""";

    private final JdbcClient sql;
    private final Organisation organisation;
    private final Reads reads;

    InspectionController(JdbcClient sql, Organisation organisation, Reads reads) {
        this.sql = sql;
        this.organisation = organisation;
        this.reads = reads;
    }

    /** The newest first. */
    @GetMapping("/api/v1/inspections")
    ResponseEntity<Matters> all(
            Principal principal,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.now(minPosition, Views.PROGRESS);
        organisation.reader(principal);
        var lines =
                sql.sql(MATTERS.formatted("")).query(InspectionController::line).list();
        return Reads.ok(position)
                .body(new Matters(shown(lines).stream()
                        .filter(each -> year == null || each.year() == year)
                        .toList()));
    }

    @GetMapping("/api/v1/inspections/{inspection}")
    ResponseEntity<Whole> one(
            Principal principal,
            @PathVariable String inspection,
            @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.now(minPosition, Views.PROGRESS);
        organisation.reader(principal);
        var line = sql.sql(MATTERS.formatted("where i.inspection = ?"))
                .param(inspection)
                .query(InspectionController::line)
                .optional()
                .orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
        return Reads.ok(position).body(new Whole(shown(List.of(line)).get(0), steps(inspection)));
    }

    /** What the reader was asked, the newest first. */
    @GetMapping("/api/v1/me/inquiries")
    ResponseEntity<Inquiries> mine(Principal principal, @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.now(minPosition, Views.PROGRESS);
        var me = organisation.reader(principal).staffNo();
        var officers = new ArrayList<String>();
        var found = sql.sql(INQUIRIES)
                .param(me)
                .query((row, number) -> {
                    officers.add(row.getString("by_staff"));
                    var answered = row.getObject("answered_at", OffsetDateTime.class);
                    return new Inquiry(
                            row.getString("inspection"),
                            year(row.getString("campaign")),
                            row.getInt("question"),
                            row.getString("text"),
                            new Who(row.getString("by_staff"), null),
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            row.getString("answer"),
                            answered == null ? null : answered.toInstant(),
                            row.getBoolean("open"));
                })
                .list();
        var names = organisation.names(officers);
        return Reads.ok(position)
                .body(new Inquiries(found.stream()
                        .map(each -> new Inquiry(
                                each.inspection(),
                                each.year(),
                                each.question(),
                                each.text(),
                                names.of(Objects.requireNonNull(each.by()).staffNo()),
                                each.at(),
                                each.answer(),
                                each.answeredAt(),
                                each.open()))
                        .toList()));
    }

    private List<Matter> shown(List<Line> lines) {
        var names = organisation.names(lines.stream().map(Line::by).toList());
        var departments = organisation.departmentNames();
        return lines.stream()
                .map(line -> new Matter(
                        line.inspection(),
                        year(line.campaign()),
                        line.department(),
                        line.department() == null ? null : departments.get(line.department()),
                        line.matter(),
                        line.positions(),
                        names.of(line.by()),
                        line.at(),
                        line.open(),
                        line.unanswered()))
                .toList();
    }

    private List<Step> steps(String inspection) {
        record Raw(
                long position,
                String kind,
                @Nullable Integer question,
                @Nullable String person,
                @Nullable String document,
                String facts,
                String text,
                String by,
                String post,
                Instant at) {}
        var raw = sql.sql("select * from inspection_step where inspection = ? order by position")
                .param(inspection)
                .query((row, number) -> new Raw(
                        row.getLong("position"),
                        row.getString("kind"),
                        row.getObject("question", Integer.class),
                        row.getString("staff_no"),
                        row.getString("document"),
                        row.getString("facts"),
                        row.getString("text"),
                        row.getString("by_staff"),
                        row.getString("post"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
        var people = new ArrayList<String>();
        raw.forEach(each -> {
            people.add(each.by());
            if (each.person() != null) {
                people.add(each.person());
            }
        });
        var names = organisation.names(people);
        return raw.stream()
                .map(each -> new Step(
                        each.position(),
                        each.kind(),
                        each.question(),
                        names.of(each.person()),
                        each.document(),
                        facts(each.facts()),
                        each.text(),
                        names.of(each.by()),
                        each.post(),
                        each.at()))
                .toList();
    }

    private static Map<String, Integer> facts(String json) {
        var facts = new TreeMap<String, Integer>();
        JSON.readTree(json)
                .properties()
                .forEach(fact -> facts.put(fact.getKey(), fact.getValue().intValue()));
        return facts;
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        return new Line(
                row.getString("inspection"),
                row.getString("campaign"),
                row.getString("department"),
                row.getString("matter"),
                Arrays.asList((Long[]) row.getArray("positions").getArray()),
                row.getString("by_staff"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("closed_at") == null,
                row.getInt("unanswered"));
    }

    private static int year(String campaign) {
        return Integer.parseInt(campaign.substring(campaign.indexOf('/') + 1));
    }
}
