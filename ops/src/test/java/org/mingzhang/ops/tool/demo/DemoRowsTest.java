package org.mingzhang.ops.tool.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Judge;

/** 示例数据 keeps to the form: every table, every department. */
class DemoRowsTest {

    static final int STUDENTS = 600;

    final Catalogue catalogue = Catalogues.load().edition("2022");
    final DemoCollege college = new DemoCollege();
    final DemoRows rows = new DemoRows(catalogue, college, STUDENTS);

    @TestFactory
    Stream<DynamicTest> fillsEveryTableWithCellsThatAreAccepted() {
        return college.divisions().stream()
                .map(division -> DynamicTest.dynamicTest(division.code(), () -> {
                    var table = catalogue.table(division.code()).orElseThrow();
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
        var values = new HashMap<String, Map<CellValue, Boolean>>();
        for (var division : college.divisions()) {
            var table = catalogue.table(division.code()).orElseThrow();
            for (var row : all(division)) {
                row.forEach((field, value) -> values.computeIfAbsent(table.name() + "." + field, none -> new HashMap<>())
                        .put(value, true));
            }
        }
        return college.divisions().stream().map(division -> DynamicTest.dynamicTest(division.code(), () -> {
            var table = catalogue.table(division.code()).orElseThrow();
            for (var field : table.fields()) {
                var reference = field.reference();
                if (reference != null) {
                    assertThat(values.getOrDefault(reference.table() + "." + reference.field(), Map.of()))
                            .as(field.name())
                            .containsKeys(all(division).stream()
                                    .map(row -> row.get(field.name()))
                                    .filter(value -> value != null)
                                    .toArray(CellValue[]::new));
                }
            }
        }));
    }

    @Test
    void makesTenThousandStudentsInNoTime() {
        var many = new DemoRows(catalogue, college, 10_000);
        var begun = System.nanoTime();
        assertThat(many.rows("1.5.1", "0107")).hasSize(10_000);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
    }

    private List<SortedMap<String, CellValue>> all(DemoCollege.Division division) {
        return division.shares().stream()
                .flatMap(department -> rows.rows(division.code(), department).stream())
                .toList();
    }
}
