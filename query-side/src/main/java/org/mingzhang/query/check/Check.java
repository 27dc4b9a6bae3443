package org.mingzhang.query.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.CellRow;
import org.mingzhang.events.catalogue.ComputedTables;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.events.catalogue.Judge;
import org.mingzhang.events.catalogue.Messages;
import org.mingzhang.events.catalogue.ParameterValues;
import org.mingzhang.events.catalogue.Rule;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.events.rule.Evaluator;
import org.mingzhang.events.rule.Row;
import org.mingzhang.events.rule.Sides;
import org.mingzhang.events.rule.Tables;
import org.mingzhang.query.table.Standing;

/** 一次校验: all rules over tables that stand still. For one thread. */
final class Check {

    private static final Row NOTHING = field -> null;

    private final Catalogue catalogue;
    private final Data data;
    private final @Nullable LastYear lastYear;
    private final Evaluator evaluator;
    private final Messages messages;
    private Findings findings = new Findings();
    private final List<CheckReport.Skipped> skipped = new ArrayList<>();
    private final Consumer<String> step;
    private int ran;

    /**
     * What one campaign holds.
     *
     * @param entries what people filled, by table number
     * @param rows the same as rules see it, in the same order
     * @param tables these and the computed ones, by English name
     */
    record Data(Map<String, List<Standing.Entry>> entries, Map<String, List<Row>> rows, Tables tables) {

        static Data of(Catalogue catalogue, ParameterValues parameters, Map<String, List<Standing.Entry>> entries) {
            var rows = new HashMap<String, List<Row>>();
            var byName = new HashMap<String, List<Row>>();
            entries.forEach((code, standing) -> catalogue.table(code).ifPresent(table -> {
                var seen = standing.stream()
                        .map(entry -> (Row) CellRow.of(catalogue, table, entry.values()))
                        .toList();
                rows.put(code, seen);
                byName.put(table.name(), seen);
            }));
            return new Data(entries, rows, new ComputedTables(catalogue, Tables.of(byName), parameters));
        }
    }

    /**
     * A run.
     *
     * @param lastYear last year's campaign; null if there was none
     * @param step told what is done, table by table
     */
    Check(
            Catalogue catalogue,
            ParameterValues parameters,
            Data data,
            @Nullable LastYear lastYear,
            Consumer<String> step) {
        this.catalogue = catalogue;
        this.data = data;
        this.lastYear = lastYear;
        this.step = step;
        this.evaluator = new Evaluator(
                data.tables(),
                lastYear == null ? null : lastYear.tables(),
                parameters.values(),
                ComputedTables.figures(catalogue));
        this.messages = new Messages(catalogue, parameters);
    }

    /**
     * Takes these steps in their order.
     *
     * @param known what came of steps that need not be taken again
     */
    List<Findings.Part> run(List<Step> steps, Map<Step.Name, Findings.Part> known) {
        var parts = new ArrayList<Findings.Part>();
        var table = "";
        for (var next : steps) {
            if (!next.table().code().equals(table)) {
                if (!table.isEmpty()) {
                    step.accept(table);
                }
                table = next.table().code();
            }
            if (lastYear == null && next.readsLastYear()) {
                skipped.add(new CheckReport.Skipped(next.name().what(), "no-last-year", "没有上年度采集活动，不能作年度比较"));
                continue;
            }
            ran += next.rule().isPresent() ? 1 : 0;
            var part = known.get(next.name());
            parts.add(part != null ? part : take(next));
        }
        if (!table.isEmpty()) {
            step.accept(table);
        }
        return parts;
    }

    /** Checks only these rules over one table, whatever else is wrong in it. */
    List<Finding> run(Table table, List<Rule> rules) {
        findings = new Findings();
        for (var rule : rules) {
            ran++;
            apply(rule, table, data.entries().get(table.code()));
        }
        return findings.of(new Step.Name(table.code(), "")).listed();
    }

    private Findings.Part take(Step next) {
        findings = new Findings();
        var table = next.table();
        var standing = data.entries().get(table.code());
        switch (next.kind()) {
            case REQUIRED -> missing(table, Objects.requireNonNull(standing));
            case REFERENCE -> references(table, Objects.requireNonNull(standing));
            case DUPLICATE -> duplicates(table, Objects.requireNonNull(standing));
            case FACT ->
                new FactCheck(catalogue, data.entries())
                        .disagreements(next.fact().orElseThrow())
                        .forEach(found -> findings.add(
                                next.name().what(),
                                Rule.Severity.WARNING,
                                found.table().code(),
                                found.entry().department(),
                                found.entry().number(),
                                List.of(found.field()),
                                found.zh(),
                                found.en()));
            case RULE -> apply(next.rule().orElseThrow(), table, standing);
        }
        return findings.of(next.name());
    }

    int ran() {
        return ran;
    }

    List<CheckReport.Skipped> skipped() {
        return skipped;
    }

    private void missing(Table table, List<Standing.Entry> standing) {
        for (var entry : standing) {
            for (var problem : Judge.missing(table, entry.values())) {
                add("required", table, entry, List.of(problem.field()), problem.zh(), problem.en());
            }
        }
    }

    private void references(Table table, List<Standing.Entry> standing) {
        for (var field : table.fields()) {
            var reference = field.reference();
            if (reference == null) {
                continue;
            }
            var target = catalogue.tableNamed(reference.table()).orElseThrow();
            var there = data.entries().get(target.code());
            if (there != null) {
                pointingToNothing(table, field, standing, target, valuesOf(there, reference.field()));
            }
        }
    }

    private static Set<CellValue> valuesOf(List<Standing.Entry> standing, String field) {
        var values = new HashSet<CellValue>();
        for (var entry : standing) {
            var value = entry.values().get(field);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private void pointingToNothing(
            Table table, Field field, List<Standing.Entry> standing, Table target, Set<CellValue> values) {
        for (var entry : standing) {
            var value = entry.values().get(field.name());
            if (value == null || value instanceof CellValue.Erased || values.contains(value)) {
                continue;
            }
            var shown = field.isPersonal() ? MaskedRow.HIDDEN : ((CellValue.Text) value).text();
            add(
                    "reference",
                    table,
                    entry,
                    List.of(field.name()),
                    "“" + field.zh() + "”填写的 " + shown + " 在表 " + target.code() + " " + target.zh() + "中不存在",
                    "“" + field.zh() + "” names " + shown + ", which table " + target.code() + " does not have");
        }
    }

    /** The same thing reported twice is a finding for both, whichever departments report it. */
    private void duplicates(Table table, List<Standing.Entry> standing) {
        var byKey = new LinkedHashMap<List<CellValue>, List<Standing.Entry>>();
        for (var entry : standing) {
            key(table.key(), entry)
                    .ifPresent(key ->
                            byKey.computeIfAbsent(key, one -> new ArrayList<>()).add(entry));
        }
        var titles = table.keyTitles();
        for (var same : byKey.values()) {
            if (same.size() > 1) {
                same.forEach(entry -> duplicate(table, entry, same, titles));
            }
        }
    }

    private void duplicate(Table table, Standing.Entry entry, List<Standing.Entry> same, String titles) {
        var others = same.stream()
                .filter(other -> other.number() != entry.number())
                .map(other -> other.department() + "/" + other.number())
                .collect(Collectors.joining("、"));
        add(
                "duplicate-key",
                table,
                entry,
                table.key(),
                titles + "与其他记录重复（部门/记录号：" + others + "）；同一事项只填一次",
                titles + " repeat another entry (department/entry: " + others + "); report a thing once");
    }

    private static Optional<List<CellValue>> key(List<String> fields, Standing.Entry entry) {
        var key = new ArrayList<CellValue>();
        for (var field : fields) {
            var value = entry.values().get(field);
            if (value == null || value instanceof CellValue.Erased) {
                return Optional.empty();
            }
            key.add(value);
        }
        return key.isEmpty() ? Optional.empty() : Optional.of(key);
    }

    private void add(
            String rule, Table table, Standing.Entry entry, List<String> fields, String message, String english) {
        findings.add(
                rule, Rule.Severity.ERROR, table.code(), entry.department(), entry.number(), fields, message, english);
    }

    private void apply(Rule rule, Table table, @Nullable List<Standing.Entry> standing) {
        if (rule.scope() == Rule.Scope.TABLE) {
            apply(rule, table, NOTHING, null);
        } else if (standing == null) {
            data.tables().rows(table.name()).forEach(row -> apply(rule, table, row, null));
        } else {
            var rows = data.rows().getOrDefault(table.code(), List.of());
            for (int i = 0; i < rows.size(); i++) {
                apply(rule, table, rows.get(i), standing.get(i));
            }
        }
    }

    /**
     * Applies a rule to a row.
     *
     * @param entry the entry it is; null for a computed row and for a rule over the whole table
     */
    private void apply(Rule rule, Table table, Row row, Standing.@Nullable Entry entry) {
        var before = lastYear == null ? null : lastYear.rowLike(table, row);
        if (evaluator.fails(rule.check(), row, before)) {
            findings.add(
                    rule.id(),
                    rule.severity(),
                    table.code(),
                    entry == null ? null : entry.department(),
                    entry == null ? null : entry.number(),
                    rule.scope() == Rule.Scope.TABLE ? List.of() : catalogue.fieldsOf(rule),
                    words(rule, table, row, before),
                    null);
        }
    }

    private String words(Rule rule, Table table, Row row, @Nullable Row before) {
        var sides =
                evaluator.sides(rule.check(), row, before).map(both -> isPersonal(rule, table) ? hidden(both) : both);
        return messages.of(
                rule, new MaskedRow(table, row), before == null ? null : new MaskedRow(table, before), sides);
    }

    private boolean isPersonal(Rule rule, Table table) {
        return catalogue.fieldsOf(rule).stream()
                .anyMatch(name -> table.field(name).filter(Field::isPersonal).isPresent());
    }

    private static Sides hidden(Sides sides) {
        return new Sides(sides.left(), MaskedRow.HIDDEN, sides.right(), MaskedRow.HIDDEN);
    }
}
