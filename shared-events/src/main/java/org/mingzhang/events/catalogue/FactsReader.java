package org.mingzhang.events.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads which facts are reported in several tables; what it names must exist. */
final class FactsReader {

    private final Map<String, Draft> drafts;
    private final Set<String> taken;

    /**
     * A reader.
     *
     * @param drafts the edition's tables by English name
     * @param taken ids that rules have
     */
    FactsReader(Map<String, Draft> drafts, Set<String> taken) {
        this.drafts = drafts;
        this.taken = taken;
    }

    List<Fact> facts(Item file) {
        var facts = new LinkedHashMap<String, Fact>();
        for (var item : new Keys(file, "facts").get("facts").list()) {
            var keys = new Keys(item, "id", "zh", "key", "columns");
            var fact = new Fact(
                    keys.text("id"),
                    keys.text("zh"),
                    keys.text("key"),
                    keys.get("columns").list().stream().map(this::column).toList());
            if (taken.contains(fact.id()) || facts.put(fact.id(), fact) != null) {
                throw keys.get("id").refused("编号 " + fact.id() + " 重复", "duplicate id");
            }
            if (fact.columns().isEmpty()) {
                throw keys.get("columns").refused("没有列出字段", "a fact stands somewhere");
            }
            sameTypes(fact, keys.get("columns"));
        }
        return List.copyOf(facts.values());
    }

    private Fact.Column column(Item item) {
        var keys = new Keys(item, "table", "key", "value");
        var draft = drafts.get(keys.text("table"));
        if (draft == null || draft.table().kind() == Table.Kind.COMPUTED) {
            throw keys.get("table").refused("没有由人填报的表 " + keys.text("table"), "no such table that people fill");
        }
        for (var name : List.of("key", "value")) {
            if (draft.table().field(keys.text(name)).isEmpty()) {
                throw keys.get(name).refused("表 " + keys.text("table") + " 没有字段 " + keys.text(name), "no such field");
            }
        }
        return new Fact.Column(keys.text("table"), keys.text("key"), keys.text("value"));
    }

    private void sameTypes(Fact fact, Item place) {
        var types = fact.columns().stream()
                .flatMap(column -> Optional.ofNullable(drafts.get(column.table())).stream()
                        .flatMap(draft -> draft.table().field(column.value()).stream()))
                .map(field -> Values.type(field.type()))
                .distinct()
                .count();
        if (types != 1) {
            throw place.refused("各表中的字段类型不同，不能比较", "the fields are of different types");
        }
    }
}
