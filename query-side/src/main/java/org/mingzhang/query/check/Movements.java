package org.mingzhang.query.check;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.catalogue.CellRow;
import org.mingzhang.events.catalogue.ComputedTables;
import org.mingzhang.events.catalogue.Indicator;
import org.mingzhang.events.rule.AggregateKind;
import org.mingzhang.events.rule.Evaluator;
import org.mingzhang.events.rule.Expr;
import org.mingzhang.events.rule.Expression;
import org.mingzhang.events.rule.Row;
import org.mingzhang.events.rule.Tables;
import org.mingzhang.query.PlainCells;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** 指标变动: which events moved an indicator, and by how much; the steps add up exactly to what it moved in all. */
@Component
final class Movements {

    private static final Row NO_ROW = field -> null;

    private static final String VERSIONS = """
            select entry, department, from_position, removed, cells::text as cells, event_id, by_staff, post, at, how
            from entry_version
            where table_key = ? and from_position <= ?
            order by entry, from_position""";

    private final JdbcTemplate jdbc;

    Movements(DataSource source) {
        this.jdbc = new JdbcTemplate(source);
    }

    /** What an entry came to be by an event. */
    private record Version(
            int entry,
            String department,
            long position,
            boolean removed,
            Row row,
            String event,
            String by,
            String post,
            Instant at,
            String how) {}

    /**
     * One event's share in it.
     *
     * @param before figure before the event; null if it could not be worked out
     * @param after figure after it
     * @param by exactly how much it moved; null where it cannot be worked out on both sides
     */
    record Step(
            long position,
            String event,
            String table,
            String department,
            String staffNo,
            String post,
            Instant at,
            String how,
            int entries,
            @Nullable BigDecimal before,
            @Nullable BigDecimal after,
            @Nullable BigDecimal by) {}

    /** How much a row brings to a sum; null if nothing, or if the aggregate is none that adds up. */
    static @Nullable BigDecimal amount(Expr.Aggregate aggregate, Row row) {
        if (aggregate.kind() == AggregateKind.SUM) {
            return aggregate.field().map(row::value).map(BigDecimal.class::cast).orElse(null);
        }
        return aggregate.kind() == AggregateKind.COUNT ? BigDecimal.ONE : null;
    }

    /** The sums of an indicator changed by one event. */
    private static final class Change {
        private final Version cause;
        private final String table;
        private final Map<Expression, BigDecimal> deltas = new LinkedHashMap<>();
        private int entries;

        private Change(Version cause, String table) {
            this.cause = cause;
            this.table = table;
        }
    }

    /**
     * Every event after one ledger position, up to another, that changed a sum of the indicator, in order.
     *
     * @param from exclusive; 0 for all
     * @param to the position the year is read at
     */
    List<Step> of(CampaignKey campaign, Indicators.Year year, Indicator indicator, long from, long to) {
        var sums = year.sums(indicator).stream().map(Indicators.Sum::expression).toList();
        var start = new HashMap<Expression, BigDecimal>();
        var changes = new TreeMap<Long, Change>();
        var versions = new HashMap<TableKey, List<Version>>();
        sums.forEach(sum -> start.put(sum, BigDecimal.ZERO));
        for (var sum : sums) {
            var table = year.catalogue()
                    .tableNamed(((Expr.Aggregate) sum.tree()).table())
                    .orElseThrow();
            // several sums of an indicator often count the same table
            var told = versions.computeIfAbsent(campaign.table(table.code()), key -> versions(key, year, to));
            changes(sum, told, year, from, start, changes, table.code());
        }
        return steps(year, indicator, start, changes);
    }

    private static void changes(
            Expression sum,
            List<Version> versions,
            Indicators.Year year,
            long from,
            Map<Expression, BigDecimal> start,
            SortedMap<Long, Change> changes,
            String table) {
        var amounts = amounts(sum, versions, year);
        @Nullable Version before = null;
        for (var version : versions) {
            var was = before != null && before.entry() == version.entry() ? amount(amounts, before) : BigDecimal.ZERO;
            var delta = amount(amounts, version).subtract(was);
            before = version;
            if (delta.signum() == 0) {
                continue;
            }
            if (version.position() <= from) {
                start.merge(sum, delta, BigDecimal::add);
            } else {
                var change = changes.computeIfAbsent(version.position(), position -> new Change(version, table));
                change.deltas.merge(sum, delta, BigDecimal::add);
                change.entries++;
            }
        }
    }

    private static BigDecimal amount(Map<Row, BigDecimal> amounts, Version version) {
        return version.removed() ? BigDecimal.ZERO : amounts.getOrDefault(version.row(), BigDecimal.ZERO);
    }

    /** What each version brings; conditions of indicators look at one row alone, so all versions are looked at as one table. */
    private static Map<Row, BigDecimal> amounts(Expression sum, List<Version> versions, Indicators.Year year) {
        var aggregate = (Expr.Aggregate) sum.tree();
        var rows = versions.stream().map(Version::row).toList();
        var evaluator = new Evaluator(
                Tables.of(Map.of(aggregate.table(), rows)),
                null,
                year.parameters().values(),
                Map.of());
        var amounts = new IdentityHashMap<Row, BigDecimal>();
        for (var row : evaluator.counted(sum)) {
            var amount = amount(aggregate, row);
            if (amount != null) {
                amounts.put(row, amount);
            }
        }
        return amounts;
    }

    private static List<Step> steps(
            Indicators.Year year,
            Indicator indicator,
            Map<Expression, BigDecimal> start,
            SortedMap<Long, Change> changes) {
        var now = new HashMap<>(start);
        var before = figure(year, indicator, now);
        var steps = new ArrayList<Step>();
        for (var change : changes.values()) {
            change.deltas.forEach((sum, delta) -> now.merge(sum, delta, BigDecimal::add));
            var after = figure(year, indicator, now);
            steps.add(step(change, before, after));
            before = after;
        }
        return steps;
    }

    private static Step step(Change change, @Nullable BigDecimal before, @Nullable BigDecimal after) {
        var cause = change.cause;
        return new Step(
                cause.position(),
                cause.event(),
                change.table,
                cause.department(),
                cause.by(),
                cause.post(),
                cause.at(),
                cause.how(),
                change.entries,
                before,
                after,
                before == null || after == null ? null : after.subtract(before));
    }

    private static @Nullable BigDecimal figure(
            Indicators.Year year, Indicator indicator, Map<Expression, BigDecimal> sums) {
        var evaluator = Evaluator.ofSums(sums, year.parameters().values(), ComputedTables.figures(year.catalogue()));
        return (BigDecimal) evaluator.value(indicator.expression(), NO_ROW, null);
    }

    private List<Version> versions(TableKey table, Indicators.Year year, long to) {
        var form = year.catalogue().table(table.code()).orElseThrow();
        return jdbc.query(
                VERSIONS,
                (row, number) ->
                        version(row, CellRow.of(year.catalogue(), form, PlainCells.read(row.getString("cells")))),
                table.toString(),
                to);
    }

    private static Version version(ResultSet row, Row cells) throws SQLException {
        return new Version(
                row.getInt("entry"),
                row.getString("department"),
                row.getLong("from_position"),
                row.getBoolean("removed"),
                cells,
                row.getString("event_id"),
                row.getString("by_staff"),
                row.getString("post"),
                row.getTimestamp("at").toInstant(),
                row.getString("how"));
    }
}
