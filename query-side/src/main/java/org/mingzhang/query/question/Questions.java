package org.mingzhang.query.question;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Organisation.Who;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 提问与答复 of a campaign. */
@Component
public class Questions {

    /**
     * One question.
     *
     * @param answer null while it waits
     */
    public record Question(
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

    /** Several, those that wait first. */
    public record Items(List<Question> items) {}

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

    Questions(JdbcClient sql, Organisation organisation) {
        this.sql = sql;
        this.organisation = organisation;
    }

    /**
     * Questions, those that wait first.
     *
     * @param table only those about it; null for all
     * @param open only those that wait
     */
    public Items of(CampaignKey campaign, @Nullable String table, boolean open) {
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
