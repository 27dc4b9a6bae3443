package org.mingzhang.events.carry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Catalogues;

/** 带入上年: what carries over, what a person must look at, and what stands there already. */
class CarryingAnEntryTest {

    private static final Catalogues CATALOGUES = Catalogues.load();

    @Test
    void aDateThatMakesAThingOfItsYearIsLeftOut() {
        var carried = carrying("2022", "2022", "student_award", Map.of())
                .propose(
                        List.of(before(1, Map.of("award_name", "技能大赛", "award_on", "2021-10", "team_name", "一队"))),
                        List.of())
                .get(0);
        assertThat(carried.cells()).containsKey("award_name").doesNotContainKey("award_on");
        assertThat(rules(carried)).containsExactly("outside-period");
        assertThat(carried.match()).isEqualTo(Carried.Match.NEW);
    }

    @Test
    void aValueThatIsNotValidThisYearIsLeftOutWithTheReason() {
        var carried = groups(Map.of("group_name", "职教集团", "founded_on", "2015-06", "level", "20"));
        assertThat(carried.cells()).containsKey("level").doesNotContainKey("founded_on");
        assertThat(carried.doubts()).anySatisfy(doubt -> {
            assertThat(doubt.field()).isEqualTo("founded_on");
            assertThat(doubt.zh()).startsWith("上年的值今年不适用");
        });
    }

    @Test
    void anAmountInAnotherUnitIsNeverCarried() {
        var carried = groups(Map.of("group_name", "职教集团", "fund_this_year", "12.50"));
        assertThat(carried.cells()).doesNotContainKey("fund_this_year");
        assertThat(rules(carried)).contains("unit-changed");
    }

    @Test
    void partsAreTakenOnlyWhereTheyAreAll() {
        assertThat(groups(Map.of("role", "牵头/理事长单位")).cells())
                .containsEntry("role_type", CellValue.text("牵头"))
                .containsEntry("role_post", CellValue.text("理事长单位"));
        assertThat(rules(groups(Map.of("role", "成员")))).contains("not-split");
        assertThat(groups(Map.of("role", "牵头/")).cells()).doesNotContainKey("role_post");
    }

    @Test
    void whatSeveralFieldsBecameIsChosen() {
        var choice = new TreeMap<String, @Nullable String>(Map.of("partner_count", "enterprise_count"));
        var row = new TreeMap<String, CellValue>();
        row.put("member_count", CellValue.whole(36));
        row.put("enterprise_count", CellValue.whole(21));
        var before = new Before(1, 1, "0117", null, row);
        assertThat(carrying("2022", "2023", "education_group", Map.of())
                        .propose(List.of(before), List.of())
                        .get(0)
                        .cells())
                .isEmpty();
        assertThat(carrying("2022", "2023", "education_group", choice)
                        .propose(List.of(before), List.of())
                        .get(0)
                        .cells())
                .containsEntry("partner_count", CellValue.whole(21));
    }

    @Test
    void theSameAndTheNearlySameAreRecognisedByTheLastingKey() {
        var last = List.of(
                before(1, Map.of("group_name", "云岭护理职业教育集团")),
                before(2, Map.of("group_name", "滇西健康养老产教联盟")),
                before(3, Map.of("group_name", "汽车产教联盟")));
        var standing = List.of(
                before(7, Map.of("group_name", "云岭护理职业教育集团")), before(8, Map.of("group_name", "滇西健康养老产教联盟（新）")));
        var carried = carrying("2022", "2023", "education_group", Map.of()).propose(last, standing);
        assertThat(carried)
                .extracting(Carried::match)
                .containsExactly(Carried.Match.STANDS, Carried.Match.NEAR, Carried.Match.NEW);
        assertThat(carried).extracting(Carried::like).containsExactly(7, 8, null);
    }

    @Test
    void erasedValuesDoNotComeBack() {
        var row = new TreeMap<String, CellValue>(Map.of("group_name", new CellValue.Erased()));
        assertThat(carrying("2022", "2023", "education_group", Map.of())
                        .propose(List.of(new Before(1, 1, "0117", null, row)), List.of())
                        .get(0)
                        .cells())
                .isEmpty();
    }

    private static Carried groups(Map<String, String> cells) {
        return carrying("2022", "2023", "education_group", Map.of())
                .propose(List.of(before(1, cells)), List.of())
                .get(0);
    }

    private static Before before(int entry, Map<String, String> cells) {
        var values = new TreeMap<String, CellValue>();
        cells.forEach((field, text) -> values.put(field, CellValue.text(text)));
        return new Before(entry, 1, "0117", null, values);
    }

    private static Carrying carrying(String from, String to, String table, Map<String, @Nullable String> chosen) {
        var before = CATALOGUES.edition(from);
        var now = CATALOGUES.edition(to);
        return new Carrying(
                now,
                Mapping.of(
                        before,
                        now,
                        before.tableNamed(table).orElseThrow(),
                        now.tableNamed(table).orElseThrow(),
                        chosen));
    }

    private static List<String> rules(Carried carried) {
        return carried.doubts().stream().map(Carried.Doubt::rule).toList();
    }
}
