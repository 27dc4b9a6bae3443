package org.mingzhang.query.trail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.TableKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 一个部门的事实: what the ledger holds of one department in one campaign up to a position, each with its own. Everything comes from
 * the trail, so that the same question has the same answer at any later time.
 */
@Component
public class DepartmentFacts {

    private static final int MOST = 2_000;

    private static final String COUNTS = """
            with shares as (
                select distinct on (t.table_key) t.table_key, t.kind
                from trail t join collection_table c on c.table_key = t.table_key and c.form <> 'COMPUTED'
                where t.campaign = :campaign and t.department = :department and t.position <= :at
                    and t.kind in ('table.share-assigned', 'table.share-dropped')
                order by t.table_key, t.position desc),
            happened as (
                select distinct table_key, kind from trail
                where campaign = :campaign and department = :department and position <= :at)
            select count(*) as shares,
                count(*) filter (where exists (
                    select from happened h where h.table_key = s.table_key and h.kind = 'table.share-approved')) as approved,
                count(*) filter (where exists (
                    select from happened h where h.table_key = s.table_key and h.kind = 'table.share-fell-late')) as late,
                count(*) filter (where exists (
                    select from happened h where h.table_key = s.table_key
                        and h.kind in ('table.share-returned', 'table.share-reopened'))) as returned
            from shares s where s.kind = 'table.share-assigned'""";

    /** How an event belongs to a department. */
    private enum Bond {
        /** It happened in a share of it. */
        SHARE("department = :department"),
        /** Somebody of it did it. */
        ACTOR("post_department = :department"),
        /** It is part of a matter that was opened about it. */
        MATTER("""
                facts ->> 'inspection' in (
                    select o.facts ->> 'inspection' from trail o
                    where o.kind = 'inspection.opened' and o.department = :department)""");

        private final String text;

        Bond(String text) {
            this.text = text;
        }
    }

    private record Part(String title, Bond bond, List<String> kinds) {}

    /** The parts of a bulletin, in order, each with the events that belong to it. */
    private static final List<Part> PARTS = List.of(
            new Part(
                    "提交、汇报与审核",
                    Bond.SHARE,
                    List.of(
                            "table.share-submitted",
                            "table.nil-declared",
                            "table.share-withdrawn",
                            "table.briefing-recorded",
                            "table.briefing-contested",
                            "table.share-approved")),
            new Part("逾期", Bond.SHARE, List.of("table.share-fell-late")),
            new Part("延期", Bond.SHARE, List.of("table.extension-granted")),
            new Part("退回与重新打开", Bond.SHARE, List.of("table.share-returned", "table.share-reopened")),
            new Part("教师免于确认", Bond.SHARE, List.of("table.teacher-excused")),
            new Part("被拒绝的敏感操作", Bond.ACTOR, List.of("account.attempt-refused")),
            new Part(
                    "督查提问、记录、问责与评定",
                    Bond.MATTER,
                    List.of(
                            "inspection.opened",
                            "inspection.asked",
                            "inspection.answered",
                            "inspection.recorded",
                            "inspection.accountability-recorded",
                            "inspection.appraisal-recorded",
                            "inspection.closed")));

    /**
     * What is counted.
     *
     * @param shares shares the department has
     * @param approved those that were ever approved
     * @param late those that ever let a date pass
     * @param returned those that were ever sent back or opened again
     */
    public record Counts(int shares, int approved, int late, int returned) {

        /** 及时率 in whole points, rounded down as in the rating that an inspector records. */
        public int timeliness() {
            return points(late);
        }

        /** 质量 in whole points, rounded down likewise. */
        public int quality() {
            return points(returned);
        }

        private int points(int lacking) {
            return shares == 0 ? 0 : 100 * (shares - lacking) / shares;
        }
    }

    /**
     * One fact.
     *
     * @param table code of the table; null for none
     * @param by who did it, with the post of that time
     * @param words what was done, in Chinese
     */
    public record Fact(long position, Instant at, @Nullable String table, String by, String words) {}

    /** Facts of one sort, the first first. */
    public record Section(String title, List<Fact> facts) {}

    private final TrailRows rows;
    private final JdbcClient sql;

    DepartmentFacts(TrailRows rows, JdbcClient sql) {
        this.rows = rows;
        this.sql = sql;
    }

    public Counts counts(CampaignKey campaign, String department, long at) {
        return sql.sql(COUNTS)
                .params(Map.of("campaign", campaign.toString(), "department", department, "at", at))
                .query((row, number) -> new Counts(
                        row.getInt("shares"), row.getInt("approved"), row.getInt("late"), row.getInt("returned")))
                .single();
    }

    /** The parts in their order, also those without facts. */
    public List<Section> sections(CampaignKey campaign, String department, long at) {
        long since = began(campaign).orElse(Long.MAX_VALUE);
        return PARTS.stream()
                .map(part -> new Section(part.title(), facts(part, campaign, department, since, at)))
                .toList();
    }

    private Optional<Long> began(CampaignKey campaign) {
        return sql.sql("select min(position) from trail where campaign = ?")
                .param(campaign.toString())
                .query(Long.class)
                .optional();
    }

    /** What happened to accounts and matters belongs to no table; it counts from the campaign's beginning on. */
    private List<Fact> facts(Part part, CampaignKey campaign, String department, long since, long at) {
        var found = new ArrayList<>(rows.of(
                List.of(
                        new TrailRows.Condition(
                                "kind = any(:kinds)", "kinds", part.kinds().toArray(String[]::new)),
                        new TrailRows.Condition(
                                "(campaign = :campaign or campaign is null)", "campaign", campaign.toString()),
                        new TrailRows.Condition(part.bond().text, "department", department),
                        new TrailRows.Condition("position >= :since", "since", since)),
                at,
                MOST,
                0));
        Collections.reverse(found);
        return found.stream().map(DepartmentFacts::fact).toList();
    }

    private static Fact fact(TrailRows.Row row) {
        var by = row.by() == null ? "" : row.by().called();
        return new Fact(
                row.position(),
                row.at(),
                row.table() == null ? null : TableKey.of(row.table()).code(),
                row.post().isEmpty() ? by : by + "（" + row.post() + "）",
                row.summary().zh());
    }
}
