package org.mingzhang.ops.tool.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.CellRow;
import org.mingzhang.events.catalogue.Judge;
import org.mingzhang.events.catalogue.ParameterValues;
import org.mingzhang.events.catalogue.Rule;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.events.rule.Evaluator;
import org.mingzhang.events.rule.Row;
import org.mingzhang.events.rule.Tables;

/** 示例数据 keeps to the form: every table, every department, every rule that a campaign must not break. */
class DemoRowsTest {

    final Catalogue catalogue = Catalogues.load().edition("2022");
    final DemoCollege college = new DemoCollege(size());
    final DemoRows rows = new DemoRows(catalogue, college, college.size().students());

    DemoCollege.Size size() {
        return DemoCollege.Size.SMALL;
    }

    @TestFactory
    Stream<DynamicTest> fillsEveryTableWithCellsThatAreAccepted() {
        return tables().map(division -> DynamicTest.dynamicTest(division.code(), () -> {
            var table = form(division);
            var keys = new HashSet<List<Object>>();
            for (var row : all(division)) {
                var judged = Judge.judge(catalogue, table, row);
                assertThat(judged.problems()).isEmpty();
                assertThat(judged.cells()).as("already in its final form").isEqualTo(row);
                assertThat(Judge.missing(table, row)).isEmpty();
                assertThat(keys.add(new ArrayList<>(
                                table.key().stream().map(row::get).toList())))
                        .as("unique key")
                        .isTrue();
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> refersOnlyToRowsThatExist() {
        var values = new HashMap<String, Set<CellValue>>();
        tables().forEach(division -> all(division)
                .forEach(row -> row.forEach((field, value) -> values.computeIfAbsent(
                                form(division).name() + "." + field, none -> new HashSet<>())
                        .add(value))));
        return tables().map(division -> DynamicTest.dynamicTest(division.code(), () -> {
            for (var field : form(division).fields()) {
                var reference = field.reference();
                if (reference != null) {
                    assertThat(values.getOrDefault(reference.table() + "." + reference.field(), Set.of()))
                            .as(field.name())
                            .containsAll(all(division).stream()
                                    .map(row -> row.get(field.name()))
                                    .filter(Objects::nonNull)
                                    .toList());
                }
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> breaksNoRuleThatMustHold() {
        var data = new HashMap<String, List<Row>>();
        tables().forEach(division -> data.put(
                form(division).name(),
                all(division).stream()
                        .<Row>map(row -> CellRow.of(catalogue, form(division), row))
                        .toList()));
        var parameters = ParameterValues.of(catalogue, college.parameters());
        assertThat(parameters.missing()).isEmpty();
        var evaluator = new Evaluator(Tables.of(data), null, parameters.values(), Map.of());
        return catalogue.rules().stream()
                .filter(rule -> rule.severity() == Rule.Severity.ERROR && rule.scope() != Rule.Scope.YEAR_ON_YEAR)
                .map(rule -> DynamicTest.dynamicTest(rule.id(), () -> {
                    var checked = rule.scope() == Rule.Scope.TABLE
                            ? List.<Row>of(field -> null)
                            : data.getOrDefault(rule.table(), List.of());
                    assertThat(checked.stream().filter(row -> evaluator.fails(rule.check(), row, null)))
                            .as(rule.words())
                            .isEmpty();
                }));
    }

    @Test
    void hasAsManyStudentsAndStaffAsItSays() {
        assertThat(rows.rows("1.5.1", "0107")).hasSize(college.size().students());
        assertThat(college.staff()).hasSizeGreaterThanOrEqualTo(college.size().staff());
    }

    private Stream<DemoCollege.Division> tables() {
        return college.divisions().stream();
    }

    private Table form(DemoCollege.Division division) {
        return catalogue.table(division.code()).orElseThrow();
    }

    private List<SortedMap<String, CellValue>> all(DemoCollege.Division division) {
        return division.shares().stream()
                .flatMap(department -> rows.rows(division.code(), department).stream())
                .toList();
    }
}
