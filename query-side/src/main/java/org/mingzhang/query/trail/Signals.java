package org.mingzhang.query.trail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 提示: facts in the trail that an inspector may want to look at. They say what happened and name the events; they accuse nobody
 * and decide nothing.
 */
@Component
final class Signals {

    /**
     * From when on something is worth a look.
     *
     * @param between two signatures of one person
     * @param device somebody else at the device before a signature
     * @param appointed a head's appointment and that person's signature
     * @param closing the last stretch before a share's date
     * @param bulk so many changes to a share that was approved and opened again
     */
    record Thresholds(Duration between, Duration device, Duration appointed, Duration closing, int bulk) {}

    /**
     * A fact.
     *
     * @param kind {@code attempt-refused}, {@code unbriefed-review}, {@code signatures-close}, {@code same-device},
     *     {@code at-night}, {@code last-hour}, {@code bulk-after-approval}, {@code appointed-lately}
     * @param first ledger position of the first event it rests on
     * @param last ledger position of the last one
     * @param count how many events
     * @param by staff number of the person it is about
     * @param other staff number of a second person; null if there is none
     * @param seconds between the two events; null where it is about one event or many
     */
    record Signal(
            String kind,
            long first,
            long last,
            int count,
            Instant at,
            String by,
            @Nullable String other,
            @Nullable Long seconds) {}

    private static final String ALL = """
            with seen as (select * from trail where position <= :position and by_staff <> 'system'),
            signed as (
                select *, lag(position) over person as before, lag(at) over person as before_at
                from seen where kind in ('table.share-approved', 'campaign.signed-off')
                window person as (partition by by_staff order by position)),
            night as (
                select *, (at at time zone 'Asia/Shanghai' - interval '6 hours')::date as night
                from seen
                where kind in ('table.entry-added', 'table.entry-amended', 'table.entry-removed', 'table.batch-closed')
                    and (extract(hour from at at time zone 'Asia/Shanghai') >= 22
                        or extract(hour from at at time zone 'Asia/Shanghai') < 6)),
            due as (
                select position, table_key, null as department, (facts ->> 'dueAt')::timestamptz as due from trail
                where kind = 'table.due-date-set' and facts ->> 'stage' = 'COLLECTION' and position <= :position
                union all
                select position, table_key, department, (facts ->> 'until')::timestamptz from trail
                where kind = 'table.extension-granted' and facts ->> 'stage' = 'COLLECTION' and position <= :position),
            edited as (
                select * from seen
                where kind in ('table.entry-added', 'table.entry-amended', 'table.entry-removed')),
            opened as (
                select r.*, coalesce((
                    select min(s.position) from trail s
                    where s.table_key = r.table_key and s.department = r.department and s.position > r.position
                        and s.kind in ('table.share-submitted', 'table.nil-declared')), :position + 1) as until
                from trail r where r.kind = 'table.share-reopened' and r.position <= :position)
            select case when facts ->> 'rule' = 'briefing-missing' then 'unbriefed-review' else 'attempt-refused' end as kind, position as first, position as last, 1 as count, at, by_staff, null as other,
                null::bigint as seconds
            from seen where kind = 'account.attempt-refused'
            union all
            select 'signatures-close', before, position, 2, at, by_staff, null, extract(epoch from at - before_at)::bigint
            from signed where at - before_at <= make_interval(secs => :between)
            union all
            select 'same-device', o.position, s.position, 2, s.at, s.by_staff, o.by_staff,
                extract(epoch from s.at - o.at)::bigint
            from signed s cross join lateral (
                select * from seen o
                where o.device = s.device and o.by_staff <> s.by_staff and o.position < s.position
                    and o.at >= s.at - make_interval(secs => :device)
                order by o.position desc limit 1) o
            where s.device <> ''
            union all
            select 'at-night', min(position), max(position), count(*)::int, min(at), by_staff, null, null
            from night group by by_staff, night
            union all
            select 'last-hour', min(e.position), max(e.position), count(*)::int, min(e.at), e.by_staff, null, null
            from edited e join due d on d.table_key = e.table_key and (d.department is null or d.department = e.department)
                and d.position < e.position and e.at <= d.due and e.at > d.due - make_interval(secs => :closing)
            group by e.by_staff, e.table_key, e.department, d.due
            union all
            select 'bulk-after-approval', o.position, max(e.position), count(*)::int, min(e.at), e.by_staff, null, null
            from opened o join edited e on e.table_key = o.table_key and e.department = o.department
                and e.position > o.position and e.position < o.until
            group by o.position, e.by_staff having count(*) >= :bulk
            union all
            select 'appointed-lately', h.position, s.position, 2, s.at, s.by_staff, null,
                extract(epoch from s.at - h.at)::bigint
            from signed s join seen h on h.kind = 'org.head-appointed' and h.subject = s.by_staff
                and h.position < s.position and s.at - h.at <= make_interval(secs => :appointed)
            where s.kind = 'table.share-approved'
            order by last desc, kind
            limit 500""";

    private final JdbcClient sql;

    Signals(JdbcClient sql) {
        this.sql = sql;
    }

    /** The newest of them, at most 500, up to a ledger position. */
    List<Signal> upTo(long position, Thresholds thresholds) {
        return sql.sql(ALL)
                .param("position", position)
                .param("between", thresholds.between().toSeconds())
                .param("device", thresholds.device().toSeconds())
                .param("appointed", thresholds.appointed().toSeconds())
                .param("closing", thresholds.closing().toSeconds())
                .param("bulk", thresholds.bulk())
                .query(Signals::signal)
                .list();
    }

    private static Signal signal(ResultSet row, int number) throws SQLException {
        return new Signal(
                row.getString("kind"),
                row.getLong("first"),
                row.getLong("last"),
                row.getInt("count"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("by_staff"),
                row.getString("other"),
                row.getObject("seconds", Long.class));
    }
}
