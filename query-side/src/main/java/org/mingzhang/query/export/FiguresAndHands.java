package org.mingzhang.query.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.TableKey;
import org.mingzhang.query.check.Checks;
import org.mingzhang.query.check.Finding;
import org.mingzhang.query.check.IndicatorSheet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 指标、校验发现与签字 of a campaign as CSV: the figures its tables amount to, everything the rules find in them with what was said to
 * it, and who signed what, each with its ledger position. People are named by staff number and post, never by name.
 */
@Component
final class FiguresAndHands implements Annexes {

    private static final DateTimeFormatter BEIJING =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneId.of("Asia/Shanghai"));

    private static final String SAID = """
            select facts ->> 'finding' as finding, facts ->> 'text' as text, kind, position from trail
            where campaign = :campaign and position <= :position and kind = 'campaign.finding-explained'
            order by position""";

    private static final String JUDGED = """
            select each as finding, kind, position
            from trail, jsonb_array_elements_text(case
                when jsonb_typeof(facts -> 'findings') = 'array' then facts -> 'findings'
                else jsonb_build_array(facts -> 'finding') end) each
            where campaign = :campaign and position <= :position
                and kind in ('campaign.explanations-accepted', 'campaign.explanation-rejected')
            order by position""";

    private static final String HANDS = """
            select position, at, kind, table_key, department, by_staff, post, facts ->> 'contentHash' as content_hash,
                facts ->> 'opinion' as opinion, reason
            from trail
            where campaign = :campaign and position <= :position
                and kind in ('table.share-approved', 'table.share-reopened', 'table.share-returned', 'campaign.presented',
                    'campaign.signed-off', 'campaign.sign-off-returned', 'campaign.signatures-voided', 'campaign.signed')
            order by position""";

    private final IndicatorSheet indicators;
    private final Checks checks;
    private final JdbcClient sql;

    FiguresAndHands(IndicatorSheet indicators, Checks checks, JdbcClient sql) {
        this.indicators = indicators;
        this.checks = checks;
        this.sql = sql;
    }

    @Override
    public SortedMap<String, byte[]> of(CampaignKey campaign, long position) {
        var files = new TreeMap<String, byte[]>();
        files.put("indicators.csv", file(figures(campaign, position)));
        files.put("findings.csv", file(findings(campaign, position)));
        files.put("signatures.csv", file(hands(campaign, position)));
        return files;
    }

    private List<List<@Nullable Object>> figures(CampaignKey campaign, long position) {
        var lines = new ArrayList<List<@Nullable Object>>();
        lines.add(Arrays.asList("indicator", "unit", "value", "last_year", "standard", "lower_is_better", "level"));
        indicators
                .of(campaign, position)
                .ifPresent(sheet -> sheet.lines()
                        .forEach(line -> lines.add(Arrays.asList(
                                line.zh(),
                                line.unit(),
                                line.value(),
                                line.lastYear(),
                                line.standard(),
                                line.lowerIsBetter(),
                                line.level()))));
        return lines;
    }

    private List<List<@Nullable Object>> findings(CampaignKey campaign, long position) {
        var said = new HashMap<String, String>();
        asked(SAID, campaign, position).query(row -> {
            said.put(row.getString("finding"), row.getString("text"));
        });
        var judged = new HashMap<String, String>();
        asked(JUDGED, campaign, position).query(row -> {
            judged.put(row.getString("finding"), row.getString("kind").endsWith("accepted") ? "ACCEPTED" : "REJECTED");
        });
        var lines = new ArrayList<List<@Nullable Object>>();
        lines.add(Arrays.asList(
                "rule",
                "severity",
                "table",
                "department",
                "entry",
                "fields",
                "message",
                "caused_at_position",
                "caused_by",
                "explanation",
                "judged"));
        checks.run(campaign, position, (done, total, table) -> {})
                .ifPresent(checked ->
                        checked.report().findings().forEach(finding -> lines.add(line(finding, said, judged))));
        return lines;
    }

    private static List<@Nullable Object> line(Finding finding, Map<String, String> said, Map<String, String> judged) {
        var cause = finding.cause();
        return Arrays.asList(
                finding.rule(),
                finding.severity(),
                finding.table(),
                finding.department(),
                finding.entry(),
                String.join(" ", finding.fields()),
                finding.message(),
                cause == null ? null : cause.position(),
                cause == null ? null : cause.by(),
                said.get(finding.id()),
                judged.get(finding.id()));
    }

    private List<List<@Nullable Object>> hands(CampaignKey campaign, long position) {
        var lines = new ArrayList<List<@Nullable Object>>();
        lines.add(Arrays.asList(
                "position", "at", "act", "table", "department", "by", "post", "content_hash", "opinion", "reason"));
        lines.addAll(
                asked(HANDS, campaign, position).query(FiguresAndHands::hand).list());
        return lines;
    }

    private static List<@Nullable Object> hand(ResultSet row, int number) throws SQLException {
        var table = row.getString("table_key");
        return Arrays.asList(
                row.getLong("position"),
                BEIJING.format(row.getObject("at", OffsetDateTime.class)),
                row.getString("kind"),
                table == null ? null : TableKey.of(table).code(),
                row.getString("department"),
                row.getString("by_staff"),
                row.getString("post"),
                row.getString("content_hash"),
                row.getString("opinion"),
                row.getString("reason"));
    }

    private JdbcClient.StatementSpec asked(String text, CampaignKey campaign, long position) {
        return sql.sql(text).param("campaign", campaign.toString()).param("position", position);
    }

    private static byte[] file(List<List<@Nullable Object>> lines) {
        return lines.stream()
                .map(line -> line.stream()
                        .map(cell -> cell == null ? "" : Csv.quoted(Csv.guarded(cell.toString())))
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining(Csv.LINE_END, Csv.MARK, Csv.LINE_END))
                .getBytes(UTF_8);
    }
}
