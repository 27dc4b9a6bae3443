package org.mingzhang.query.progress;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.org.Role;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Organisation.Who;
import org.mingzhang.query.org.Reader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 领导提问 of a campaign. */
@Component
public class LeaderQuestions {

    /**
     * One question.
     *
     * @param indicator id of the indicator it is about; null for the data as a whole
     * @param required whether nobody signs before it is answered
     * @param mayAnswer whether the reader answers it: the head of the department, and the office
     * @param answer null while it waits
     */
    public record Question(
            String question,
            String department,
            @Nullable String departmentName,
            @Nullable String indicator,
            String text,
            boolean required,
            boolean mayAnswer,
            @Nullable Who by,
            Instant at,
            @Nullable String answer,
            @Nullable Who answeredBy,
            @Nullable Instant answeredAt) {}

    /** Several, those that wait first. */
    public record Items(List<Question> items) {}

    private record Line(
            String question,
            String department,
            @Nullable String indicator,
            String words,
            boolean required,
            String by,
            Instant at,
            @Nullable String answer,
            @Nullable String answeredBy,
            @Nullable Instant answeredAt) {}

    private final JdbcClient sql;
    private final Organisation organisation;

    LeaderQuestions(JdbcClient sql, Organisation organisation) {
        this.sql = sql;
        this.organisation = organisation;
    }

    /** What a reader sees of them, those that wait first. */
    public Items of(CampaignKey campaign, Reader reader) {
        return shown(lines(campaign), reader, organisation.headedBy(reader.staffNo()));
    }

    /** What waits for the answer of a head. */
    public List<Question> waitingFor(CampaignKey campaign, Reader reader) {
        var waiting =
                lines(campaign).stream().filter(line -> line.answer() == null).toList();
        // most campaigns have none, and everybody's home page asks
        if (waiting.isEmpty()) {
            return List.of();
        }
        var heads = organisation.headedBy(reader.staffNo());
        return shown(waiting, reader, heads).items().stream()
                .filter(each -> heads.contains(each.department()))
                .toList();
    }

    private Items shown(List<Line> all, Reader reader, Set<String> heads) {
        var lines = all.stream()
                .filter(line -> reader.seesAllCells() || reader.belongsTo(line.department()))
                .toList();
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
                        line.department(),
                        departments.get(line.department()),
                        line.indicator(),
                        line.words(),
                        line.required(),
                        reader.is(Role.OFFICE) || heads.contains(line.department()),
                        names.of(line.by()),
                        line.at(),
                        line.answer(),
                        names.of(line.answeredBy()),
                        line.answeredAt()))
                .toList());
    }

    private List<Line> lines(CampaignKey campaign) {
        return sql.sql("""
                        select * from leader_question where campaign = :campaign
                        order by answer is not null, position desc""")
                .param("campaign", campaign.toString())
                .query((row, number) -> line(row))
                .list();
    }

    private static Line line(ResultSet row) throws SQLException {
        var answeredAt = row.getObject("answered_at", OffsetDateTime.class);
        return new Line(
                row.getString("question"),
                row.getString("department"),
                row.getString("indicator"),
                row.getString("words"),
                row.getBoolean("required"),
                row.getString("by_staff"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("answer"),
                row.getString("answered_by"),
                answeredAt == null ? null : answeredAt.toInstant());
    }
}
