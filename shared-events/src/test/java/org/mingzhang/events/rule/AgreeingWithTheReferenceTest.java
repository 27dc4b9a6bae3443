package org.mingzhang.events.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.CellRow;
import org.mingzhang.events.catalogue.ComputedTables;
import org.mingzhang.events.catalogue.ParameterValues;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * 语义一致: {@code agreement.json} holds what another evaluator of the same language, working with exact fractions, found for
 * every rule, indicator and computed table of the edition on made-up rows.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgreeingWithTheReferenceTest {

    static final BigDecimal NEXT_TO_NOTHING = new BigDecimal("1e-20");

    final Catalogue catalogue = Catalogues.load().edition("2022");
    JsonNode reference = JsonMapper.shared().createObjectNode();
    ParameterValues parameters = ParameterValues.of(catalogue, Map.of());
    final List<Tables> years = new ArrayList<>();
    final List<Evaluator> evaluators = new ArrayList<>();

    @BeforeAll
    void readTheReference() throws IOException {
        try (var file = Objects.requireNonNull(getClass().getResourceAsStream("/rules/agreement.json"))) {
            reference = JsonMapper.shared().readTree(file);
        }
        var own = new TreeMap<String, String>();
        reference
                .get("parameters")
                .properties()
                .forEach(entry -> own.put(entry.getKey(), entry.getValue().asString()));
        parameters = ParameterValues.of(catalogue, own);
        for (var data : reference.get("data")) {
            var thisYear = tables(data.get("thisYear"));
            var lastYear = data.get("lastYear").isNull() ? null : tables(data.get("lastYear"));
            years.add(thisYear);
            evaluators.add(new Evaluator(thisYear, lastYear, parameters.values(), ComputedTables.figures(catalogue)));
        }
    }

    Tables tables(JsonNode written) {
        var tables = new HashMap<String, List<Row>>();
        written.properties().forEach(entry -> {
            var rows = new ArrayList<Row>();
            entry.getValue().forEach(row -> rows.add(row(entry.getKey(), row)));
            tables.put(entry.getKey(), rows);
        });
        return Tables.of(tables);
    }

    Row row(String table, JsonNode written) {
        var cells = new HashMap<String, CellValue>();
        written.properties().forEach(cell -> cells.put(cell.getKey(), cell(cell.getValue())));
        return CellRow.of(catalogue, catalogue.tableNamed(table).orElseThrow(), cells);
    }

    static CellValue cell(JsonNode written) {
        if (written.isBoolean()) {
            return CellValue.flag(written.asBoolean());
        }
        return written.isNumber() ? CellValue.whole(written.asLong()) : CellValue.text(written.asString());
    }

    static boolean agrees(JsonNode expected, @Nullable Object found) {
        if (expected.isNull() || found == null) {
            return expected.isNull() && found == null;
        }
        if (found instanceof Boolean truth) {
            return expected.isBoolean() && expected.asBoolean() == truth;
        }
        if (found instanceof BigDecimal number) {
            var fraction = expected.asString().split("/", -1);
            var exact = new BigDecimal(fraction[0]).divide(new BigDecimal(fraction[1]), MathContext.DECIMAL128);
            return exact.subtract(number).abs().compareTo(NEXT_TO_NOTHING) < 0;
        }
        return (found instanceof LocalDate ? found.toString() : found).equals(expected.asString());
    }

    @Test
    void holdsForEveryRule() {
        var seen = new HashSet<String>();
        for (var it : reference.get("rules")) {
            var rule = catalogue.rule(it.get("rule").asString()).orElseThrow();
            var last = it.has("last") ? row(rule.table(), it.get("last")) : null;
            var found =
                    evaluators.get(it.get("data").asInt()).value(rule.check(), row(rule.table(), it.get("row")), last);
            assertThat(agrees(it.get("expected"), found))
                    .as("%s finds %s", it, found)
                    .isTrue();
            seen.add(rule.id());
        }
        assertThat(seen).hasSize(catalogue.rules().size());
    }

    @Test
    void holdsForEveryIndicator() {
        for (var it : reference.get("indicators")) {
            var indicator = catalogue.indicators().stream()
                    .filter(one -> one.id().equals(it.get("indicator").asString()))
                    .findFirst()
                    .orElseThrow();
            var evaluator = evaluators.get(it.get("data").asInt());
            var found = evaluator.value(indicator.expression(), Row.of(Map.of()), null);
            assertThat(agrees(it.get("expected"), found))
                    .as("%s finds %s", it, found)
                    .isTrue();
            indicator
                    .alternative()
                    .ifPresent(alternative -> assertThat(
                                    agrees(it.get("alternative"), evaluator.value(alternative, Row.of(Map.of()), null)))
                            .as("%s", it)
                            .isTrue());
        }
    }

    @Test
    void holdsForEveryComputedTable() {
        var expected = new TreeMap<String, List<JsonNode>>();
        for (var it : reference.get("computed")) {
            expected.computeIfAbsent(it.get("computed").asString() + " of " + it.get("data"), key -> new ArrayList<>())
                    .add(it.get("row"));
        }
        for (var i = 0; i < years.size(); i++) {
            var computed = new ComputedTables(catalogue, years.get(i), parameters);
            for (var table : catalogue.tables()) {
                if (table.computation().isPresent()) {
                    sameRows(expected.getOrDefault(table.name() + " of " + i, List.of()), computed.rows(table.name()));
                }
            }
        }
    }

    static void sameRows(List<JsonNode> expected, List<Row> found) {
        assertThat(found).hasSameSizeAs(expected);
        for (var row : expected) {
            assertThat(found)
                    .anyMatch(one -> row.properties().stream()
                            .allMatch(cell -> agrees(cell.getValue(), one.value(cell.getKey()))));
        }
    }

    @Test
    void showsMostRulesBothHeldAndBroken() {
        var held = new HashSet<String>();
        var broken = new HashSet<String>();
        for (var it : reference.get("rules")) {
            var expected = it.get("expected");
            if (expected.isBoolean()) {
                (expected.asBoolean() ? held : broken).add(it.get("rule").asString());
            }
        }
        Set<String> both = held.stream().filter(broken::contains).collect(Collectors.toSet());
        assertThat(both).hasSizeGreaterThan(190);
    }
}
