package org.mingzhang.query.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<String, List<Standing.Entry>> entries;
    private final Map<String, List<Row>> rows = new HashMap<>();
    private final @Nullable LastYear lastYear;
    private final Evaluator evaluator;
    private final Messages messages;
    private final Findings findings = new Findings();
    private final List<CheckReport.Skipped> skipped = new ArrayList<>();
    private final Consumer<String> step;
    private int ran;

    /**
     * A run.
     *
     * @param entries what people filled, by table number
     * @param lastYear last year's campaign; null if there was none
     * @param step told what is done, table by table
     */
    Check(
            Catalogue catalogue,
            ParameterValues parameters,
            Map<String, List<Standing.Entry>> entries,
            @Nullable LastYear lastYear,
            Consumer<String> step) {
        this.catalogue = catalogue;
        this.entries = entries;
        this.lastYear = lastYear;
        this.step = step;
        var filled = new HashMap<String, List<Row>>();
        entries.forEach((code, standing) -> {
            var table = catalogue.table(code).orElseThrow();
            var seen = standing.stream()
                    .map(entry -> (Row) CellRow.of(catalogue, table, entry.values()))
                    .toList();
            rows.put(code, seen);
            filled.put(table.name(), seen);
        });
        var all = new ComputedTables(catalogue, Tables.of(filled), parameters);
        this.evaluator = new Evaluator(
                all,
                lastYear == null ? null : lastYear.tables(),
                parameters.values(),
                ComputedTables.figures(catalogue));
        this.messages = new Messages(catalogue, parameters);
    }

    Findings run() {
        for (var table : catalogue.tables()) {
            var standing = entries.get(table.code());
            if (standing != null) {
                missing(table, standing);
                references(table, standing);
                duplicates(table, standing);
                catalogue.rulesOf(table).forEach(rule -> apply(rule, table, standing));
                step.accept(table.code());
            }
        }
        return findings;
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
                add("missing-value", table, entry, List.of(problem.field()), problem.zh(), problem.en());
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
            var there = entries.get(target.code());
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
        var titles = table.key().stream()
                .map(name -> table.field(name).map(Field::zh).orElse(name))
                .collect(Collectors.joining("、"));
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

    private void apply(Rule rule, Table table, List<Standing.Entry> standing) {
        if (lastYear == null
                && (rule.scope() == Rule.Scope.YEAR_ON_YEAR || rule.check().readsLastYear())) {
            skipped.add(new CheckReport.Skipped(rule.id(), "no-last-year", "没有上年度采集活动，不能作年度比较"));
            return;
        }
        ran++;
        if (rule.scope() == Rule.Scope.TABLE) {
            if (evaluator.fails(rule.check(), NOTHING, null)) {
                var message = words(rule, table, NOTHING, null);
                findings.add(rule.id(), rule.severity(), table.code(), null, null, List.of(), message, null);
            }
            return;
        }
        var seen = rows.getOrDefault(table.code(), List.of());
        for (int i = 0; i < standing.size(); i++) {
            var before = lastYear == null ? null : lastYear.rowLike(table, standing.get(i));
            if (evaluator.fails(rule.check(), seen.get(i), before)) {
                findings.add(
                        rule.id(),
                        rule.severity(),
                        table.code(),
                        standing.get(i).department(),
                        standing.get(i).number(),
                        catalogue.fieldsOf(rule),
                        words(rule, table, seen.get(i), before),
                        null);
            }
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
