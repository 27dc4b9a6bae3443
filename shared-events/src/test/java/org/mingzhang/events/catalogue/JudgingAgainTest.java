package org.mingzhang.events.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.mingzhang.events.CellValue;

/** 单元格判定: what was judged once stays as it is when judged again. */
class JudgingAgainTest {

    static final Catalogue CATALOGUE = Catalogues.load().edition("2022");

    static final List<String> ODD = List.of(
            "\u00a0", "\u200b", "\u3000", "\ufeff", "\t", "１", "９", "．", "－", "Ｋ", "𠮷", "男", "年", "\ud842", "\n");

    @Property(tries = 3_000)
    void changesNothing(@ForAll("fields") Map.Entry<Table, Field> field, @ForAll("values") CellValue value) {
        var table = field.getKey();
        var name = field.getValue().name();
        var first = Judge.judge(CATALOGUE, table, Map.of(name, value));
        if (first.problems().isEmpty()) {
            var second = Judge.judge(CATALOGUE, table, first.cells());
            assertThat(second.cells()).isEqualTo(first.cells());
            assertThat(second.problems()).isEmpty();
            assertThat(second.notes()).isEmpty();
        } else {
            assertThat(first.problems()).allSatisfy(problem -> {
                assertThat(problem.field()).isEqualTo(name);
                assertThat(problem.zh()).contains("“" + field.getValue().zh() + "”");
                assertThat(problem.en()).isNotBlank();
                assertThat(Tidy.isWhole(problem.zh() + problem.en())).isTrue();
            });
            assertThat(first.cells()).containsEntry(name, value);
        }
    }

    @Provide
    Arbitrary<Map.Entry<Table, Field>> fields() {
        return Arbitraries.of(CATALOGUE.tables().stream()
                .flatMap(table -> table.fields().stream().map(field -> Map.entry(table, field)))
                .toList());
    }

    @Provide
    Arbitrary<CellValue> values() {
        var plain = Arbitraries.strings().ascii().ofMaxLength(20);
        var odd = Arbitraries.of(ODD).list().ofMaxSize(6).map(parts -> String.join("", parts));
        var digits = Arbitraries.strings().numeric().ofMaxLength(8);
        var dates = Arbitraries.of("2022-09-01", "2022-09", "2022年9月", "2022-02-30", "20220901", "520201K", "1", "01");
        var texts = Arbitraries.oneOf(plain, odd, digits, dates)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(parts -> String.join("", parts));
        return Arbitraries.oneOf(
                texts.map(CellValue::text),
                dates.map(CellValue::text),
                digits.map(CellValue::text),
                Arbitraries.longs().between(-10, 100_000).map(CellValue::whole),
                Arbitraries.of(true, false).map(CellValue::flag),
                Arbitraries.just(CellValue.blank()));
    }
}
