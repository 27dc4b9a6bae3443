package org.mingzhang.query.inspection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** 督查事项 as the view keeps them. */
@Component
class Inspections {

    private static final JsonMapper JSON = new JsonMapper();

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

    Inspections(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * A matter.
     *
     * @param by staff number of the officer
     * @param unanswered questions that wait for an answer
     */
    record Matter(
            String inspection,
            int year,
            @Nullable String department,
            String matter,
            List<Long> positions,
            String by,
            Instant at,
            boolean open,
            int unanswered) {}

    /**
     * Something that happened in one.
     *
     * @param person staff number of who is asked or called to account; null if nobody is
     * @param facts of an appraisal, by name
     */
    record Step(
            long position,
            String kind,
            @Nullable Integer question,
            @Nullable String person,
            @Nullable String document,
            Map<String, Integer> facts,
            String text,
            String by,
            String post,
            Instant at) {}

    /**
     * A question to somebody.
     *
     * @param answer null while it is owed
     * @param open whether the matter is not closed yet
     */
    record Inquiry(
            String inspection,
            int year,
            int question,
            String text,
            String by,
            Instant at,
            @Nullable String answer,
            @Nullable Instant answeredAt,
            boolean open) {}

    /** All, the newest first. */
    List<Matter> all() {
        return sql.sql(MATTERS.formatted("")).query(Inspections::matter).list();
    }

    Optional<Matter> one(String inspection) {
        return sql.sql(MATTERS.formatted("where i.inspection = ?"))
                .param(inspection)
                .query(Inspections::matter)
                .optional();
    }

    /** What happened in one, in order. */
    List<Step> steps(String inspection) {
        return sql.sql("select * from inspection_step where inspection = ? order by position")
                .param(inspection)
                .query(Inspections::step)
                .list();
    }

    /** What somebody was asked, the newest first. */
    List<Inquiry> askedOf(String staffNo) {
        return sql.sql(INQUIRIES).param(staffNo).query(Inspections::inquiry).list();
    }

    private static Matter matter(ResultSet row, int number) throws SQLException {
        return new Matter(
                row.getString("inspection"),
                CampaignKey.of(row.getString("campaign")).year(),
                row.getString("department"),
                row.getString("matter"),
                Arrays.asList((Long[]) row.getArray("positions").getArray()),
                row.getString("by_staff"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("closed_at") == null,
                row.getInt("unanswered"));
    }

    private static Step step(ResultSet row, int number) throws SQLException {
        return new Step(
                row.getLong("position"),
                row.getString("kind"),
                row.getObject("question", Integer.class),
                row.getString("staff_no"),
                row.getString("document"),
                facts(row.getString("facts")),
                row.getString("text"),
                row.getString("by_staff"),
                row.getString("post"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    private static Inquiry inquiry(ResultSet row, int number) throws SQLException {
        var answered = row.getObject("answered_at", OffsetDateTime.class);
        return new Inquiry(
                row.getString("inspection"),
                CampaignKey.of(row.getString("campaign")).year(),
                row.getInt("question"),
                row.getString("text"),
                row.getString("by_staff"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("answer"),
                answered == null ? null : answered.toInstant(),
                row.getBoolean("open"));
    }

    private static Map<String, Integer> facts(String json) {
        var facts = new TreeMap<String, Integer>();
        JSON.readTree(json)
                .properties()
                .forEach(fact -> facts.put(fact.getKey(), fact.getValue().intValue()));
        return facts;
    }
}
