package org.mingzhang.query.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.EventJson;
import org.mingzhang.events.TableKey;
import org.mingzhang.query.PlainCells;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;

/**
 * 某一账本位置上的全部内容: what stood in a campaign's tables at one ledger position. The views must have reached it; the
 * answer never changes afterwards.
 */
@Component
public final class Standing {

    private static final int ROWS_AT_ONCE = 1_000;

    private static final String PLANNED = """
            select c.code, c.edition, c.form
            from trail t
            join collection_table c on c.table_key = t.table_key
            where t.campaign = ? and t.kind = 'table.planned' and t.position <= ?
            order by c.code collate "C\"""";

    private static final String SHARES = """
            select table_key, department from (
                select distinct on (table_key, department) table_key, department, kind
                from trail
                where campaign = ? and kind in ('table.share-assigned', 'table.share-dropped') and position <= ?
                order by table_key, department, position desc) latest
            where kind = 'table.share-assigned'""";

    private static final String ENTRIES = """
            select entry, department, revision, cells::text as cells, from_position, event_id, by_staff, post, at, how
            from entry_version
            where table_key = ? and from_position <= ? and (to_position is null or to_position > ?) and not removed
            order by department collate "C", entry""";

    private static final String AUTHORS = """
            select distinct on (entry, field) entry, field, from_position, event_id, by_staff, post, at, how
            from entry_version, unnest(changed) as field
            where table_key = ? and from_position <= ? and entry = any (?)
            order by entry, field, from_position desc""";

    private static final String TAKEN_AWAY = """
            select distinct on (gone.value) gone.value, n.from_position, n.event_id, n.by_staff, n.post, n.at, n.how
            from (
                select v.cells ->> ? as value, v.entry, v.to_position from entry_version v
                where v.table_key = ? and v.to_position <= ? and v.cells ->> ? = any (?)) gone
            join entry_version n on n.table_key = ? and n.entry = gone.entry and n.from_position = gone.to_position
            where n.removed or n.cells ->> ? is distinct from gone.value
            order by gone.value, n.from_position desc""";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate reading;

    public Standing(DataSource source) {
        this.jdbc = new JdbcTemplate(source);
        this.jdbc.setFetchSize(ROWS_AT_ONCE);
        this.reading = new TransactionTemplate(new DataSourceTransactionManager(source));
        this.reading.setReadOnly(true);
        this.reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /**
     * A campaign as it was planned.
     *
     * @param edition catalogue edition, for ever
     * @param until last day of its academic year
     * @param parameters the college's own values of rule parameters, written as text, by name
     */
    public record Planned(String edition, LocalDate until, Map<String, String> parameters) {}

    /**
     * A table and the shares it has.
     *
     * @param form SOURCE, COLLECTED or COMPUTED
     * @param departments codes of the departments with a share
     */
    public record TableAt(TableKey table, String edition, String form, SortedSet<String> departments) {

        /** Whether somebody fills it; a computed table holds nothing of its own. */
        public boolean filled() {
            return !form.equals("COMPUTED");
        }
    }

    /**
     * An entry.
     *
     * @param values plain cells, blank ones absent
     * @param last its last change
     */
    public record Entry(
            int number, String department, int revision, SortedMap<String, CellValue> values, Author last) {}

    /** What is done with each entry. */
    @FunctionalInterface
    public interface Telling {
        void entry(Entry entry) throws IOException;
    }

    /** Reads several things from one state of the views. */
    public <T> Optional<T> together(Supplier<Optional<T>> all) {
        return Objects.requireNonNull(reading.execute(status -> all.get()));
    }

    /** The campaign with its parameters as they were set up to a position; empty if there is none. */
    public Optional<Planned> campaign(CampaignKey campaign, long position) {
        return jdbc
                .query(
                        """
                        select edition, academic_to, (parameters || coalesce((
                            select jsonb_object_agg(parameter, value) from (
                                select distinct on (parameter) parameter, value from parameter_value
                                where campaign = c.campaign and position <= ?
                                order by parameter, position desc) newest), '{}'))::text as parameters
                        from campaign c where campaign = ?""",
                        (row, number) -> new Planned(
                                row.getString("edition"),
                                row.getObject("academic_to", LocalDate.class),
                                parameters(row.getString("parameters"))),
                        position,
                        campaign.toString())
                .stream()
                .findFirst();
    }

    private static Map<String, String> parameters(String json) {
        return EventJson.mapper().readValue(json, new TypeReference<Map<String, String>>() {});
    }

    /** When the event at this position was accepted; empty if the ledger has no such position. */
    public Optional<Instant> at(long position) {
        return jdbc
                .query(
                        "select at from trail where position = ?",
                        (row, number) -> row.getTimestamp("at").toInstant(),
                        position)
                .stream()
                .findFirst();
    }

    /** The campaign's tables by code. */
    public SortedMap<String, TableAt> tables(CampaignKey campaign, long position) {
        var tables = new TreeMap<String, TableAt>();
        jdbc.query(
                PLANNED,
                row -> {
                    var code = row.getString("code");
                    tables.put(
                            code,
                            new TableAt(
                                    campaign.table(code),
                                    row.getString("edition"),
                                    row.getString("form"),
                                    new TreeSet<>()));
                },
                campaign.toString(),
                position);
        jdbc.query(
                SHARES,
                row -> {
                    var table =
                            tables.get(TableKey.of(row.getString("table_key")).code());
                    if (table != null) {
                        table.departments().add(row.getString("department"));
                    }
                },
                campaign.toString(),
                position);
        return tables;
    }

    /** How many entries each of a campaign's tables held at a position, by table number; tables without any are left out. */
    public SortedMap<String, Integer> counts(CampaignKey campaign, long position) {
        var counts = new TreeMap<String, Integer>();
        jdbc.query(
                """
                select v.table_key, count(*) as entries from entry_version v
                join collection_table c on c.table_key = v.table_key and c.campaign = ?
                where v.from_position <= ? and (v.to_position is null or v.to_position > ?) and not v.removed
                group by v.table_key""",
                row -> {
                    counts.put(TableKey.of(row.getString("table_key")).code(), row.getInt("entries"));
                },
                campaign.toString(),
                position,
                position);
        return counts;
    }

    /** Id of the snapshot that was handed in last, up to a position; empty if none was. */
    public Optional<String> handedIn(CampaignKey campaign, long position) {
        return jdbc.queryForList("""
                        select facts ->> 'snapshot' from trail
                        where campaign = ? and kind = 'campaign.submitted' and position <= ?
                        order by position desc limit 1""", String.class, campaign.toString(), position).stream()
                .findFirst();
    }

    /** Whether anything in a table changed after one position and up to another. */
    public boolean changed(TableKey table, long after, long upTo) {
        return Boolean.TRUE.equals(jdbc.queryForObject("""
                select exists (
                    select from entry_version where table_key = ? and from_position > ? and from_position <= ?)""", Boolean.class, table.toString(), after, upTo));
    }

    /** Numbers of a campaign's tables to which anything happened after one position and up to another, entries changed or not. */
    public Set<String> touched(CampaignKey campaign, long after, long upTo) {
        return jdbc.queryForList("""
                        select distinct table_key from trail
                        where campaign = ? and position > ? and position <= ? and table_key is not null""", String.class, campaign.toString(), after, upTo).stream()
                .map(key -> TableKey.of(key).code())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether anybody's values were erased after one position and up to another. */
    public boolean erased(long after, long upTo) {
        return Boolean.TRUE.equals(jdbc.queryForObject("""
                select exists (
                    select from trail where kind = 'erasure.carried-out' and position > ? and position <= ?)""", Boolean.class, after, upTo));
    }

    /** Tells a table's entries one by one, by department and number; call it inside {@link #together}. */
    public void entries(TableKey table, long position, Telling telling) {
        jdbc.query(
                ENTRIES,
                row -> {
                    try {
                        telling.entry(entry(row));
                    } catch (IOException failed) {
                        throw new UncheckedIOException(failed);
                    }
                },
                table.toString(),
                position,
                position);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getInt("entry"),
                row.getString("department"),
                row.getInt("revision"),
                PlainCells.read(row.getString("cells")),
                author(row));
    }

    /** Who last wrote each cell of these entries, by entry and field. */
    public Map<Integer, Map<String, Author>> authors(TableKey table, Collection<Integer> entries, long position) {
        var authors = new HashMap<Integer, Map<String, Author>>();
        jdbc.query(
                AUTHORS,
                row -> {
                    authors.computeIfAbsent(row.getInt("entry"), entry -> new HashMap<>())
                            .put(row.getString("field"), author(row));
                },
                table.toString(),
                position,
                entries.toArray(Integer[]::new));
        return authors;
    }

    /**
     * Who took values out of a field, by removing the entry that held one or by writing another: the last one for each value.
     *
     * @param values as text
     */
    public Map<String, Author> takenAway(TableKey table, String field, Collection<String> values, long position) {
        var authors = new HashMap<String, Author>();
        jdbc.query(
                TAKEN_AWAY,
                row -> {
                    authors.put(row.getString("value"), author(row));
                },
                field,
                table.toString(),
                position,
                field,
                values.toArray(String[]::new),
                table.toString(),
                field);
        return authors;
    }

    private static Author author(ResultSet row) throws SQLException {
        return new Author(
                row.getString("event_id"),
                row.getLong("from_position"),
                row.getString("by_staff"),
                row.getString("post"),
                row.getTimestamp("at").toInstant(),
                row.getString("how"));
    }

    /**
     * Who last wrote a cell.
     *
     * @param event id of the event
     * @param position its ledger position
     * @param by staff number
     * @param post the person's post then
     * @param how typed, pasted, imported …
     */
    public record Author(String event, long position, String by, String post, Instant at, String how) {}
}
