package org.mingzhang.events.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/**
 * 版式变更: what an edition changed in the one it extends, as {@code changes.yaml} tells it. The files of the earlier edition
 * are changed as they are read and then checked like any others, so a rule that still reads a dropped field is refused.
 */
final class EditionChanges {

    private final Keys file;
    private final Map<Node, String> places = new HashMap<>();
    private final Map<String, Keys> tables = new HashMap<>();
    private final Set<String> found = new HashSet<>();
    private final Set<String> droppedRules = new HashSet<>();
    private final Map<String, Map<String, List<Item>>> addedRules = new HashMap<>();
    private final Map<String, Map<String, Lineage.Ancestor>> ancestors = new HashMap<>();

    EditionChanges(Item file) {
        this.file = new Keys(file, "parameters?", "codelists?", "tables?", "dropped_tables?", "rules?");
        for (var item : list(this.file, "tables")) {
            var keys = new Keys(item, "name", "zh?", "drop?", "rename?", "split?", "merge?", "replace?", "add?");
            if (tables.put(keys.text("name"), keys) != null) {
                throw keys.get("name").refused("表 " + keys.text("name") + " 重复", "duplicate table");
            }
        }
        readRules();
    }

    private static List<Item> list(Keys keys, String key) {
        return keys.find(key).map(Item::list).orElse(List.of());
    }

    private Optional<Keys> ruleChanges() {
        return file.find("rules").map(item -> new Keys(item, "drop?", "replace?", "add?"));
    }

    private void readRules() {
        ruleChanges().ifPresent(rules -> {
            list(rules, "drop").forEach(id -> droppedRules.add(id.text()));
            for (var rule : list(rules, "add")) {
                var keys = new Keys(rule, "id", "table", "scope", Keys.ANY);
                var scope = keys.get("scope").one(Rule.Scope.class);
                addedRules
                        .computeIfAbsent(keys.text("table"), none -> new HashMap<>())
                        .computeIfAbsent(scope.name().toLowerCase(Locale.ROOT) + "_rules", none -> new ArrayList<>())
                        .add(keys.get("id"));
            }
        });
    }

    Map<String, Map<String, Lineage.Ancestor>> ancestors() {
        return ancestors;
    }

    /** The earlier edition's table as it is now; empty if it was dropped. */
    Optional<Item> table(Item earlier) {
        var name = new Keys(earlier, "name", Keys.ANY).text("name");
        if (list(file, "dropped_tables").stream().anyMatch(item -> item.text().equals(name))) {
            found.add(name);
            return Optional.empty();
        }
        var table = new ChangedNode(earlier, places);
        ruleLists(table, name);
        var changed = tables.get(name);
        if (changed != null) {
            found.add(name);
            changed.find("zh").ifPresent(zh -> table.put("zh", zh));
            fields(table, changed, ancestors.computeIfAbsent(name, none -> new HashMap<>()));
        }
        return Optional.of(table.item());
    }

    private void ruleLists(ChangedNode table, String name) {
        for (var list : Draft.RULE_LISTS.values()) {
            droppedRules.forEach(id -> table.list(list).removeText(id));
            addedRules
                    .getOrDefault(name, Map.of())
                    .getOrDefault(list, List.of())
                    .forEach(id -> table.list(list).add(id));
        }
    }

    private static void fields(ChangedNode table, Keys changed, Map<String, Lineage.Ancestor> from) {
        var fields = table.list("fields");
        for (var item : list(changed, "rename")) {
            var keys = new Keys(item, "from", "to", "zh?");
            var field = fields.named(keys.get("from"), "name");
            field.put("name", keys.get("to"));
            keys.find("zh").ifPresent(zh -> field.put("zh", zh));
            table.list("key").replaceText(keys.text("from"), keys.get("to"));
            table.list("year_on_year_key").replaceText(keys.text("from"), keys.get("to"));
            from.put(keys.text("to"), new Lineage.Renamed(keys.text("from")));
        }
        for (var item : list(changed, "split")) {
            var keys = new Keys(item, "from", "separator", "into");
            var parts = keys.get("into").list();
            fields.replace(keys.get("from"), "name", parts);
            for (var part = 0; part < parts.size(); part++) {
                from.put(
                        nameOf(parts.get(part)),
                        new Lineage.PartOf(keys.text("from"), keys.text("separator"), part, parts.size()));
            }
        }
        for (var item : list(changed, "merge")) {
            var keys = new Keys(item, "from", "into");
            var merged = keys.get("from").list();
            if (merged.size() < 2) {
                throw keys.get("from").refused("合并须有两个以上的原字段", "several fields are merged, or the field is renamed");
            }
            fields.replace(merged.get(0), "name", List.of(keys.get("into")));
            merged.stream().skip(1).forEach(name -> fields.replace(name, "name", List.of()));
            from.put(
                    nameOf(keys.get("into")), new Lineage.OneOf(keys.get("from").texts()));
        }
        for (var item : list(changed, "replace")) {
            fields.replace(new Keys(item, "name", Keys.ANY).get("name"), "name", List.of(item));
        }
        list(changed, "drop").forEach(name -> fields.replace(name, "name", List.of()));
        list(changed, "add").forEach(fields::add);
    }

    private static String nameOf(Item field) {
        return new Keys(field, "name", Keys.ANY).text("name");
    }

    /** Changes to a table that is not there would never be noticed otherwise. */
    void mustHaveFoundItsTables() {
        tables.forEach((name, keys) -> mustBeFound(keys.get("name")));
        list(file, "dropped_tables").forEach(this::mustBeFound);
    }

    private void mustBeFound(Item name) {
        if (!found.contains(name.text())) {
            throw name.refused("原目录没有表 " + name.text(), "the earlier edition has no such table");
        }
    }

    Item codeLists(Item earlier) {
        var root = new ChangedNode(earlier, places);
        var lists = root.list("codelists");
        for (var item : list(file, "codelists")) {
            var keys = new Keys(item, "id", "zh?", "basis?", "source?", "values?", "end?", "rename?", "add?");
            if (keys.has("values")) {
                lists.add(item);
                continue;
            }
            var codes = lists.named(keys.get("id"), "id").list("values");
            for (var end : list(keys, "end")) {
                var ended = new Keys(end, "code", "valid_to", "replaced_by?");
                var code = codes.named(ended.get("code"), "code");
                code.put("valid_to", ended.get("valid_to"));
                ended.find("replaced_by").ifPresent(by -> code.put("replaced_by", by));
            }
            for (var rename : list(keys, "rename")) {
                var renamed = new Keys(rename, "code", "zh");
                codes.named(renamed.get("code"), "code").put("zh", renamed.get("zh"));
            }
            list(keys, "add").forEach(codes::add);
        }
        return root.item();
    }

    Item rules(Item earlier) {
        var root = new ChangedNode(earlier, places);
        var parameters = root.list("parameters");
        for (var item : list(file, "parameters")) {
            var keys = new Keys(item, "name", "value");
            parameters.named(keys.get("name"), "name").put("value", keys.get("value"));
        }
        var rules = root.list("rules");
        ruleChanges().ifPresent(changed -> {
            list(changed, "drop").forEach(id -> rules.replace(id, "id", List.of()));
            list(changed, "replace")
                    .forEach(rule -> rules.replace(new Keys(rule, "id", Keys.ANY).get("id"), "id", List.of(rule)));
            list(changed, "add").forEach(rules::add);
        });
        return root.item();
    }
}
