package org.mingzhang.query.check.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Computation;
import org.mingzhang.events.catalogue.ComputedTables;
import org.mingzhang.events.catalogue.FieldType;
import org.mingzhang.events.catalogue.Indicator;
import org.mingzhang.events.catalogue.ParameterValues;
import org.mingzhang.events.catalogue.Reading;
import org.mingzhang.events.catalogue.Rule;
import org.mingzhang.events.catalogue.Table;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * 临时表: a campaign's tables as typed relations of one database session, {@code now_student} and {@code last_student}, which
 * rules written by {@link RuleSql} ask. They vanish with the transaction. One connection for all calls is the caller's business.
 */
public final class SqlTables {

    /** What the language has and PostgreSQL has not; each gives nothing when an argument is nothing. */
    private static final List<String> FUNCTIONS = List.of(
            // a division keeps more digits than are ever compared
            function("mz_ratio(a numeric, b numeric)", "numeric", """
                    (a + 0.0000000000000000000000000000000000) / nullif(b, 0)"""),
            function("mz_abs(a numeric)", "numeric", "abs(a)"),
            function("mz_min_of(a numeric, b numeric)", "numeric", "case when a <= b then a when b < a then b end"),
            // a half goes to the even neighbour (GB/T 8170)
            function("mz_round(a numeric, places numeric)", "numeric", """
                    case when abs(a) * 10 ^ trunc(places) % 1 = 0.5
                        then 2 * round(a * 10 ^ trunc(places) / 2, 0) / 10 ^ trunc(places)
                        else round(a, places::int) end"""),
            function("mz_year(a date)", "numeric", "extract(year from a)"),
            function("mz_month(a date)", "numeric", "extract(month from a)"),
            function("mz_years_between(a date, b date)", "numeric", """
                    extract(year from b) - extract(year from a)
                        - case when (extract(month from b), extract(day from b))
                                  < (extract(month from a), extract(day from a)) then 1 else 0 end"""),
            function("mz_age_at(a date, b date)", "numeric", "pg_temp.mz_years_between(a, b)"),
            function("mz_days_between(a date, b date)", "numeric", "(b - a)::numeric"),
            function("mz_len(a text)", "numeric", "char_length(a)::numeric"),
            function("mz_startswith(a text, b text)", "boolean", "starts_with(a, b)"),
            function("mz_stripped(a text)", "text", """
                    btrim(a, E' \\t\\n\\u000b\\f\\r\\u001c\\u001d\\u001e\\u001f\\u1680\\u2000\\u2001\\u2002\\u2003\\u2004\\u2005'
                        || E'\\u2006\\u2008\\u2009\\u200a\\u2028\\u2029\\u205f\\u3000')"""),
            function("mz_id_check(a text)", "boolean", """
                    case when a !~ '^[0-9]{17}.$' then false else substr('10X98765432', 1 + (
                        select sum(substr(a, i, 1)::int * (array[7,9,10,5,8,4,2,1,6,3,7,9,10,5,8,4,2])[i])
                        from generate_series(1, 17) i)::int % 11, 1) = substr(a, 18, 1) end"""),
            function("mz_id_birth(a text)", "date", """
                    pg_temp.mz_date(case when substr(a, 7, 8) ~ '^[0-9]{8}$'
                        then substr(a, 7, 4) || '-' || substr(a, 11, 2) || '-' || substr(a, 13, 2) end)"""));

    /** How a cell's JSON is read; what cannot be read, and what is erased, is nothing. */
    private static final List<String> READINGS = List.of(
            function("mz_text(a jsonb)", "text", "case when jsonb_typeof(a) <> 'object' then a #>> '{}' end"),
            function("mz_decimal(a jsonb)", "numeric", """
                    case when a #>> '{}' ~ '^-?[0-9]{1,15}([.][0-9]{1,20})?$' then (a #>> '{}')::numeric end"""),
            function("mz_integer(a jsonb)", "numeric", """
                    case when pg_temp.mz_decimal(a) = trunc(pg_temp.mz_decimal(a)) then pg_temp.mz_decimal(a) end"""),
            function(
                    "mz_truth(a jsonb)",
                    "boolean",
                    "case a #>> '{}' when 'true' then true when 'false' then false end"),
            function("mz_date(a text)", "date", """
                    case when a ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' and pg_input_is_valid(a, 'date') then a::date end"""),
            function("mz_day(a jsonb)", "date", "pg_temp.mz_date(a #>> '{}')"),
            function("mz_first_day(a jsonb)", "date", "pg_temp.mz_date((a #>> '{}') || '-01')"));

    private final JdbcTemplate jdbc;

    /** Tables in the session of this connection, inside its transaction. */
    public SqlTables(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        READINGS.forEach(jdbc::execute);
        FUNCTIONS.forEach(jdbc::execute);
    }

    private static String function(String signature, String type, String body) {
        return "create or replace function pg_temp." + signature + " returns " + type
                + " language sql immutable parallel safe as $$ select " + body + " $$";
    }

    /**
     * Where a table's rows come from: a query for {@code n}, a number that orders them, {@code department}, {@code entry} and
     * {@code cells}, JSON; empty for a table without rows.
     */
    @FunctionalInterface
    public interface Source extends Function<Table, Optional<Query>> {}

    /** A query and what it asks with. */
    public record Query(String sql, List<Object> arguments) {

        public Query {
            arguments = List.copyOf(arguments);
        }
    }

    /** One year: what its tables are, its parameters, and where its rows come from. */
    public record Year(Catalogue catalogue, ParameterValues parameters, Source source) {}

    /**
     * Makes the tables of this year and of last year, as far as they are asked.
     *
     * @param rules the ones that will ask
     * @param indicators and those
     * @param tables further tables that are wanted, by English name
     * @param last null if there was no campaign
     * @return writes expressions for exactly these tables
     */
    public RuleSql make(
            Year now, List<Rule> rules, List<Indicator> indicators, Set<String> tables, @Nullable Year last) {
        if (last != null) {
            // last year's edition may compute what this year's has people fill
            make(
                    last,
                    RuleSql.LAST_YEAR,
                    now.catalogue(),
                    new Reading(last.catalogue()).everything(rules, List.of(), List.of()));
        }
        make(
                now,
                RuleSql.THIS_YEAR,
                now.catalogue(),
                new Reading(now.catalogue()).everything(rules, indicators, tables));
        var writer = writer(now, last != null);
        rules.forEach(rule -> writer.of(rule.check()));
        indicators.forEach(indicator -> writer.of(indicator.expression()));
        index(writer);
        return writer;
    }

    private static RuleSql writer(Year year, boolean last) {
        return new RuleSql(year.parameters().values(), ComputedTables.figures(year.catalogue()), last);
    }

    private void index(RuleSql writer) {
        writer.lookedUp()
                .forEach(each -> jdbc.execute("create index if not exists "
                        + RuleSql.name("by_" + Integer.toHexString(each.hashCode())) + " on pg_temp."
                        + RuleSql.name(each.table()) + " (" + RuleSql.name(each.column()) + ")"));
    }

    private void make(Year year, String prefix, Catalogue asking, Set<String> asked) {
        for (var table : year.catalogue().tables()) {
            if (!asked.contains(table.name())) {
                continue;
            }
            create(prefix, table, asking.tableNamed(table.name()));
            if (table.computation().isEmpty()) {
                year.source().apply(table).ifPresent(rows -> fill(prefix, table, rows));
            }
        }
        for (var table : asking.tables()) {
            if (asked.contains(table.name())
                    && year.catalogue().tableNamed(table.name()).isEmpty()) {
                create(prefix, table, Optional.empty());
            }
        }
        compute(year, prefix, asked);
    }

    /** A table with the columns of its edition, and those that the asking edition has besides, which are empty. */
    private void create(String prefix, Table table, Optional<Table> asking) {
        var columns = new LinkedHashMap<String, FieldType>();
        table.fields().forEach(field -> columns.put(field.name(), field.type()));
        asking.ifPresent(other -> other.fields().forEach(field -> columns.putIfAbsent(field.name(), field.type())));
        jdbc.execute("create temporary table " + RuleSql.name(prefix + table.name())
                + " (n bigint, department text, entry int"
                + columns.entrySet().stream()
                        .map(column -> ", " + RuleSql.name(column.getKey()) + " " + type(column.getValue()))
                        .collect(Collectors.joining())
                + ") on commit drop");
    }

    private void fill(String prefix, Table table, Query rows) {
        var target = RuleSql.name(prefix + table.name());
        jdbc.update(
                "insert into pg_temp." + target + " (n, department, entry"
                        + table.fields().stream()
                                .map(field -> ", " + RuleSql.name(field.name()))
                                .collect(Collectors.joining())
                        + ") select n, department, entry, " + cells(table) + " from (" + rows.sql() + ") source",
                rows.arguments().toArray());
        jdbc.execute("analyze pg_temp." + target);
    }

    /** The columns of a table as they are read from {@code cells}. */
    static String cells(Table table) {
        return table.fields().stream()
                .map(field -> "pg_temp." + reading(field.type()) + "(cells -> " + RuleSql.text(field.name()) + ") as "
                        + RuleSql.name(field.name()))
                .collect(Collectors.joining(", "));
    }

    /** Fills the computed tables, those first that others read. */
    private void compute(Year year, String prefix, Set<String> asked) {
        var writer = new RuleSql(year.parameters().values(), ComputedTables.figures(year.catalogue()), false, prefix);
        var waiting = new HashMap<String, Computation>();
        year.catalogue().tables().stream()
                .filter(table -> asked.contains(table.name()))
                .forEach(table -> table.computation().ifPresent(how -> waiting.put(table.name(), how)));
        while (!waiting.isEmpty()) {
            var ready = new ArrayList<String>();
            waiting.forEach((name, how) -> {
                if (how.tables().stream().noneMatch(other -> waiting.containsKey(other) && !other.equals(name))) {
                    ready.add(name);
                }
            });
            if (ready.isEmpty()) {
                throw new IllegalStateException("computed tables wait for each other: " + waiting.keySet());
            }
            for (var name : ready) {
                compute(writer, RuleSql.name(prefix + name), prefix, Objects.requireNonNull(waiting.remove(name)));
            }
        }
    }

    private void compute(RuleSql writer, String target, String prefix, Computation how) {
        var key = how.groupBy().stream().map(RuleSql::name).toList();
        var keys = key.isEmpty() ? "" : ", " + String.join(", ", key);
        jdbc.execute("insert into pg_temp." + target + " (n" + keys + ") select row_number() over (order by min(r0.n))"
                + keys
                + " from pg_temp." + RuleSql.name(prefix + how.rowSource()) + " r0 where " + writer.of(how.where())
                + (key.isEmpty() ? " having count(*) > 0" : " group by " + String.join(", ", key)));
        // one column after another, for a later one may ask for an earlier one
        how.columns()
                .forEach(column -> jdbc.execute("update pg_temp." + target + " r0 set " + RuleSql.name(column.field())
                        + " = " + writer.of(column.value())));
        jdbc.execute("analyze pg_temp." + target);
    }

    private static String type(FieldType type) {
        return switch (type) {
            case INTEGER, DECIMAL -> "numeric";
            case DATE, YEAR_MONTH -> "date";
            case BOOLEAN -> "boolean";
            // texts are ordered by character, as the rules have it
            case TEXT, CODE, REFERENCE -> "text collate \"C\"";
        };
    }

    private static String reading(FieldType type) {
        return switch (type) {
            case INTEGER -> "mz_integer";
            case DECIMAL -> "mz_decimal";
            case DATE -> "mz_day";
            case YEAR_MONTH -> "mz_first_day";
            case BOOLEAN -> "mz_truth";
            case TEXT, CODE, REFERENCE -> "mz_text";
        };
    }

    /**
     * A query for the rows that break a rule: {@code department} and {@code entry}, both null for a rule over a whole table and
     * for rows of a computed table. Only what is false breaks it, not what cannot be known.
     */
    public static String broken(RuleSql writer, Rule rule, Table table) {
        var check = "(" + writer.of(rule.check()) + ") is false";
        if (rule.scope() == Rule.Scope.TABLE) {
            return "select null::text as department, null::int as entry where " + check;
        }
        return "select r0.department, r0.entry from pg_temp." + RuleSql.name(RuleSql.THIS_YEAR + table.name()) + " r0"
                + (rule.check().readsLastYearsRow() ? lastYearsRow(table) : "") + " where " + check;
    }

    /** Last year's row with the same lasting key; of several the last one. */
    private static String lastYearsRow(Table table) {
        var last = RuleSql.name(RuleSql.LAST_YEAR + table.name());
        if (table.yearOnYearKey().isEmpty()) {
            return " left join pg_temp." + last + " prev on false";
        }
        var key = table.yearOnYearKey().stream().map(RuleSql::name).toList();
        return " left join (select distinct on (" + String.join(", ", key) + ") * from pg_temp." + last + " order by "
                + String.join(", ", key) + ", n desc) prev on "
                + key.stream().map(each -> "prev." + each + " = r0." + each).collect(Collectors.joining(" and "));
    }
}
