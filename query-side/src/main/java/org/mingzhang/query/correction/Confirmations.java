package org.mingzhang.query.correction;

import java.util.List;
import java.util.Set;
import org.mingzhang.events.TableKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 教师确认: which cells of an entry its teacher has still to confirm. A confirmation falls back cell by cell, when somebody
 * changes one after it; what the teacher proposed and others accepted stays confirmed.
 */
@Component
public final class Confirmations {

    /** Cells of the entry {@code e} that changed since it was confirmed, other than by an accepted correction. */
    static final String FALLEN = """
            (select last.field from (
                select distinct on (field) field, v.revision
                from entry_version v, unnest(v.changed) field
                where v.table_key = e.table_key and v.entry = e.entry and v.revision > (
                    select max(c.revision) from entry_confirmation c
                    where c.table_key = e.table_key and c.entry = e.entry)
                order by field, v.revision desc) last
            where not exists (
                select from correction x
                where x.table_key = e.table_key and x.entry = e.entry and x.decided_revision = last.revision))""";

    /** Whether the entry {@code e} was ever confirmed. */
    static final String EVER = """
            exists (select from entry_confirmation c where c.table_key = e.table_key and c.entry = e.entry)""";

    private final JdbcClient sql;

    Confirmations(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * How far an entry is confirmed now.
     *
     * @param ever whether its teacher ever confirmed it
     * @param fallen fields that changed since, to be confirmed again
     */
    public record State(boolean ever, List<String> fallen) {

        public boolean confirmed() {
            return ever && fallen.isEmpty();
        }
    }

    /** Numbers of the entries of a table that their teachers have ever confirmed. */
    public Set<Integer> ever(TableKey table) {
        return sql.sql("select distinct entry from entry_confirmation where table_key = ?")
                .param(table.toString())
                .query(Integer.class)
                .set();
    }

    /** How far one entry is confirmed. */
    public State of(TableKey table, int entry) {
        return sql.sql("select " + EVER + " as ever, array" + FALLEN + " as fallen"
                        + " from entry_version e where e.table_key = ? and e.entry = ? and e.to_position is null")
                .params(table.toString(), entry)
                .query((row, number) -> new State(row.getBoolean("ever"), List.of((String[])
                        row.getArray("fallen").getArray())))
                .optional()
                .orElse(new State(false, List.of()));
    }

    /** Whether a teacher has entries in a share and has confirmed every one of them, or was excused. */
    public boolean done(TableKey table, String department, String teacher) {
        return sql.sql("""
                        select exists (
                            select from excused_teacher
                            where table_key = :table and department = :department and teacher = :teacher)
                        or (select count(*) > 0 and bool_and(%s and not exists %s)
                            from entry_version e
                            where e.table_key = :table and e.department = :department and e.owner = :teacher
                                and e.to_position is null and not e.removed)""".formatted(EVER, FALLEN))
                .param("table", table.toString())
                .param("department", department)
                .param("teacher", teacher)
                .query(Boolean.class)
                .single();
    }
}
