package org.mingzhang.query.correction;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.TableKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 教师填报情况: how far each teacher of a share is with his or her own entries. Who teaches in the department as well but belongs to
 * another one is shown too; the entries are owed, and counted, where the person belongs.
 */
@Component
public final class Teachers {

    private static final String ALL = """
            with owing as (
                select person.staff_no, false as guest, s.department as share
                from progress s, unnest(s.teachers) person (staff_no)
                where s.table_key = :table and s.department = :department
                union all
                select p.staff_no, true, s.department
                from person p
                join progress s on s.table_key = :table and p.staff_no = any (s.teachers)
                where :department = any (p.also_teaches_in) and p.left_on is null and s.department <> :department)
            select o.staff_no, p.name, o.share, o.guest, x.reason, x.by_staff,
                count(e.entry) as entries,
                coalesce(bool_and(%s), false) as ever,
                coalesce(bool_or(exists %s), false) as fallen
            from owing o
            left join person p on p.staff_no = o.staff_no
            left join excused_teacher x
                on x.table_key = :table and x.department = o.share and x.teacher = o.staff_no
            left join entry_version e on e.table_key = :table and e.department = o.share and e.owner = o.staff_no
                and e.to_position is null and not e.removed
            group by o.staff_no, p.name, o.share, o.guest, x.reason, x.by_staff
            order by o.guest, o.staff_no""".formatted(Confirmations.EVER, Confirmations.FALLEN);

    private final JdbcClient sql;

    Teachers(JdbcClient sql) {
        this.sql = sql;
    }

    /** How far a teacher is. */
    public enum State {
        /** 未填. */
        MISSING,
        /** 已填待确认. */
        FILLED,
        /** 需再次确认: a value changed after it was confirmed. */
        FALLEN,
        /** 已确认. */
        CONFIRMED,
        /** 免填. */
        EXCUSED;

        /** Whether the share waits for this teacher no longer. */
        public boolean ready() {
            return this == CONFIRMED || this == EXCUSED;
        }
    }

    /**
     * One teacher.
     *
     * @param name null once erased
     * @param share code of the department where the entries are owed
     * @param guest whether that is another department than the one asked about
     * @param reason why excused; null otherwise
     * @param excusedBy staff number of who excused; null otherwise
     */
    public record Teacher(
            String staffNo,
            @Nullable String name,
            String share,
            boolean guest,
            State state,
            int entries,
            @Nullable String reason,
            @Nullable String excusedBy) {}

    /** The teachers of a share by staff number, those of other departments last. */
    public List<Teacher> of(TableKey table, String department) {
        return sql.sql(ALL)
                .param("table", table.toString())
                .param("department", department)
                .query((row, number) -> new Teacher(
                        row.getString("staff_no"),
                        row.getString("name"),
                        row.getString("share"),
                        row.getBoolean("guest"),
                        state(
                                row.getString("reason") != null,
                                row.getInt("entries"),
                                row.getBoolean("ever"),
                                row.getBoolean("fallen")),
                        row.getInt("entries"),
                        row.getString("reason"),
                        row.getString("by_staff")))
                .list();
    }

    private static State state(boolean excused, int entries, boolean ever, boolean fallen) {
        if (excused) {
            return State.EXCUSED;
        }
        if (entries == 0) {
            return State.MISSING;
        }
        if (!ever) {
            return State.FILLED;
        }
        return fallen ? State.FALLEN : State.CONFIRMED;
    }
}
