package org.mingzhang.query.question;

import java.security.Principal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Views;
import org.mingzhang.query.Why;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Organisation.Who;
import org.mingzhang.query.progress.Shares;
import org.mingzhang.query.progress.Visibility;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 提问与答复 as people read them: those of a table for all who fill it, all of them for the office. */
@RestController
@RequestMapping("/api/v1/campaigns/{year}")
class QuestionController {

    /**
     * One question.
     *
     * @param answer null while it waits
     */
    record Question(
            String question,
            String table,
            @Nullable String field,
            String department,
            @Nullable String departmentName,
            String text,
            @Nullable Who by,
            Instant at,
            @Nullable String answer,
            @Nullable Who answeredBy,
            @Nullable Instant answeredAt) {}

    record Items(List<Question> items) {}

    private record Line(
            String question,
            String table,
            @Nullable String field,
            String department,
            String words,
            String by,
            Instant at,
            @Nullable String answer,
            @Nullable String answeredBy,
            @Nullable Instant answeredAt) {}

    private final JdbcClient sql;
    private final Organisation organisation;
    private final Shares shares;
    private final Reads reads;

    QuestionController(JdbcClient sql, Organisation organisation, Shares shares, Reads reads) {
        this.sql = sql;
        this.organisation = organisation;
        this.shares = shares;
        this.reads = reads;
    }

    @GetMapping("/tables/{code}/questions")
    ResponseEntity<Items> ofTable(
            Principal principal,
            @PathVariable int year,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.now(minPosition, Views.PROGRESS);
        var campaign = organisation.campaign(year);
        var reader = organisation.reader(principal);
        var sees = reader.seesAllStates()
                || shares.of(campaign.table(code)).stream()
                        .anyMatch(share -> Visibility.of(reader, share).state());
        if (!sees) {
            throw new Unanswerable(Why.NOT_VISIBLE);
        }
        return Reads.ok(position).body(shown(campaign, code, false));
    }

    /**
     * All questions, those that wait first.
     *
     * @param open only those that wait
     */
    @GetMapping("/questions")
    ResponseEntity<Items> all(
            Principal principal,
            @PathVariable int year,
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.now(minPosition, Views.PROGRESS);
        organisation.reader(principal);
        return Reads.ok(position).body(shown(organisation.campaign(year), null, open));
    }

    private Items shown(CampaignKey campaign, @Nullable String table, boolean open) {
        var lines = sql.sql("""
                        select * from question
                        where campaign = :campaign and (:table::text is null or table_code = :table)
                            and (not :open or answer is null)
                        order by answer is not null, position desc""")
                .param("campaign", campaign.toString())
                .param("table", table)
                .param("open", open)
                .query((row, number) -> line(row))
                .list();
        var people = new ArrayList<String>();
        lines.forEach(line -> {
            people.add(line.by());
            people.add(Objects.requireNonNullElse(line.answeredBy(), line.by()));
        });
        var names = organisation.names(people);
        var departments = organisation.departmentNames();
        return new Items(lines.stream()
                .map(line -> new Question(
                        line.question(),
                        line.table(),
                        line.field(),
                        line.department(),
                        departments.get(line.department()),
                        line.words(),
                        names.of(line.by()),
                        line.at(),
                        line.answer(),
                        names.of(line.answeredBy()),
                        line.answeredAt()))
                .toList());
    }

    private static Line line(ResultSet row) throws SQLException {
        var answeredAt = row.getObject("answered_at", OffsetDateTime.class);
        return new Line(
                row.getString("question"),
                row.getString("table_code"),
                row.getString("field"),
                row.getString("department"),
                row.getString("words"),
                row.getString("by_staff"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("answer"),
                row.getString("answered_by"),
                answeredAt == null ? null : answeredAt.toInstant());
    }
}
