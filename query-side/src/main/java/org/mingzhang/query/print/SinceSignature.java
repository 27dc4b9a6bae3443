package org.mingzhang.query.print;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.query.PlainCells;
import org.mingzhang.query.check.IndicatorSheet;
import org.mingzhang.query.org.Organisation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 上次签审以来的变化: what is not what the leaders signed before their signatures fell, cell by cell and figure by figure. */
@Component
class SinceSignature {

    /** How many cells are listed; the rest are counted. */
    private static final int MOST_CELLS = 200;

    private static final String PERSONAL = "（个人信息，不列）";

    private static final String SIGNED = """
            select position from sign_off where campaign = ? and void_position <= ?
            order by position desc limit 1""";

    // an entry as it stands, if it was written since, beside what it was then
    private static final String WRITTEN = """
            select c.code, c.edition, n.entry, n.department, n.by_staff, n.at,
                case when n.removed then '{}' else n.cells::text end as now, coalesce(b.cells::text, '{}') as before
            from entry_version n
            join collection_table c on c.table_key = n.table_key and c.campaign = ?
            left join entry_version b on b.table_key = n.table_key and b.entry = n.entry and not b.removed
                and b.from_position <= ? and b.to_position > ?
            where n.from_position > ? and n.from_position <= ? and (n.to_position is null or n.to_position > ?)
            order by c.code collate "C", n.department collate "C", n.entry""";

    private record Written(
            String table,
            String edition,
            int entry,
            String department,
            String by,
            Instant at,
            SortedMap<String, CellValue> before,
            SortedMap<String, CellValue> now) {}

    private final JdbcClient sql;
    private final IndicatorSheet indicators;
    private final Organisation organisation;
    private final Catalogues catalogues;

    SinceSignature(JdbcClient sql, IndicatorSheet indicators, Organisation organisation, Catalogues catalogues) {
        this.sql = sql;
        this.indicators = indicators;
        this.organisation = organisation;
        this.catalogues = catalogues;
    }

    /**
     * Sections of the papers; none if nobody's signature has fallen yet.
     *
     * @param sheet the figures at the position
     */
    List<Section> sections(CampaignKey campaign, long position, IndicatorSheet.Sheet sheet) {
        return signed(campaign, position)
                .map(then -> List.of(
                        new Section(
                                "上次签审以来改动的数据",
                                List.of("采集表", "部门", "记录", "项目", "签审时", "现在", "经手人", "时间"),
                                cells(campaign, then, position)),
                        new Section("上次签审以来变化的指标", List.of("项目", "签审时", "现在", "情况"), figures(campaign, then, sheet))))
                .orElse(List.of());
    }

    /** Where the last signature that fell stands. */
    private Optional<Long> signed(CampaignKey campaign, long position) {
        return sql.sql(SIGNED)
                .params(campaign.toString(), position)
                .query(Long.class)
                .optional();
    }

    private List<List<String>> cells(CampaignKey campaign, long then, long now) {
        var written = sql.sql(WRITTEN)
                .params(campaign.toString(), then, then, then, now, now)
                .query((row, number) -> new Written(
                        row.getString("code"),
                        row.getString("edition"),
                        row.getInt("entry"),
                        row.getString("department"),
                        row.getString("by_staff"),
                        row.getTimestamp("at").toInstant(),
                        PlainCells.read(row.getString("before")),
                        PlainCells.read(row.getString("now"))))
                .list();
        var names = organisation.names(written.stream().map(Written::by).collect(Collectors.toSet()));
        var departments = organisation.departmentNames();
        var lines = new ArrayList<List<String>>();
        int more = 0;
        for (var each : written) {
            var catalogue = catalogues.edition(each.edition());
            for (var field : catalogue.table(each.table()).orElseThrow().fields()) {
                var before = each.before().get(field.name());
                var here = each.now().get(field.name());
                if (Objects.equals(before, here)) {
                    continue;
                }
                if (lines.size() == MOST_CELLS) {
                    more++;
                    continue;
                }
                lines.add(List.of(
                        each.table(),
                        departments.getOrDefault(each.department(), each.department()),
                        Integer.toString(each.entry()),
                        field.zh(),
                        shown(catalogue, field, before),
                        shown(catalogue, field, here),
                        names.withNumber(each.by()),
                        SignOffPack.DAY.format(each.at())));
            }
        }
        if (more > 0) {
            lines.add(List.of("…", "", "", "另有 " + more + " 处", "", "", "", ""));
        }
        return lines;
    }

    private static String shown(Catalogue catalogue, Field field, @Nullable CellValue value) {
        return value != null && field.isPersonal() ? PERSONAL : CellWords.of(catalogue, field, value);
    }

    private List<List<String>> figures(CampaignKey campaign, long then, IndicatorSheet.Sheet now) {
        var before = new TreeMap<String, String>();
        indicators
                .of(campaign, then)
                .ifPresent(sheet -> sheet.lines().forEach(line -> before.put(line.zh(), line.value())));
        return now.lines().stream()
                .filter(line -> !line.value().equals(before.get(line.zh())))
                .map(line -> List.of(
                        line.zh() + "（" + line.unit() + "）",
                        before.getOrDefault(line.zh(), "—"),
                        line.value(),
                        line.level()))
                .toList();
    }
}
