package org.mingzhang.events.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mingzhang.events.CellValue;

/** Reads the examples of an edition's rules; rules, tables and fields they name must exist. */
final class ExamplesReader {

    private final Map<String, Draft> drafts;
    private final Map<String, Rule> rules;

    ExamplesReader(Map<String, Draft> drafts, List<Rule> rules) {
        this.drafts = drafts;
        this.rules = rules.stream().collect(Collectors.toMap(Rule::id, rule -> rule));
    }

    /**
     * The examples.
     *
     * @param parameters what parameters the edition leaves open are worth in them, by name
     */
    record Read(Map<String, String> parameters, List<RuleExample> examples) {}

    Read read(Item file) {
        var keys = new Keys(file, "parameters", "examples");
        var parameters = new TreeMap<String, String>();
        keys.get("parameters").mapping().forEach((name, value) -> parameters.put(name, value.written()));
        var examples = new LinkedHashMap<String, RuleExample>();
        for (var item : keys.get("examples").list()) {
            var of = new Keys(item, "rule", "holds", "fails");
            var rule = rules.get(of.text("rule"));
            if (rule == null) {
                throw of.get("rule").refused("没有规则 " + of.text("rule"), "no such rule");
            }
            var example = new RuleExample(rule.id(), one(rule, of.get("holds")), one(rule, of.get("fails")));
            if (examples.put(rule.id(), example) != null) {
                throw of.get("rule").refused("规则 " + rule.id() + " 的示例重复", "the rule has examples already");
            }
        }
        return new Read(parameters, List.copyOf(examples.values()));
    }

    private RuleExample.Case one(Rule rule, Item item) {
        var keys = new Keys(item, "row", "last?", "tables?", "last_tables?");
        return new RuleExample.Case(
                cells(rule.table(), keys.get("row")),
                keys.find("last").map(last -> cells(rule.table(), last)),
                keys.find("tables").map(this::tables).orElse(Map.of()),
                keys.find("last_tables").map(this::tables));
    }

    private Map<String, List<Map<String, CellValue>>> tables(Item item) {
        var tables = new TreeMap<String, List<Map<String, CellValue>>>();
        item.mapping()
                .forEach((table, rows) -> tables.put(
                        table,
                        rows.list().stream().map(row -> cells(table, row)).toList()));
        return tables;
    }

    private Map<String, CellValue> cells(String table, Item item) {
        var draft = Optional.ofNullable(drafts.get(table))
                .orElseThrow(() -> item.refused("表 " + table + " 不存在", "no such table"));
        var cells = new TreeMap<String, CellValue>();
        item.mapping().forEach((name, value) -> {
            var field = draft.table()
                    .field(name)
                    .orElseThrow(() -> value.refused("表 " + table + " 没有字段 " + name, "no such field"));
            cells.put(name, cell(field.type(), value));
        });
        return cells;
    }

    private static CellValue cell(FieldType type, Item value) {
        return switch (type) {
            case BOOLEAN -> CellValue.flag(value.flag());
            case INTEGER -> CellValue.whole(value.whole());
            default -> CellValue.text(value.text());
        };
    }
}
