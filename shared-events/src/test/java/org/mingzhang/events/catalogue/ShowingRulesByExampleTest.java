package org.mingzhang.events.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.rule.Evaluator;
import org.mingzhang.events.rule.Row;
import org.mingzhang.events.rule.Tables;

/** 规则示例: each rule of the edition holds in one case and fails in another. */
class ShowingRulesByExampleTest {

    static final Catalogue CATALOGUE = Catalogues.load().edition("2022");
    static final ParameterValues PARAMETERS = ParameterValues.of(CATALOGUE, CATALOGUE.exampleParameters());

    static Stream<RuleExample> examples() {
        return CATALOGUE.examples().stream();
    }

    @Test
    void everyRuleHasExamples() {
        assertThat(CATALOGUE.examples())
                .extracting(RuleExample::rule)
                .containsExactlyElementsOf(
                        CATALOGUE.rules().stream().map(Rule::id).toList());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isWorkedOutAsItSays(RuleExample example) {
        var rule = CATALOGUE.rule(example.rule()).orElseThrow();
        assertThat(value(rule, example.holds())).isEqualTo(true);
        assertThat(value(rule, example.fails())).isEqualTo(false);
    }

    static Object value(Rule rule, RuleExample.Case one) {
        var evaluator = new Evaluator(
                tables(one.tables()),
                one.lastTables().map(ShowingRulesByExampleTest::tables).orElse(null),
                PARAMETERS.values(),
                ComputedTables.figures(CATALOGUE));
        return evaluator.value(
                rule.check(),
                row(rule.table(), one.row()),
                one.last().map(last -> row(rule.table(), last)).orElse(null));
    }

    static Tables tables(Map<String, List<Map<String, CellValue>>> written) {
        var tables = new HashMap<String, List<Row>>();
        written.forEach((table, rows) ->
                tables.put(table, rows.stream().map(row -> row(table, row)).toList()));
        return new ComputedTables(CATALOGUE, Tables.of(tables), PARAMETERS);
    }

    static Row row(String table, Map<String, CellValue> cells) {
        return CellRow.of(CATALOGUE, CATALOGUE.tableNamed(table).orElseThrow(), cells);
    }
}
