package org.mingzhang.events.catalogue;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads parameters and rules. */
final class RulesReader {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)}");
    private static final Set<FieldType> PARAMETER_TYPES =
            Set.of(FieldType.INTEGER, FieldType.DECIMAL, FieldType.DATE, FieldType.BOOLEAN, FieldType.TEXT);

    private final Keys file;
    private final Map<String, Draft> drafts;
    private final List<Parameter> parameters;

    RulesReader(Item file, Map<String, Draft> drafts) {
        this.file = new Keys(file, "parameters", "rules");
        this.drafts = drafts;
        this.parameters = readParameters();
    }

    List<Parameter> parameters() {
        return parameters;
    }

    private List<Parameter> readParameters() {
        var read = new LinkedHashMap<String, Parameter>();
        for (var item : file.get("parameters").list()) {
            var keys = new Keys(item, "name", "type", "value?", "period?", "zh");
            var type = keys.get("type").one(FieldType.class);
            if (!PARAMETER_TYPES.contains(type)) {
                throw keys.get("type").refused("参数不能是这种类型", "a parameter cannot be of this type");
            }
            var parameter = new Parameter(
                    keys.text("name"),
                    keys.text("zh"),
                    type,
                    keys.find("value").map(Item::written),
                    keys.find("period").map(bound -> bound.one(PeriodBound.class)));
            if (!parameter.value().map(parameter::accepts).orElse(true)) {
                throw keys.get("value").refused("与参数类型不符", "not of the parameter's type");
            }
            if (read.put(parameter.name(), parameter) != null) {
                throw keys.get("name").refused("参数 " + parameter.name() + " 重复", "duplicate parameter");
            }
        }
        return List.copyOf(read.values());
    }

    List<Rule> rules(Names names) {
        var rules = new LinkedHashMap<String, Rule>();
        var places = new HashMap<String, Item>();
        for (var item : file.get("rules").list()) {
            var rule = rule(item, names);
            if (rules.put(rule.id(), rule) != null) {
                throw item.refused("规则 " + rule.id() + " 重复", "duplicate rule");
            }
            places.put(rule.id(), item.named("rules." + rule.id()));
        }
        compareLists(rules, places);
        return List.copyOf(rules.values());
    }

    private Rule rule(Item item, Names names) {
        var id = item.mapping().get("id");
        var keys = new Keys(
                id == null ? item : item.named("rules." + id.text()),
                "id",
                "severity",
                "nature",
                "scope",
                "table",
                "tables",
                "words",
                "expr",
                "message",
                "basis",
                "source?");
        var table = draft(keys.get("table"));
        for (var other : keys.get("tables").list()) {
            draft(other);
        }
        checkMessage(keys.get("message"), table.table());
        var severity = keys.get("severity").one(Rule.Severity.class);
        var nature = keys.get("nature").one(Rule.Nature.class);
        if (nature == Rule.Nature.COMPLIANCE && severity == Rule.Severity.ERROR) {
            throw keys.get("severity").refused("合规性规则只能是 warning", "a rule of compliance is a warning");
        }
        var check = names.condition(keys.get("expr"), table.table().name());
        var rule = new Rule(
                keys.text("id"),
                severity,
                nature,
                keys.get("scope").one(Rule.Scope.class),
                table.table().name(),
                keys.get("tables").texts(),
                keys.text("words"),
                check,
                keys.text("message"),
                keys.get("basis").one(Basis.class),
                keys.find("source").map(Item::text));
        checkReach(rule, keys);
        return rule;
    }

    /** A rule may look no further than its scope and its list of tables say. */
    private static void checkReach(Rule rule, Keys keys) {
        var expr = keys.get("expr");
        var unlisted = new TreeSet<>(rule.check().tables());
        unlisted.add(rule.table());
        rule.tables().forEach(unlisted::remove);
        if (!unlisted.isEmpty()) {
            throw keys.get("tables").refused("未列出所用的表 " + unlisted, "a table it reads is not listed");
        }
        if (rule.scope() == Rule.Scope.ROW
                && (!rule.check().tables().isEmpty() || rule.check().readsLastYear())) {
            throw expr.refused("行内规则只能用本行的字段", "a rule of scope row looks at one row only");
        }
        if (rule.scope() == Rule.Scope.TABLE && !rule.check().fields().isEmpty()) {
            throw expr.refused("整表规则没有当前行", "a rule of scope table has no row at hand");
        }
        if (rule.scope() != Rule.Scope.YEAR_ON_YEAR && rule.check().readsLastYearsRow()) {
            throw expr.refused("只有年度对比规则可用 prev.字段", "prev.field belongs to rules of scope year_on_year");
        }
    }

    private Draft draft(Item name) {
        return Optional.ofNullable(drafts.get(name.text()))
                .orElseThrow(() -> name.refused("表 " + name.text() + " 不存在", "no such table"));
    }

    private void checkMessage(Item message, Table table) {
        var placeholders = PLACEHOLDER.matcher(message.text());
        while (placeholders.find()) {
            if (!fillable(placeholders.group(1), table)) {
                throw message.refused("占位符 " + placeholders.group() + " 无从填写", "nothing can be filled in here");
            }
        }
    }

    private boolean fillable(String placeholder, Table table) {
        if (placeholder.equals("left") || placeholder.equals("right")) {
            return true;
        }
        if (placeholder.startsWith("prev.")) {
            return table.field(placeholder.substring(5)).isPresent();
        }
        if (placeholder.startsWith("param.")) {
            return parameters.stream().anyMatch(parameter -> parameter.name().equals(placeholder.substring(6)));
        }
        return table.field(placeholder).isPresent();
    }

    /** Each table lists exactly the rules over it, by scope. */
    private void compareLists(Map<String, Rule> rules, Map<String, Item> places) {
        var unlisted = new LinkedHashMap<>(places);
        for (var draft : drafts.values()) {
            Draft.RULE_LISTS.forEach((scope, list) -> {
                for (var item : draft.keys().get(list).list()) {
                    var rule = rules.get(item.text());
                    if (rule == null) {
                        throw item.refused("规则 " + item.text() + " 不存在", "no such rule");
                    }
                    if (rule.scope() != scope
                            || !rule.table().equals(draft.table().name())) {
                        throw item.refused(
                                "规则 " + item.text() + " 属于另一表或另一类", "the rule belongs to another table or list");
                    }
                    if (unlisted.remove(item.text()) == null) {
                        throw item.refused("规则 " + item.text() + " 重复列出", "listed twice");
                    }
                }
            });
        }
        unlisted.forEach((id, place) -> {
            throw place.refused("规则 " + id + " 未列入所属的表", "the rule is not listed in its table");
        });
    }
}
