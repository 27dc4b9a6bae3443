package org.mingzhang.query.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.TableKey;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Organisation.Who;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 待催办: for whom a share waits, by when, and when that person was last reminded by hand. */
@Component
final class Owing {

    /** At most once per person in this time. */
    private static final Duration PEACE = Duration.ofHours(4);

    /**
     * What waits.
     *
     * @param dueAt the date that counts, extensions included; null if none was set
     * @param late whether it is on record as late
     */
    record Share(
            String table,
            String department,
            @Nullable String departmentName,
            String stage,
            @Nullable Instant dueAt,
            boolean late) {}

    /**
     * One person.
     *
     * @param remindedAt when reminded last; null if never
     * @param again from when that person may be reminded again; null if now
     */
    record Person(
            Who person,
            List<Share> shares,
            @Nullable Instant remindedAt,
            @Nullable Instant again) {}

    private static final String WAITING = """
            select who, p.table_key, p.department, p.stage,
                case when p.stage in ('SUBMITTED', 'BRIEFED') then greatest(t.review_due, p.review_extended)
                    else greatest(t.collection_due, p.collection_extended) end as due_at,
                exists (
                    select from lateness l
                    where l.table_key = p.table_key and l.department = p.department
                        and l.stage = case when p.stage in ('SUBMITTED', 'BRIEFED') then 'REVIEW' else 'COLLECTION' end)
                    as late,
                (select max(n.at) from notice n where n.staff_no = who and n.kind = 'reminded' and n.campaign = t.campaign)
                    as reminded_at
            from progress p join collection_table t using (table_key),
                unnest(case when p.stage in ('SUBMITTED', 'BRIEFED') then array[p.reviewer] else p.collectors || array(
                    select owed from unnest(p.teachers) owed
                    where not owed = any(p.collectors)
                        and not exists (select from confirmed_teacher c
                            where c.table_key = p.table_key and c.department = p.department and c.teacher = owed
                            and not c.fallen)
                        and not exists (select from excused_teacher x
                            where x.table_key = p.table_key and x.department = p.department and x.teacher = owed)) end)
                    as who
            where t.campaign = :campaign and t.open and not t.frozen and t.form <> 'COMPUTED' and not p.dropped
                and p.stage in ('OPEN', 'DRAFT', 'RETURNED', 'SUBMITTED', 'BRIEFED') and who is not null
            order by late desc, due_at nulls last, who, p.table_key""";

    private record Line(String who, Share share, @Nullable Instant remindedAt) {}

    private final JdbcClient sql;
    private final Organisation organisation;
    private final Clock clock;

    Owing(JdbcClient sql, Organisation organisation, Clock clock) {
        this.sql = sql;
        this.organisation = organisation;
        this.clock = clock;
    }

    /** Everybody for whom something waits; the late first, then by date. */
    List<Person> in(CampaignKey campaign) {
        var departments = organisation.departmentNames();
        var lines = sql.sql(WAITING)
                .param("campaign", campaign.toString())
                .query((row, number) -> {
                    var department = row.getString("department");
                    return new Line(
                            row.getString("who"),
                            new Share(
                                    TableKey.of(row.getString("table_key")).code(),
                                    department,
                                    departments.get(department),
                                    row.getString("stage"),
                                    instant(row.getObject("due_at", OffsetDateTime.class)),
                                    row.getBoolean("late")),
                            instant(row.getObject("reminded_at", OffsetDateTime.class)));
                })
                .list();
        var byPerson = new LinkedHashMap<String, List<Line>>();
        lines.forEach(line ->
                byPerson.computeIfAbsent(line.who(), none -> new ArrayList<>()).add(line));
        var names = organisation.names(byPerson.keySet());
        return byPerson.entrySet().stream()
                .map(entry -> person(new Who(entry.getKey(), nameOf(names, entry.getKey())), entry.getValue()))
                .toList();
    }

    private static @Nullable String nameOf(Organisation.Names names, String staffNo) {
        var who = names.of(staffNo);
        return who == null ? null : who.name();
    }

    private Person person(Who who, List<Line> lines) {
        var reminded = lines.get(0).remindedAt();
        var again = reminded == null ? null : reminded.plus(PEACE);
        return new Person(
                who,
                lines.stream().map(Line::share).toList(),
                reminded,
                again != null && again.isAfter(clock.instant()) ? again : null);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
