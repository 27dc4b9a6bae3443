package org.mingzhang.query.table;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.TableKey;
import org.mingzhang.query.PlainCells;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 可引用的记录: the values of one field that stand in a table, each once, found by what was typed. */
@Component
final class Offerings {

    private final JdbcClient sql;

    Offerings(DataSource source) {
        this.sql = JdbcClient.create(source);
    }

    /**
     * A field by which entries are called.
     *
     * @param whole whether only its whole text finds an entry, not a part of it
     */
    record Named(String field, boolean whole) {}

    /** A value, and the entry it stands in. */
    record Offered(String value, @Nullable String department, SortedMap<String, CellValue> cells) {}

    /**
     * The values that begin with what was typed or are called so, in order.
     *
     * @param departments whose entries are looked at
     * @param most at most so many
     */
    List<Offered> of(
            TableKey table,
            Collection<String> departments,
            long position,
            String field,
            List<Named> names,
            String typed,
            int most) {
        return sql.sql("""
                        select distinct on (value) cells ->> :field as value, department, cells::text as cells
                        from entry_version
                        where table_key = :table and from_position <= :position
                            and (to_position is null or to_position > :position) and not removed
                            and department = any(:departments) and cells ->> :field is not null
                            and (:typed = '' or starts_with(lower(cells ->> :field), :typed)
                                or exists (select from unnest(cast(:parts as text[])) part
                                    where position(:typed in lower(cells ->> part)) > 0)
                                or exists (select from unnest(cast(:wholes as text[])) whole
                                    where lower(cells ->> whole) = :typed))
                        order by value, entry limit :most""")
                .param("table", table.toString())
                .param("position", position)
                .param("departments", departments.toArray(String[]::new))
                .param("field", field)
                .param("typed", typed.toLowerCase(Locale.ROOT))
                .param("parts", fields(names, false))
                .param("wholes", fields(names, true))
                .param("most", most)
                .query((row, number) -> new Offered(
                        row.getString("value"), row.getString("department"), PlainCells.read(row.getString("cells"))))
                .list();
    }

    private static String[] fields(List<Named> names, boolean whole) {
        return names.stream()
                .filter(named -> named.whole() == whole)
                .map(Named::field)
                .toArray(String[]::new);
    }
}
