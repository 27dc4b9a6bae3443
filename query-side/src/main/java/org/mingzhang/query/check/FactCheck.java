package org.mingzhang.query.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.CodeList;
import org.mingzhang.events.catalogue.Fact;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.query.table.Standing;

/**
 * 同一事实不一致: the same person or thing reported differently in several places. Each is one finding, with the entry that says
 * something else than most do and was changed last; its words name the others.
 *
 * @param entries by table number
 */
record FactCheck(Catalogue catalogue, Map<String, List<Standing.Entry>> entries) {

    /** How many places of one value are named; a company may stand in hundreds of internships. */
    private static final int NAMED = 3;

    /** One fact of one thing that is told differently. */
    record Disagreement(Table table, Standing.Entry entry, String field, String zh, String en) {}

    /** A cell that reports a fact. */
    private record Place(Table table, Field field, Standing.Entry entry) {

        @Override
        public String toString() {
            return table.code() + " " + entry.department() + "/" + entry.number();
        }
    }

    List<Disagreement> disagreements(Fact fact) {
        var byKey = new LinkedHashMap<CellValue, Map<CellValue, List<Place>>>();
        var personal = false;
        for (var column : fact.columns()) {
            var table = catalogue.tableNamed(column.table()).orElseThrow();
            var key = table.field(column.key()).orElseThrow();
            var field = table.field(column.value()).orElseThrow();
            personal |= key.isPersonal();
            for (var entry : entries.getOrDefault(table.code(), List.of())) {
                var of = entry.values().get(key.name());
                var value = entry.values().get(field.name());
                if (of != null && value != null && isThere(of) && isThere(value)) {
                    byKey.computeIfAbsent(of, one -> new LinkedHashMap<>())
                            .computeIfAbsent(value, one -> new ArrayList<>())
                            .add(new Place(table, field, entry));
                }
            }
        }
        var hidden = personal;
        return byKey.entrySet().stream()
                .filter(told -> told.getValue().size() > 1)
                .map(told -> disagreement(fact, hidden ? MaskedRow.HIDDEN : shown(told.getKey()), told.getValue()))
                .toList();
    }

    private static boolean isThere(CellValue value) {
        return !(value instanceof CellValue.Erased);
    }

    private Disagreement disagreement(Fact fact, String key, Map<CellValue, List<Place>> told) {
        var most = told.values().stream().mapToInt(List::size).max().orElseThrow();
        var usual =
                told.values().stream().filter(places -> places.size() == most).count();
        // what most say may well be right; if no value leads, all are in doubt
        var doubtful = told.values().stream()
                .filter(places -> usual > 1 || places.size() < most)
                .flatMap(List::stream)
                .max(Comparator.comparingLong(
                                (Place place) -> place.entry().last().position())
                        .thenComparing(Place::toString))
                .orElseThrow();
        var zh = said(told, "、", " 等 ", " 处", "；");
        var en = said(told, ", ", " and more, ", " in all", "; ");
        return new Disagreement(
                doubtful.table(),
                doubtful.entry(),
                doubtful.field().name(),
                "同一" + fact.key() + "（" + key + "）的" + fact.zh() + "在各处不一致：" + zh + "。请核对后统一；确属不同的写明原因",
                "One " + fact.key() + " (" + key + ") is reported with different " + fact.zh() + ": " + en);
    }

    private String said(
            Map<CellValue, List<Place>> told, String comma, String andMore, String inAll, String semicolon) {
        return told.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<CellValue, List<Place>> value) ->
                        -value.getValue().size()))
                .map(value -> {
                    var places = value.getValue();
                    var first = places.get(0);
                    var words = places.stream().anyMatch(place -> place.field().isPersonal())
                            ? MaskedRow.HIDDEN
                            : shown(first.field(), value.getKey());
                    return "“" + words + "”（"
                            + places.stream().limit(NAMED).map(Place::toString).collect(Collectors.joining(comma))
                            + (places.size() > NAMED ? andMore + places.size() + inAll : "") + "）";
                })
                .collect(Collectors.joining(semicolon));
    }

    /** A code with its meaning, for nobody knows codes by heart. */
    private String shown(Field field, CellValue value) {
        var written = shown(value);
        return field.codeList() == null
                ? written
                : catalogue
                        .codeList(field.codeList())
                        .code(written)
                        .map(CodeList.Code::shown)
                        .orElse(written);
    }

    private static String shown(CellValue value) {
        if (value instanceof CellValue.Text text) {
            return text.text();
        }
        if (value instanceof CellValue.Whole whole) {
            return Long.toString(whole.number());
        }
        return value instanceof CellValue.Flag flag ? flag.yes() ? "是" : "否" : "";
    }
}
