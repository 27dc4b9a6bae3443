package org.mingzhang.events.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Two small tables: people with a number, and their marks. */
final class SmallSchema implements Schema {

    static final SmallSchema SCHEMA = new SmallSchema();

    private static final Map<String, Map<String, Type>> FIELDS = Map.of(
            "person",
            Map.of(
                    "no", Type.TEXT,
                    "name", Type.TEXT,
                    "age", Type.NUMBER,
                    "weight", Type.NUMBER,
                    "born", Type.DATE,
                    "joined", Type.DATE,
                    "married", Type.TRUTH,
                    "kind", Type.TEXT,
                    "ids", Type.TEXT),
            "mark",
            Map.of("no", Type.TEXT, "subject", Type.TEXT, "points", Type.NUMBER, "on", Type.DATE));

    @Override
    public boolean hasTable(String table) {
        return FIELDS.containsKey(table);
    }

    @Override
    public Optional<Type> field(String table, String field) {
        return Optional.ofNullable(FIELDS.getOrDefault(table, Map.of()).get(field));
    }

    @Override
    public List<String> key(String table) {
        return table.equals("person") ? List.of("no") : List.of("no", "subject");
    }

    @Override
    public Optional<Type> parameter(String name) {
        return Optional.ofNullable(
                Map.of("limit", Type.NUMBER, "day", Type.DATE).get(name));
    }

    @Override
    public boolean hasIndicator(String id) {
        return Set.of("people", "points").contains(id);
    }

    @Override
    public boolean mayHold(String table, String field, String text) {
        return !field.equals("kind") || Set.of("1", "2").contains(text);
    }
}
