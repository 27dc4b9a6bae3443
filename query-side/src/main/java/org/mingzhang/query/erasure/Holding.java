package org.mingzhang.query.erasure;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.mingzhang.events.TableKey;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Views;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 涉及的记录: entries that hold, or ever held, values sealed under given keys, and the files attached to them. */
@Component
public class Holding {

    /** An entry; {@code stands} while it was not removed. */
    public record At(TableKey table, int entry, boolean stands) {}

    private final JdbcClient sql;
    private final Reads reads;

    Holding(JdbcClient sql, Reads reads) {
        this.sql = sql;
        this.reads = reads;
    }

    /** The entries, with everything committed before the question. */
    public Set<At> entries(Collection<String> keys) {
        reads.everything(Views.TABLE, Views.PROGRESS);
        return new LinkedHashSet<>(sql.sql("""
                        select v.table_key, v.entry, bool_or(v.to_position is null and not v.removed) as stands
                        from entry_version v
                        where exists (select from jsonb_each_text(v.sealed) s where s.value = any(:keys))
                        group by v.table_key, v.entry order by v.table_key, v.entry""")
                .param("keys", keys.toArray(String[]::new))
                .query((row, number) ->
                        new At(TableKey.of(row.getString("table_key")), row.getInt("entry"), row.getBoolean("stands")))
                .list());
    }

    /** Ids of the files attached to an entry, withdrawn ones too. */
    public Set<String> evidence(TableKey table, int entry) {
        return new LinkedHashSet<>(
                sql.sql("select evidence from evidence where table_key = :table and entry = :entry order by evidence")
                        .param("table", table.toString())
                        .param("entry", entry)
                        .query(String.class)
                        .list());
    }
}
