package org.mingzhang.query.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Rule;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.query.check.Contents.Content;
import org.mingzhang.query.check.sql.RuleSql;
import org.mingzhang.query.check.sql.SqlTables;
import org.mingzhang.query.table.RulesInForce;
import org.mingzhang.query.table.Standing;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 复算: works out the catalogue's rules a second way, as SQL over what stood at a run's position, and compares. It shares with the
 * run only the syntax tree of the rules and the stored rows, so a mistake in the evaluator, in an index it makes or in what it took
 * over from an earlier run shows here.
 */
@Component
final class Recount {

    private static final String ENTRIES = """
            select row_number() over (order by department collate "C", entry) as n, department, entry, cells
            from entry_version
            where table_key = ? and from_position <= ? and (to_position is null or to_position > ?) and not removed""";

    /** Divisions keep more digits than this on either side. */
    private static final BigDecimal NEXT_TO_NOTHING = new BigDecimal("1e-20");

    private final Contents contents;
    private final Indicators indicators;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate session;

    Recount(Standing standing, Catalogues catalogues, RulesInForce rules, Indicators indicators, DataSource source) {
        this.indicators = indicators;
        this.contents = new Contents(standing, catalogues, rules);
        this.jdbc = new JdbcTemplate(source);
        // temporary tables are made, so it cannot be read-only; they are gone with the transaction
        this.session = new TransactionTemplate(new DataSourceTransactionManager(source));
        this.session.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /**
     * One rule both ways.
     *
     * @param failed how often it failed by the run's report
     * @param counted how often it fails in SQL
     * @param agrees whether both name the same entries, share by share
     * @param sql what was asked
     */
    record Line(String rule, String table, int failed, int counted, boolean agrees, String sql) {}

    /**
     * One indicator both ways.
     *
     * @param value as the program works it out; null if it cannot be
     * @param counted as SQL does
     * @param agrees whether they are the same to the last digit that is ever shown, and many more
     */
    record FigureLine(
            String id,
            String zh,
            @Nullable BigDecimal value,
            @Nullable BigDecimal counted,
            boolean agrees) {}

    /** All of it. */
    record Both(List<Line> rules, List<FigureLine> indicators) {}

    /** Every rule that the run took, and every indicator; empty if there is no such campaign. */
    Optional<Both> of(CampaignKey campaign, long position, CheckReport report) {
        return Objects.requireNonNull(session.execute(status -> contents.plan(campaign, position)
                .map(now -> {
                    var last = contents.plan(campaign.yearBefore(), position).orElse(null);
                    return both(campaign, position, now, last, report);
                })));
    }

    private Both both(
            CampaignKey campaign, long position, Content now, Contents.@Nullable Content last, CheckReport report) {
        var rules = now.tables().keySet().stream()
                .flatMap(code -> now.catalogue().table(code).stream())
                .flatMap(table -> now.catalogue().rulesOf(table).stream())
                .filter(rule -> last != null || !rule.needsLastYear())
                .toList();
        jdbc.execute("set local jit = off");
        jdbc.execute("set local work_mem = '64MB'");
        var writer = new SqlTables(jdbc)
                .make(
                        year(now, campaign, position),
                        rules,
                        now.catalogue().indicators(),
                        Set.of(),
                        last == null ? null : year(last, campaign.yearBefore(), position));
        var reported = reported(report);
        var lines = new ArrayList<Line>();
        for (var rule : rules) {
            var table = now.catalogue().tableNamed(rule.table()).orElseThrow();
            lines.add(line(rule, table, writer, reported.getOrDefault(rule.id(), new Reported())));
        }
        return new Both(
                lines,
                indicators.year(campaign, position).stream()
                        .flatMap(year -> year.figures().stream())
                        .map(figure -> figure(figure, writer))
                        .toList());
    }

    private FigureLine figure(Indicators.Figure figure, RuleSql writer) {
        var value = figure.exact();
        var counted =
                jdbc.queryForObject("select " + writer.of(figure.indicator().expression()), BigDecimal.class);
        return new FigureLine(figure.indicator().id(), figure.indicator().zh(), value, counted, same(value, counted));
    }

    private static boolean same(@Nullable BigDecimal value, @Nullable BigDecimal counted) {
        if (value == null || counted == null) {
            return value == null && counted == null;
        }
        return value.subtract(counted).abs().compareTo(NEXT_TO_NOTHING) < 0;
    }

    private SqlTables.Year year(Content content, CampaignKey campaign, long position) {
        return new SqlTables.Year(
                content.catalogue(),
                content.parameters(),
                table -> content.isFilled(table.code())
                        ? Optional.of(new SqlTables.Query(
                                ENTRIES, List.of(campaign.table(table.code()).toString(), position, position)))
                        : Optional.empty());
    }

    /** What the report says of one rule: how often by department, and which entries it lists. */
    private record Reported(Map<String, Integer> counts, Map<String, List<Integer>> listed) {

        Reported() {
            this(new HashMap<>(), new HashMap<>());
        }
    }

    private static Map<String, Reported> reported(CheckReport report) {
        var reported = new HashMap<String, Reported>();
        report.counts()
                .forEach(count -> reported.computeIfAbsent(count.rule(), rule -> new Reported())
                        .counts()
                        .put(count.department(), count.failed()));
        report.findings().stream()
                .filter(finding -> finding.entry() != null)
                .forEach(finding -> reported.computeIfAbsent(finding.rule(), rule -> new Reported())
                        .listed()
                        .computeIfAbsent(Objects.requireNonNullElse(finding.department(), ""), one -> new ArrayList<>())
                        .add(Objects.requireNonNull(finding.entry())));
        return reported;
    }

    private Line line(Rule rule, Table table, RuleSql writer, Reported reported) {
        var sql = SqlTables.broken(writer, rule, table);
        var counts = new HashMap<String, Integer>();
        var entries = new HashMap<String, Set<Integer>>();
        jdbc.query(sql, row -> {
            var department = Objects.requireNonNullElse(row.getString("department"), "");
            counts.merge(department, 1, Integer::sum);
            entries.computeIfAbsent(department, one -> new HashSet<>()).add(row.getInt("entry"));
        });
        var agrees = counts.equals(reported.counts())
                && reported.listed().entrySet().stream()
                        .allMatch(listed ->
                                entries.getOrDefault(listed.getKey(), Set.of()).containsAll(listed.getValue()));
        return new Line(rule.id(), table.code(), sum(reported.counts()), sum(counts), agrees, sql);
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
