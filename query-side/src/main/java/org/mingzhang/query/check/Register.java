package org.mingzhang.query.check;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 整改台账 as it is read: how far every finding is, what was said about it, what is tolerated and which rules are wrong. */
@Component
public final class Register {

    /**
     * A finding of a binding run.
     *
     * @param state FOUND, SENT, EXPLAINED, ACCEPTED, REJECTED or CLEARED
     * @param times how often it was found, 1 for the first time
     * @param words the newest explanation; null where none was given here
     */
    public record Known(
            String finding,
            String rule,
            boolean error,
            String table,
            @Nullable String department,
            @Nullable Integer entry,
            List<String> fields,
            String state,
            int times,
            @Nullable String words) {}

    /** A step that somebody took: {@code found}, {@code sent}, {@code explained}, {@code accepted} … */
    record Step(long position, String kind, String words, String by, Instant at) {}

    /**
     * What is tolerated.
     *
     * @param department null for the table as a whole
     * @param number how many may fail
     * @param lastYear the last year for which it holds
     * @param by staff number
     */
    public record Tolerance(
            String rule,
            String table,
            @Nullable String department,
            int number,
            String reason,
            int lastYear,
            String by,
            Instant at) {}

    /** A rule that is wrong. */
    public record Faulty(String rule, String reason, String by, Instant at) {}

    private static final String KNOWN = """
            select f.*, (
                select s.words from finding_step s
                where s.campaign = f.campaign and s.finding = f.finding and s.kind = 'explained' and s.words <> ''
                order by s.position desc limit 1) as words
            from finding f where f.campaign = :campaign and (:finding::text is null or f.finding = :finding)""";

    private final JdbcClient sql;

    Register(JdbcClient sql) {
        this.sql = sql;
    }

    /** All findings, by id. */
    public Map<String, Known> of(CampaignKey campaign) {
        var all = new HashMap<String, Known>();
        sql.sql(KNOWN)
                .param("campaign", campaign.toString())
                .param("finding", null, Types.VARCHAR)
                .query((row, number) -> known(row))
                .list()
                .forEach(known -> all.put(known.finding(), known));
        return all;
    }

    Optional<Known> find(CampaignKey campaign, String finding) {
        return sql.sql(KNOWN)
                .param("campaign", campaign.toString())
                .param("finding", finding)
                .query((row, number) -> known(row))
                .optional();
    }

    List<Step> steps(CampaignKey campaign, String finding) {
        return sql.sql("select * from finding_step where campaign = ? and finding = ? order by position")
                .params(campaign.toString(), finding)
                .query((row, number) -> new Step(
                        row.getLong("position"),
                        row.getString("kind"),
                        row.getString("words"),
                        row.getString("by_staff"),
                        at(row)))
                .list();
    }

    /** What is tolerated in a campaign, in the order it was granted. */
    public List<Tolerance> tolerances(CampaignKey campaign) {
        return sql.sql("select * from tolerance where campaign = ? and number > 0 order by position")
                .param(campaign.toString())
                .query((row, number) -> new Tolerance(
                        row.getString("rule"),
                        row.getString("table_code"),
                        row.getString("department").isEmpty() ? null : row.getString("department"),
                        row.getInt("number"),
                        row.getString("reason"),
                        row.getInt("last_year"),
                        row.getString("by_staff"),
                        at(row)))
                .list();
    }

    /** The rules that are marked faulty. */
    public List<Faulty> faulty(CampaignKey campaign) {
        return sql.sql("select * from judged_rule where campaign = ? and faulty order by position")
                .param(campaign.toString())
                .query((row, number) ->
                        new Faulty(row.getString("rule"), row.getString("reason"), row.getString("by_staff"), at(row)))
                .list();
    }

    /** The places, as rule, table and department, in which no more fail than is tolerated. */
    static Set<List<String>> letBe(List<Tolerance> tolerances, CheckReport report) {
        var places = new HashSet<List<String>>();
        for (var tolerance : tolerances) {
            var place = place(tolerance.rule(), tolerance.table(), tolerance.department());
            int failed = report.counts().stream()
                    .filter(count -> place(count.rule(), count.table(), count.department())
                            .equals(place))
                    .mapToInt(CheckReport.Count::failed)
                    .sum();
            if (failed <= tolerance.number()) {
                places.add(place);
            }
        }
        return places;
    }

    static List<String> place(String rule, String table, @Nullable String department) {
        return List.of(rule, table, Objects.requireNonNullElse(department, ""));
    }

    private static Known known(ResultSet row) throws SQLException {
        return new Known(
                row.getString("finding"),
                row.getString("rule"),
                row.getBoolean("error"),
                row.getString("table_code"),
                row.getString("department"),
                row.getObject("entry", Integer.class),
                List.of((String[]) row.getArray("fields").getArray()),
                row.getString("state"),
                row.getInt("times"),
                row.getString("words"));
    }

    private static Instant at(ResultSet row) throws SQLException {
        return row.getObject("at", OffsetDateTime.class).toInstant();
    }
}
