package org.mingzhang.query.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Fact;
import org.mingzhang.query.table.Standing;

/** 同一事实在几张表中不一致 — J4 step 12. */
class ComparingFactsTest {

    static final Catalogue CATALOGUE = Catalogues.load().edition("2022");
    static final String CODE = "91530100MA6EXAMPLE";

    static Fact fact(String id) {
        return CATALOGUE.facts().stream()
                .filter(fact -> fact.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static Standing.Entry entry(int number, String department, long position, Map<String, String> values) {
        var cells = new TreeMap<String, CellValue>();
        values.forEach((field, value) -> cells.put(field, CellValue.text(value)));
        return new Standing.Entry(
                number,
                department,
                1,
                cells,
                new Standing.Author("e" + position, position, "20150101", "", Instant.EPOCH, "TYPED"));
    }

    static Standing.Entry internship(int number, String department, long position, String host) {
        return entry(number, department, position, Map.of("host_credit_code", CODE, "host_name", host));
    }

    static List<FactCheck.Disagreement> disagreements(String fact, Map<String, List<Standing.Entry>> entries) {
        return new FactCheck(CATALOGUE, entries).disagreements(fact(fact));
    }

    @Test
    void whatIsToldTheSameIsNoFinding() {
        assertThat(disagreements(
                        "F-organisation-name",
                        Map.of(
                                "2.6.1", List.of(internship(1, "0201", 5, "示例护理院")),
                                "2.9.3", List.of(internship(1, "0106", 6, "示例护理院")))))
                .isEmpty();
    }

    @Test
    void isOneFindingWithWhoeverDiffersFromMostAndNamesAllPlaces() {
        var found = disagreements(
                "F-organisation-name",
                Map.of(
                        "2.6.1",
                                List.of(
                                        internship(1, "0201", 9, "示例护理院"),
                                        internship(2, "0201", 8, "示例护理院"),
                                        internship(3, "0202", 7, "示例护理院"),
                                        internship(4, "0202", 6, "示例护理院")),
                        "2.9.3", List.of(internship(7, "0106", 5, "示例护理院（旧名）"))));
        assertThat(found).hasSize(1);
        var one = found.get(0);
        assertThat(one.table().code() + "/" + one.entry().number() + "/" + one.field())
                .isEqualTo("2.9.3/7/host_name");
        assertThat(one.zh())
                .contains(
                        CODE,
                        "单位名称",
                        "“示例护理院”（2.6.1 0201/1、2.6.1 0201/2、2.6.1 0202/3 等 4 处）",
                        "“示例护理院（旧名）”（2.9.3 0106/7）");
    }

    @Test
    void whereNoValueLeadsTheOneChangedLastIsInDoubt() {
        var found = disagreements(
                "F-organisation-name",
                Map.of(
                        "2.6.1", List.of(internship(1, "0201", 9, "示例护理院")),
                        "2.9.3", List.of(internship(7, "0106", 5, "示例康养院"))));
        assertThat(found)
                .singleElement()
                .satisfies(one -> assertThat(one.table().code()).isEqualTo("2.6.1"));
    }

    @Test
    void codesAreShownWithTheirMeaningAndPersonsAreNotNamed() {
        var degrees = disagreements(
                "F-staff-degree",
                Map.of(
                        "1.4.1", List.of(entry(1, "0201", 3, Map.of("staff_no", "20150009", "degree", "3"))),
                        "2.18.1", List.of(entry(2, "0209", 4, Map.of("staff_no", "20150009", "degree", "4")))));
        assertThat(degrees)
                .singleElement()
                .satisfies(one -> assertThat(one.zh()).contains("3（", "4（"));

        var names = disagreements(
                "F-person-name",
                Map.of(
                        "1.4.1", List.of(entry(1, "0201", 3, Map.of("id_number", "53010219900101123X", "name", "温示例"))),
                        "1.5.1",
                                List.of(entry(
                                        2, "0107", 4, Map.of("id_number", "53010219900101123X", "name", "温示范")))));
        assertThat(names)
                .singleElement()
                .satisfies(one -> assertThat(one.zh())
                        .doesNotContain("温示例", "温示范", "53010219900101123X")
                        .contains("姓名", "1.4.1 0201/1", "1.5.1 0107/2"));
    }

    @Test
    void emptyAndErasedCellsAreNotCompared() {
        var erased = new TreeMap<String, CellValue>();
        erased.put("host_credit_code", CellValue.text(CODE));
        erased.put("host_name", new CellValue.Erased());
        var author = new Standing.Author("e1", 1, "20150101", "", Instant.EPOCH, "TYPED");
        assertThat(disagreements(
                        "F-organisation-name",
                        Map.of(
                                "2.6.1",
                                        List.of(
                                                internship(1, "0201", 9, "示例护理院"),
                                                new Standing.Entry(2, "0201", 1, erased, author)),
                                "2.9.3", List.of(entry(7, "0106", 5, Map.of("host_credit_code", CODE))))))
                .isEmpty();
    }
}
