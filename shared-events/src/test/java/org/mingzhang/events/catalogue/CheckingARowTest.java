package org.mingzhang.events.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingzhang.events.CellValue.blank;
import static org.mingzhang.events.CellValue.flag;
import static org.mingzhang.events.CellValue.text;
import static org.mingzhang.events.CellValue.whole;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingzhang.events.CellValue;

/** 行内校验. */
class CheckingARowTest {

    static final Catalogue CATALOGUE = Catalogues.load().edition("2022");

    static final Map<String, String> AT_HOME = Map.of("home_province", "53");

    static List<RowFailure> failures(String table, Map<String, CellValue> row) {
        return RowCheck.failures(CATALOGUE, CATALOGUE.tableNamed(table).orElseThrow(), row, AT_HOME);
    }

    @Test
    void namesRuleFieldsAndValues() {
        var failures = failures(
                "course",
                Map.of(
                        "course_name", text("护理学基础"),
                        "course_type", text("B"),
                        "practice_hours", whole(32),
                        "plan_hours", whole(32)));
        assertThat(failures).hasSize(1);
        var failure = failures.get(0);
        assertThat(failure.ruleId()).isEqualTo("R-1.3.1-02");
        assertThat(failure.severity()).isEqualTo(Rule.Severity.ERROR);
        assertThat(failure.fields()).containsExactly("course_type", "plan_hours", "practice_hours");
        assertThat(failure.zh()).startsWith("课程“护理学基础”类型B（").endsWith("与实践课时32/32不符");
    }

    @Test
    void passesWhatCannotBeKnown() {
        assertThat(failures("course", Map.of("practice_hours", whole(40), "plan_hours", blank())))
                .isEmpty();
        assertThat(failures("course", Map.of())).isEmpty();
    }

    @Test
    void fillsInTheSidesOfTheComparisonThatFailed() {
        assertThat(failures(
                        "course", Map.of("course_name", text("解剖"), "plan_hours", whole(100), "credits", text("3.0"))))
                .extracting(RowFailure::zh)
                .containsExactly("课程“解剖”每学分33.33学时，超出合理区间");
        assertThat(failures("teacher", Map.of("staff_no", text("T1"), "birth_date", text("2010-09-01"))))
                .extracting(RowFailure::zh)
                .containsExactly("教师T1年龄11岁，超出合理范围");
    }

    @Test
    void fillsInBothTermsOfADifference() {
        assertThat(failures(
                        "finance_income",
                        Map.of(
                                "total_income", text("101.00"),
                                "fiscal_appropriation", text("60.00"),
                                "special_central", text("10.00"),
                                "special_local", text("10.00"),
                                "tuition", text("15.00"),
                                "social_donation", text("1.00"),
                                "other_income", text("4.00"))))
                .extracting(RowFailure::zh)
                .containsExactly("学校总收入101与各项之和100不等");
    }

    @Test
    void namesTheAlternativeThatARuleIsAbout() {
        assertThat(failures(
                        "student_aid",
                        Map.of(
                                "project_name", text("国家奖学金"),
                                "headcount", whole(10),
                                "amount", text("10.00"),
                                "per_capita_max", text("8000.00"))))
                .extracting(RowFailure::zh)
                .containsExactly("奖助项目“国家奖学金”人均金额10000元超过最高标准8000元");
    }

    @Test
    void usesTheCampaignsParameters() {
        Map<String, CellValue> base =
                Map.of("base_name", text("甲医院"), "province", text("53"), "in_province", flag(true));
        assertThat(failures("external_base", base)).isEmpty();
        var abroad = RowCheck.failures(
                CATALOGUE, CATALOGUE.tableNamed("external_base").orElseThrow(), base, Map.of("home_province", "44"));
        assertThat(abroad).extracting(RowFailure::zh).containsExactly("基地“甲医院”省内标志与所在省份不符");
    }

    @Test
    void readsAPersonalValueForWhatItProtects() {
        var id = new CellValue.Personal("p", text("110105194912310021"));
        assertThat(failures("student", Map.of("student_no", text("S1"), "id_type", text("1"), "id_number", id)))
                .extracting(RowFailure::ruleId)
                .containsExactly("R-1.5.1-02");
    }

    @Test
    void takesAYearMonthForItsFirstDay() {
        Map<String, CellValue> sameMonth = Map.of("joined_on", text("2010-09"), "work_start_on", text("2010-09"));
        assertThat(failures("teacher", sameMonth)).isEmpty();
        Map<String, CellValue> before = Map.of("joined_on", text("2010-08"), "work_start_on", text("2010-09"));
        assertThat(failures("teacher", before)).extracting(RowFailure::ruleId).containsExactly("R-1.4.1-03");
    }

    @Test
    void checksTenThousandRowsOneLikeAnother() {
        var student = CATALOGUE.table("1.5.1").orElseThrow();
        Map<String, CellValue> row = Map.ofEntries(
                Map.entry("student_no", text("20210001")),
                Map.entry("id_type", text("1")),
                Map.entry("id_number", text("11010519491231002X")),
                Map.entry("birth_date", text("1949-12-31")),
                Map.entry("grade", whole(2021)),
                Map.entry("enrolled_on", text("2021-09")),
                Map.entry("student_status", text("1")),
                Map.entry("is_graduating", flag(false)),
                Map.entry("student_source", text("1")));
        var check = RowCheck.of(CATALOGUE, ParameterValues.of(CATALOGUE, AT_HOME));
        for (var i = 0; i < 10_000; i++) {
            assertThat(check.failures(student, row)).hasSize(1);
        }
    }
}
