package org.mingzhang.query.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.CellRow;
import org.mingzhang.events.catalogue.ComputedTables;
import org.mingzhang.events.catalogue.ParameterValues;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.events.rule.Row;
import org.mingzhang.events.rule.Tables;
import org.springframework.stereotype.Component;

/**
 * 自动统计表的内容: worked out by the catalogue's definition from what the tables it reads held at a ledger position. Nothing of it
 * is stored, so that it cannot be stale; what was worked out last is kept in memory and holds as long as none of those tables moved.
 */
@Component
public final class ComputedEntries {

    private static final int KEPT = 32;

    private final Standing standing;
    private final Catalogues catalogues;
    private final Map<TableKey, Kept> kept = Collections.synchronizedMap(new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TableKey, Kept> eldest) {
            return size() > KEPT;
        }
    });

    ComputedEntries(Standing standing, Catalogues catalogues) {
        this.standing = standing;
        this.catalogues = catalogues;
    }

    /**
     * A computed table.
     *
     * @param rows its rows, cells that are nothing absent
     * @param from codes of the filled tables it was worked out from
     */
    public record Worked(List<SortedMap<String, CellValue>> rows, SortedSet<String> from) {

        /** Its rows as entries of no department, numbered in their order. */
        List<Entry> entries() {
            return IntStream.range(0, rows.size())
                    .mapToObj(row -> new Entry(row + 1, "", 0, null, rows.get(row)))
                    .toList();
        }
    }

    private record Kept(long position, Map<String, String> parameters, Worked worked) {}

    /** What a computed table held at a position; nothing before its campaign was planned. */
    public Worked of(TableKey table, long position) {
        var known = kept.get(table);
        var parameters = standing.campaign(table.campaign(), position)
                .map(Standing.Planned::parameters)
                .orElse(Map.of());
        if (known != null && known.parameters().equals(parameters) && holds(known, table.campaign(), position)) {
            return known.worked();
        }
        var worked = standing.together(() ->
                        standing.campaign(table.campaign(), position).map(planned -> work(table, planned, position)))
                .orElseGet(() -> new Worked(List.of(), new TreeSet<>()));
        kept.put(table, new Kept(position, parameters, worked));
        return worked;
    }

    private boolean holds(Kept known, CampaignKey campaign, long position) {
        long first = Math.min(known.position(), position);
        long last = Math.max(known.position(), position);
        return !known.worked().from().isEmpty()
                && known.worked().from().stream()
                        .noneMatch(code -> standing.changed(campaign.table(code), first, last));
    }

    private Worked work(TableKey key, Standing.Planned planned, long position) {
        var catalogue = catalogues.edition(planned.edition());
        var table = catalogue.table(key.code()).orElseThrow();
        var filled = new Filled(catalogue, key.campaign(), position);
        var computed = new ComputedTables(catalogue, filled, ParameterValues.of(catalogue, planned.parameters()));
        return new Worked(
                computed.rows(table.name()).stream()
                        .map(row -> ComputedCells.of(table, row))
                        .toList(),
                filled.codes);
    }

    /** The tables that people filled, each read when it is first asked for. */
    private final class Filled implements Tables {

        private final Catalogue catalogue;
        private final CampaignKey campaign;
        private final long position;
        private final SortedSet<String> codes = new TreeSet<>();
        private final Map<String, List<Row>> read = new HashMap<>();

        Filled(Catalogue catalogue, CampaignKey campaign, long position) {
            this.catalogue = catalogue;
            this.campaign = campaign;
            this.position = position;
        }

        @Override
        public List<Row> rows(String name) {
            var rows = read.get(name);
            if (rows == null) {
                rows = catalogue.tableNamed(name).map(this::rows).orElse(List.of());
                read.put(name, rows);
            }
            return rows;
        }

        private List<Row> rows(Table table) {
            codes.add(table.code());
            var rows = new ArrayList<Row>();
            standing.entries(
                    campaign.table(table.code()),
                    position,
                    entry -> rows.add(CellRow.of(catalogue, table, entry.values())));
            return rows;
        }
    }
}
