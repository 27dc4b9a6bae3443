package org.mingzhang.query.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.TableKey;
import org.mingzhang.query.PlainCells;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** 采集表的内容 at any ledger position: what stood there then. Now is only the newest position. */
@Component
public final class Entries {

    private static final int AT_ONCE = 1000;

    private static final String STOOD = """
            table_key = :table and from_position <= :position and (to_position is null or to_position > :position)
            and not removed""";

    /**
     * One version of an entry.
     *
     * @param position ledger position of the event that made it
     * @param removed whether the entry was removed by it
     * @param changed fields it changed
     * @param before cells of the version before; empty in the first
     * @param source the imported file it came from
     */
    public record Version(
            int entry,
            String department,
            int revision,
            @Nullable String owner,
            boolean removed,
            long position,
            String event,
            String by,
            String post,
            Instant at,
            String how,
            String reason,
            @Nullable String batch,
            @Nullable Integer row,
            @Nullable Source source,
            List<String> changed,
            SortedMap<String, CellValue> before,
            SortedMap<String, CellValue> cells) {}

    /**
     * 来源文件: the file an import came from.
     *
     * @param sha256 digest of its bytes
     * @param preparedBy who made it, in the importer's words
     */
    public record Source(
            String file, String sha256, @Nullable String preparedBy) {}

    /**
     * An entry at two positions.
     *
     * @param from null if it did not stand then
     * @param to null if it does not stand any more
     */
    public record Difference(
            int id, @Nullable Entry from, @Nullable Entry to) {}

    /**
     * A page that is asked for.
     *
     * @param departments shares all of whose entries are asked for; null for all
     * @param owner whose own entries are asked for besides, wherever they stand
     * @param filters what cells must hold, by field; null for blank
     * @param order SQL made from a closed list
     */
    record Page(
            TableKey table,
            long position,
            @Nullable Collection<String> departments,
            @Nullable String owner,
            Map<String, @Nullable String> filters,
            String order,
            int limit,
            long offset) {

        /** What a reader sees of a table, or of one share of it, unfiltered and in the usual order. */
        static Page of(
                TableKey table, long position, Sight sight, @Nullable String department, int limit, long offset) {
            var whole = department == null ? sight.departments() : sight.only(department);
            var owner = department == null || sight.only(department).isEmpty()
                    ? sight.reader().staffNo()
                    : null;
            return new Page(table, position, whole, owner, Map.of(), Asked.order(sight, null), limit, offset);
        }

        /** Whether all entries are asked for in the order of their numbers. */
        boolean isByNumber() {
            return filters.isEmpty() && order.equals("entry");
        }

        /** The same, of entries that hold these values and in another order. */
        Page asked(Map<String, @Nullable String> wanted, String by) {
            return new Page(table, position, departments, owner, wanted, by, limit, offset);
        }
    }

    private final JdbcClient sql;
    private final JdbcTemplate stream;
    private final TransactionTemplate reading;

    Entries(DataSource source, PlatformTransactionManager transactions) {
        this.sql = JdbcClient.create(source);
        this.stream = new JdbcTemplate(source);
        this.stream.setFetchSize(AT_ONCE);
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    /**
     * Tells every entry that stood at a position, by number, without holding them all.
     *
     * @param department only this share; null for the whole table
     */
    public void each(TableKey table, @Nullable String department, long position, Consumer<Entry> reader) {
        var named = STOOD.replace(":table", "?").replace(":position", "?");
        var text = "select entry, department, revision, owner, cells::text from entry_version where " + named
                + (department == null ? "" : " and department = ?") + " order by entry";
        var arguments = new ArrayList<Object>(List.of(table.toString(), position, position));
        if (department != null) {
            arguments.add(department);
        }
        RowCallbackHandler each = row -> reader.accept(entry(row));
        reading.executeWithoutResult(status -> stream.query(text, each, arguments.toArray()));
    }

    /** An entry as it stood at a position. */
    public Optional<Entry> find(TableKey table, int entry, long position) {
        return sql.sql("select entry, department, revision, owner, cells::text from entry_version where " + STOOD
                        + " and entry = :entry")
                .param("table", table.toString())
                .param("position", position)
                .param("entry", entry)
                .query((row, number) -> entry(row))
                .optional();
    }

    /**
     * Each entry's version at a position, found by one step into the index for each entry: as quick at a hundred versions an entry
     * as at one. They come in the order of their numbers, one number after another being looked up; ordered once more, a page would
     * look up all that follow it too.
     */
    private static final String EACH_STOOD = """
            from generate_series(:after::int + 1,
                (select max(entry) from entry_version where table_key = :table)) as numbered (entry)
            cross join lateral (
                select v.* from entry_version v
                where v.table_key = :table and v.entry = numbered.entry and v.from_position <= :position
                order by v.from_position desc limit 1) stood
            where not stood.removed and (:whole or stood.department = any(:departments) or stood.owner = :owner)""";

    private JdbcClient.StatementSpec each(String text, Page page, int after) {
        return sql.sql(text)
                .param("after", after)
                .param("table", page.table().toString())
                .param("position", page.position())
                .param("whole", page.departments() == null)
                .param(
                        "departments",
                        page.departments() == null
                                ? new String[0]
                                : page.departments().toArray(String[]::new))
                .param("owner", page.owner());
    }

    /** A row as it comes; its cells are read apart, for that is most of the work. */
    private record Row(
            int entry,
            String department,
            int revision,
            @Nullable String owner,
            String cells) {

        Entry read() {
            return new Entry(entry, department, revision, owner, PlainCells.read(cells));
        }
    }

    /** The entries of a page in the order of their numbers, after a number. */
    List<Entry> following(Page page, int after) {
        var rows = each(
                        "select stood.entry, stood.department, stood.revision, stood.owner, stood.cells::text as cells "
                                + EACH_STOOD + " limit :limit",
                        page,
                        after)
                .param("limit", page.limit())
                .query((row, number) ->
                        new Row(row.getInt(1), row.getString(2), row.getInt(3), row.getString(4), row.getString(5)))
                .list();
        return rows.parallelStream().map(Row::read).toList();
    }

    /** How many entries stood at the position of a page, whatever its limit. */
    long standing(Page page) {
        return each("select count(*) " + EACH_STOOD, page, 0).query(Long.class).single();
    }

    List<Entry> page(Page page) {
        return asked(
                        "select entry, department, revision, owner, cells::text from entry_version where ",
                        page,
                        " order by " + page.order() + " limit :limit offset :offset")
                .param("limit", page.limit())
                .param("offset", page.offset())
                .query((row, number) -> entry(row))
                .list();
    }

    long count(Page page) {
        return asked("select count(*) from entry_version where ", page, "")
                .query(Long.class)
                .single();
    }

    /** How many changes of data a share has seen at a position, since it was assigned. */
    public int revision(TableKey table, String department, long since, long position) {
        return sql.sql("""
                        select count(*) from entry_version
                        where table_key = ? and department = ? and from_position > ? and from_position <= ?""")
                .param(table.toString())
                .param(department)
                .param(since)
                .param(position)
                .query(Integer.class)
                .single();
    }

    /** All versions of an entry up to a position, the first first. */
    public List<Version> versions(TableKey table, int entry, long position) {
        return sql.sql("""
                        select v.*, b.file_name, b.file_sha256, b.prepared_by, v.cells::text as now,
                            (lag(v.cells) over (order by v.from_position))::text as before
                        from entry_version v
                        left join entry_batch b on b.table_key = v.table_key and b.batch = v.batch
                        where v.table_key = ? and v.entry = ? and v.from_position <= ?
                        order by v.from_position""")
                .param(table.toString())
                .param(entry)
                .param(position)
                .query(Entries::version)
                .list();
    }

    /**
     * An entry that does not stand any more.
     *
     * @param entry as it stood at last
     * @param by staff number of who removed it
     */
    record Removed(Entry entry, String by, String post, Instant at, String reason, long position) {}

    /** Entries of a share that were removed and do not stand at a position, the latest removal first. */
    List<Removed> removed(TableKey table, String department, long position, int most) {
        return sql.sql("""
                        select entry, department, revision, owner, cells::text as cells, by_staff, post, at, reason,
                            from_position
                        from entry_version
                        where table_key = ? and department = ? and from_position <= ?
                            and (to_position is null or to_position > ?) and removed
                        order by from_position desc limit ?""")
                .params(table.toString(), department, position, position, most)
                .query((row, number) -> new Removed(
                        new Entry(
                                row.getInt("entry"),
                                row.getString("department"),
                                row.getInt("revision"),
                                row.getString("owner"),
                                PlainCells.read(row.getString("cells"))),
                        row.getString("by_staff"),
                        row.getString("post"),
                        instant(row, "at"),
                        row.getString("reason"),
                        row.getLong("from_position")))
                .list();
    }

    /** What was written in cells of an entry that are kept in another form: by revision and field. */
    Map<Integer, SortedMap<String, CellValue>> asWritten(TableKey table, int entry, long position) {
        var written = new HashMap<Integer, SortedMap<String, CellValue>>();
        sql.sql("select revision, raw::text from entry_raw where table_key = ? and entry = ? and position <= ?")
                .params(table.toString(), entry, position)
                .query(row -> {
                    written.put(row.getInt(1), PlainCells.read(row.getString(2)));
                });
        return written;
    }

    /** Last year's entry that one was carried from. */
    record CarriedFrom(TableKey table, int entry, int revision) {}

    /** Where an entry was carried from, as known at a position; empty if from nowhere. */
    Optional<CarriedFrom> carriedFrom(TableKey table, int entry, long position) {
        return sql.sql("""
                        select from_table, from_entry, from_revision from entry_carried
                        where table_key = ? and entry = ? and position <= ?""")
                .params(table.toString(), entry, position)
                .query((row, number) -> new CarriedFrom(TableKey.of(row.getString(1)), row.getInt(2), row.getInt(3)))
                .optional();
    }

    /** All versions up to a position of the entries that a batch touched, entry by entry, each from the first on. */
    public List<Version> touchedBy(TableKey table, String batch, long position) {
        return touched(
                "table_key = :table and batch = :batch", position, Map.of("table", table.toString(), "batch", batch));
    }

    /** All versions of the entries of a share that a person changed between two moments, both included. */
    public List<Version> touchedBy(
            TableKey table, String department, String by, Instant from, Instant to, long position) {
        return touched(
                "table_key = :table and department = :department and by_staff = :by and at >= :from and at <= :to",
                position,
                Map.of(
                        "table", table.toString(),
                        "department", department,
                        "by", by,
                        "from", from.atOffset(ZoneOffset.UTC),
                        "to", to.atOffset(ZoneOffset.UTC)));
    }

    private List<Version> touched(String which, long position, Map<String, Object> asked) {
        return sql.sql("""
                        select v.*, b.file_name, b.file_sha256, b.prepared_by, v.cells::text as now,
                            (lag(v.cells) over (partition by v.entry order by v.from_position))::text as before
                        from entry_version v
                        left join entry_batch b on b.table_key = v.table_key and b.batch = v.batch
                        where v.table_key = :table and v.from_position <= :position and v.entry in (
                            select entry from entry_version where\s""" + which + """
                        ) order by v.entry, v.from_position""")
                .params(asked)
                .param("position", position)
                .query(Entries::version)
                .list();
    }

    /** Who wrote in a share up to a position, how often, and when last. */
    List<Writer> writers(TableKey table, String department, long position) {
        return sql.sql("""
                        select by_staff, count(*) as changes, min(at) as first, max(at) as last from entry_version
                        where table_key = ? and department = ? and from_position <= ?
                        group by by_staff order by by_staff""")
                .param(table.toString())
                .param(department)
                .param(position)
                .query((row, number) -> new Writer(
                        row.getString("by_staff"), row.getInt("changes"), instant(row, "first"), instant(row, "last")))
                .list();
    }

    /** Who wrote, how many changes, from when to when. */
    record Writer(String by, int changes, Instant first, Instant last) {}

    /** A changed entry as it stood at one of two positions, if it did and may be seen: the position's name, then the side's. */
    private static final String SIDE = """
            left join lateral (
                select * from (
                    select v.* from entry_version v
                    where v.table_key = :table and v.entry = changed.entry and v.from_position <= :%s
                    order by v.from_position desc limit 1) stood
                where not removed and (:whole or department = any(:departments) or owner = :owner)) %s on true
            """;

    /**
     * Entries that are not the same at two positions, in the order of their numbers: one changed entry after another is looked up at
     * both, until the page is full.
     *
     * @param after number of the last entry of the page before; 0 for the first page
     */
    List<Difference> differences(
            TableKey table,
            @Nullable Collection<String> departments,
            @Nullable String owner,
            long from,
            long to,
            int limit,
            long after) {
        return sql.sql("""
                        with changed as materialized (
                            select distinct entry from entry_version
                            where table_key = :table and from_position > :from and from_position <= :to
                                and entry > :after
                            order by entry)
                        select changed.entry, t.department as t_department, t.revision as t_revision,
                            t.owner as t_owner, t.cells::text as t_cells, l.department as l_department,
                            l.revision as l_revision, l.owner as l_owner, l.cells::text as l_cells
                        from changed
                        %s %s
                        where t.department is not null or l.department is not null
                        limit :limit""".formatted(SIDE.formatted("from", "t"), SIDE.formatted("to", "l")))
                .param("table", table.toString())
                .param("from", from)
                .param("to", to)
                .param("after", after)
                .param("whole", departments == null)
                .param("departments", departments == null ? new String[0] : departments.toArray(String[]::new))
                .param("owner", owner)
                .param("limit", limit)
                .query((row, number) -> new Difference(row.getInt("entry"), side(row, "t_"), side(row, "l_")))
                .list();
    }

    /** Entries of a share whose references point to nothing, with the value that stands there. */
    List<Dangling> dangling(
            TableKey table, String department, long position, String field, TableKey other, String otherField) {
        return sql.sql("""
                        select e.entry, e.cells ->> :field as value from entry_version e
                        where e.table_key = :table and e.department = :department and e.from_position <= :position
                            and (e.to_position is null or e.to_position > :position) and not e.removed
                            and e.cells ->> :field is not null
                            and not exists (
                                select from entry_version r
                                where r.table_key = :other and r.from_position <= :position
                                    and (r.to_position is null or r.to_position > :position) and not r.removed
                                    and r.cells ->> :otherField = e.cells ->> :field)
                        order by e.entry""")
                .param("table", table.toString())
                .param("department", department)
                .param("position", position)
                .param("field", field)
                .param("other", other.toString())
                .param("otherField", otherField)
                .query((row, number) -> new Dangling(row.getInt("entry"), row.getString("value")))
                .list();
    }

    /**
     * Entries of another table that name a value which would stand nowhere if these entries were removed.
     *
     * @param removed numbers of entries of the table
     * @param field of the table that the other refers to
     * @param otherField of the other, that refers to it
     */
    List<Use> uses(
            TableKey table,
            Collection<Integer> removed,
            long position,
            String field,
            TableKey other,
            String otherField) {
        return sql.sql("""
                        with gone as (
                            select e.entry, e.cells ->> :field as value from entry_version e
                            where e.table_key = :table and e.entry = any(:removed) and e.from_position <= :position
                                and (e.to_position is null or e.to_position > :position) and not e.removed
                                and e.cells ->> :field is not null
                                and not exists (
                                    select from entry_version s
                                    where s.table_key = :table and s.entry <> all(:removed)
                                        and s.from_position <= :position
                                        and (s.to_position is null or s.to_position > :position) and not s.removed
                                        and s.cells ->> :field = e.cells ->> :field))
                        select g.entry, o.department, o.entry as other from entry_version o
                            join gone g on o.cells ->> :otherField = g.value
                        where o.table_key = :other and o.from_position <= :position
                            and (o.to_position is null or o.to_position > :position) and not o.removed
                            and not (o.table_key = :table and o.entry = any(:removed))
                        order by g.entry, o.entry""")
                .param("table", table.toString())
                .param("removed", removed.stream().mapToInt(Integer::intValue).toArray())
                .param("position", position)
                .param("field", field)
                .param("other", other.toString())
                .param("otherField", otherField)
                .query((row, number) -> new Use(row.getInt("entry"), row.getString("department"), row.getInt("other")))
                .list();
    }

    /** An entry, and one of another table that names its value. */
    record Use(int entry, String department, int other) {}

    /** Entries of a share whose business key also stands in another department's share. */
    List<Repeated> repeated(TableKey table, String department, long position, List<String> key) {
        var same = new StringBuilder();
        for (int n = 0; n < key.size(); n++) {
            same.append(" and e.cells ->> :key")
                    .append(n)
                    .append(" = o.cells ->> :key")
                    .append(n);
        }
        JdbcClient.StatementSpec statement = sql.sql("""
                        select e.entry, o.entry as other, o.department from entry_version e join entry_version o
                            on o.table_key = e.table_key and o.department <> e.department %s
                        where e.table_key = :table and e.department = :department and e.from_position <= :position
                            and (e.to_position is null or e.to_position > :position) and not e.removed
                            and o.from_position <= :position
                            and (o.to_position is null or o.to_position > :position) and not o.removed
                        order by e.entry, o.entry""".formatted(same))
                .param("table", table.toString())
                .param("department", department)
                .param("position", position);
        for (int n = 0; n < key.size(); n++) {
            statement = statement.param("key" + n, key.get(n));
        }
        return statement
                .query((row, number) ->
                        new Repeated(row.getInt("entry"), row.getInt("other"), row.getString("department")))
                .list();
    }

    /**
     * Entries of a share that are about different people and yet look like the same thing.
     *
     * @param texts fields whose texts are the same but for case, spaces and punctuation; at least one
     * @param same fields whose values are the same
     */
    List<Alike> alike(TableKey table, String department, long position, List<String> texts, List<String> same) {
        var equal = new StringBuilder();
        var named = new LinkedHashMap<String, String>();
        for (var field : texts) {
            var name = ":field" + named.size();
            named.put(name.substring(1), field);
            equal.append(" and ").append(bare("e", name)).append(" = ").append(bare("o", name));
            equal.append(" and ").append(bare("e", name)).append(" <> ''");
        }
        for (var field : same) {
            var name = ":field" + named.size();
            named.put(name.substring(1), field);
            equal.append(" and e.cells ->> ")
                    .append(name)
                    .append(" = o.cells ->> ")
                    .append(name);
        }
        return sql.sql("""
                        with s as (
                            select entry, owner, cells from entry_version
                            where table_key = :table and department = :department and from_position <= :position
                                and (to_position is null or to_position > :position) and not removed)
                        select e.entry, e.owner, o.entry as other, o.owner as other_owner
                        from s e join s o on e.owner <> o.owner %s
                        order by e.entry, o.entry""".formatted(equal))
                .params(named)
                .param("table", table.toString())
                .param("department", department)
                .param("position", position)
                .query((row, number) -> new Alike(
                        row.getInt("entry"), row.getString("owner"), row.getInt("other"), row.getString("other_owner")))
                .list();
    }

    private static String bare(String alias, String field) {
        return "lower(regexp_replace(" + alias + ".cells ->> " + field
                + ", '[[:space:][:punct:]《》“”‘’、，。：；（）·—]', '', 'g'))";
    }

    /** The entries of a share that are about a person. */
    Set<Integer> ownedBy(String owner, TableKey table, String department, long position) {
        return new HashSet<>(sql.sql("select entry from entry_version where " + STOOD
                        + " and department = :department and owner = :owner")
                .param("table", table.toString())
                .param("position", position)
                .param("department", department)
                .param("owner", owner)
                .query(Integer.class)
                .list());
    }

    /** Two entries of different people that look the same. */
    record Alike(int entry, String owner, int other, String otherOwner) {}

    /** An entry of a share, and the one of another department that has the same business key. */
    record Repeated(int entry, int other, String department) {}

    /** A value that stands nowhere in the table it refers to. */
    record Dangling(int entry, String value) {}

    private JdbcClient.StatementSpec asked(String select, Page page, String after) {
        var text = new StringBuilder(select).append(STOOD);
        var named = new LinkedHashMap<String, @Nullable Object>();
        named.put("table", page.table().toString());
        named.put("position", page.position());
        if (page.departments() != null) {
            text.append(" and (department = any(:departments) or owner = :owner)");
            named.put("departments", page.departments().toArray(String[]::new));
            named.put("owner", page.owner());
        }
        int n = 0;
        for (var filter : page.filters().entrySet()) {
            text.append(
                    filter.getValue() == null
                            ? " and cells ->> :field%d is null".formatted(n)
                            : " and cells ->> :field%d = :value%d".formatted(n, n));
            named.put("field" + n, filter.getKey());
            if (filter.getValue() != null) {
                named.put("value" + n, filter.getValue());
            }
            n++;
        }
        JdbcClient.StatementSpec statement = sql.sql(text.append(after).toString());
        for (var parameter : named.entrySet()) {
            statement = statement.param(parameter.getKey(), parameter.getValue());
        }
        return statement;
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getInt("entry"),
                row.getString("department"),
                row.getInt("revision"),
                row.getString("owner"),
                PlainCells.read(row.getString("cells")));
    }

    private static @Nullable Entry side(ResultSet row, String prefix) throws SQLException {
        var department = row.getString(prefix + "department");
        return department == null
                ? null
                : new Entry(
                        row.getInt("entry"),
                        department,
                        row.getInt(prefix + "revision"),
                        row.getString(prefix + "owner"),
                        PlainCells.read(row.getString(prefix + "cells")));
    }

    private static Version version(ResultSet row, int number) throws SQLException {
        var before = row.getString("before");
        return new Version(
                row.getInt("entry"),
                row.getString("department"),
                row.getInt("revision"),
                row.getString("owner"),
                row.getBoolean("removed"),
                row.getLong("from_position"),
                row.getString("event_id"),
                row.getString("by_staff"),
                row.getString("post"),
                instant(row, "at"),
                row.getString("how"),
                row.getString("reason"),
                row.getString("batch"),
                row.getObject("batch_row", Integer.class),
                source(row),
                Arrays.asList((String[]) row.getArray("changed").getArray()),
                before == null ? new TreeMap<>() : PlainCells.read(before),
                PlainCells.read(row.getString("now")));
    }

    private static @Nullable Source source(ResultSet row) throws SQLException {
        var file = row.getString("file_name");
        return file == null ? null : new Source(file, row.getString("file_sha256"), row.getString("prepared_by"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
