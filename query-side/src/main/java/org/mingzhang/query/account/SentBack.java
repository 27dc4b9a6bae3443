package org.mingzhang.query.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** 退回事由: for what shares were sent back, by the event that did it. */
@Component
class SentBack {

    private static final JsonMapper JSON = new JsonMapper();

    /** A cell that was marked; null for the whole entry. */
    private record Cell(int entry, @Nullable String field) {}

    /** An event that sent a share back. */
    private record Return(long position, String share, boolean reopened, List<Cell> cells) {}

    /** A finding that was sent to a share to be mended. */
    private record Sent(
            long position, String rule, @Nullable Integer entry, List<String> fields) {

        boolean marks(Cell cell) {
            return (entry == null || entry == cell.entry()) && (cell.field() == null || fields.contains(cell.field()));
        }
    }

    private final JdbcClient sql;

    SentBack(JdbcClient sql) {
        this.sql = sql;
    }

    /** Causes by ledger position of the event, up to a position. A finding's rule is named where the office sent one. */
    Map<Long, Set<Rework.Cause>> of(CampaignKey campaign, long position) {
        var sent = sent(campaign, position);
        var causes = new HashMap<Long, Set<Rework.Cause>>();
        var since = new HashMap<String, Long>();
        for (var back : returns(campaign, position)) {
            long before = Objects.requireNonNullElse(since.put(back.share(), back.position()), 0L);
            var fresh = back.reopened()
                    ? sent.getOrDefault(back.share(), List.of()).stream()
                            .filter(one -> one.position() > before && one.position() <= back.position())
                            .toList()
                    : List.<Sent>of();
            causes.put(back.position(), causes(back, fresh));
        }
        return causes;
    }

    private static Set<Rework.Cause> causes(Return back, List<Sent> sent) {
        var causes = new LinkedHashSet<Rework.Cause>();
        for (var cell : back.cells()) {
            var rules = sent.stream().filter(one -> one.marks(cell)).toList();
            rules.forEach(one -> causes.add(new Rework.Cause(one.rule(), cell.field())));
            if (rules.isEmpty()) {
                causes.add(new Rework.Cause(null, cell.field()));
            }
        }
        if (back.cells().isEmpty()) {
            sent.forEach(one -> causes.add(new Rework.Cause(
                    one.rule(), one.fields().isEmpty() ? null : one.fields().get(0))));
        }
        return causes;
    }

    private List<Return> returns(CampaignKey campaign, long position) {
        return sql.sql("""
                        select position, table_key, department, kind, facts::text from trail
                        where campaign = ? and position <= ? and kind in ('table.share-returned', 'table.share-reopened')
                        order by position""")
                .params(campaign.toString(), position)
                .query((row, number) -> back(row))
                .list();
    }

    private static Return back(ResultSet row) throws SQLException {
        var cells = new ArrayList<Cell>();
        for (var cell : JSON.readTree(row.getString("facts")).path("cells")) {
            var field = cell.path("field");
            cells.add(new Cell(cell.path("entry").asInt(), field.isString() ? field.asString() : null));
        }
        var table = row.getString("table_key");
        return new Return(
                row.getLong("position"),
                table.substring(table.lastIndexOf('/') + 1) + "/" + row.getString("department"),
                row.getString("kind").equals("table.share-reopened"),
                cells);
    }

    private Map<String, List<Sent>> sent(CampaignKey campaign, long position) {
        var sent = new HashMap<String, List<Sent>>();
        sql.sql("""
                        select s.position, f.rule, f.table_code, f.department, f.entry, f.fields
                        from finding_step s join finding f on f.campaign = s.campaign and f.finding = s.finding
                        where s.campaign = ? and s.kind = 'sent' and s.position <= ? and f.department is not null
                        order by s.position, f.finding""").params(campaign.toString(), position).query(row -> {
            sent.computeIfAbsent(
                            row.getString("table_code") + "/" + row.getString("department"), share -> new ArrayList<>())
                    .add(new Sent(
                            row.getLong("position"),
                            row.getString("rule"),
                            row.getObject("entry", Integer.class),
                            Arrays.asList((String[]) row.getArray("fields").getArray())));
        });
        return sent;
    }
}
