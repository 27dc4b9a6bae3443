package org.mingzhang.events.catalogue;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.mingzhang.events.rule.Expression;

/** Reads how computed tables come about, once all tables are known. */
record Computations(Map<String, Draft> drafts, Names names) {

    List<Table> tables() {
        var tables = drafts.values().stream().map(this::table).toList();
        refuseCircles(tables);
        return tables;
    }

    private void refuseCircles(List<Table> tables) {
        var computed = new LinkedHashMap<String, Set<String>>();
        tables.forEach(table -> table.computation().ifPresent(by -> computed.put(table.name(), by.tables())));
        Order.of(
                computed.keySet(),
                name -> computed.getOrDefault(name, Set.of()),
                circle -> Objects.requireNonNull(drafts.get(circle.get(0)))
                        .keys()
                        .get("definition")
                        .refused(
                                "自动统计表互相依赖：" + String.join(" → ", circle),
                                "computed tables depend on each other in a circle"));
    }

    private Table table(Draft draft) {
        var table = draft.table();
        var computed = table.kind() == Table.Kind.COMPUTED;
        if (computed != draft.keys().has("definition")) {
            throw draft.keys().get("kind").refused("自动统计表须且仅须有 definition", "definition belongs to a computed table");
        }
        return computed ? table.computedBy(computation(table, draft.keys().get("definition"))) : table;
    }

    private Computation computation(Table table, Item definition) {
        var keys = new Keys(definition, "row_source", "where", "group_by", "columns");
        var source = drafts.get(keys.text("row_source"));
        if (source == null) {
            throw keys.get("row_source").refused("表 " + keys.text("row_source") + " 不存在", "no such table");
        }
        return new Computation(
                source.table().name(),
                names.condition(keys.get("where"), source.table().name()),
                groupBy(table, source.table(), keys.get("group_by")),
                columns(table, keys.get("columns")));
    }

    private static List<String> groupBy(Table table, Table source, Item item) {
        for (var name : item.list()) {
            if (source.field(name.text()).isEmpty()) {
                throw name.refused(name.text() + " 不是表 " + source.name() + " 的字段", "not a field of the row source");
            }
        }
        if (!new HashSet<>(item.texts()).equals(new HashSet<>(table.key()))) {
            throw item.refused("须与业务主键 " + table.key() + " 相同", "must be the business key");
        }
        return item.texts();
    }

    private List<Computation.Column> columns(Table table, Item item) {
        var written = item.mapping();
        written.forEach((name, place) -> {
            if (table.field(name).isEmpty() || table.key().contains(name)) {
                throw place.refused(name + " 不是本表的统计列", "not a computed column of this table");
            }
        });
        var columns = new LinkedHashMap<String, Expression>();
        for (var field : table.fields()) {
            var place = written.get(field.name());
            if (place == null && !table.key().contains(field.name())) {
                throw item.refused("缺少统计列 " + field.name(), "a computed column is missing");
            }
            if (place != null) {
                columns.put(field.name(), names.expression(place, table.name(), Values.type(field.type())));
            }
        }
        return Order.of(
                        columns.keySet(),
                        name -> Objects.requireNonNull(columns.get(name)).fields(),
                        circle -> Objects.requireNonNull(written.get(circle.get(0)))
                                .refused(
                                        "统计列互相依赖：" + String.join(" → ", circle),
                                        "computed columns depend on each other in a circle"))
                .stream()
                .map(name -> new Computation.Column(name, Objects.requireNonNull(columns.get(name))))
                .toList();
    }
}
