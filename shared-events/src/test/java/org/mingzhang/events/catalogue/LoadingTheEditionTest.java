package org.mingzhang.events.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 数据表目录 2022. */
class LoadingTheEditionTest {

    final Catalogue catalogue = Catalogues.load().edition("2022");

    @Test
    void findsEveryTableFieldRuleAndIndicator() {
        assertThat(catalogue.tables()).hasSize(70);
        assertThat(catalogue.tables().stream()
                        .mapToInt(table -> table.fields().size())
                        .sum())
                .isEqualTo(869);
        assertThat(catalogue.codeLists()).hasSize(95);
        assertThat(catalogue.rules()).hasSize(204);
        assertThat(catalogue.indicators()).hasSize(27);
        assertThat(catalogue.tables().stream()
                        .filter(table -> table.computation().isPresent()))
                .hasSize(6);
    }

    @Test
    void keepsTheOrderOfTheForm() {
        assertThat(catalogue.tables().stream().map(Table::code))
                .startsWith("1.1.1", "1.1.2")
                .containsSubsequence("2.9.5", "2.10.1")
                .endsWith("2.19.1");
    }

    @Test
    void saysWhosePersonalValuesARowHolds() {
        assertThat(catalogue.table("1.5.1").orElseThrow().subject())
                .contains(new Subject("student", List.of("student_no")));
        assertThat(catalogue.table("2.17.4").orElseThrow().subject())
                .contains(new Subject("public_opinion", List.of("event_title", "occurred_on")));
        assertThat(catalogue.table("2.11.1").orElseThrow().subject()).isEmpty();
    }

    @Test
    void saysWhichSourceTablesATableWaitsFor() {
        assertThat(catalogue.table("2.6.1").orElseThrow().sources(catalogue)).contains("1.5.1");
        assertThat(catalogue.table("1.4.1").orElseThrow().sources(catalogue)).isEmpty();
    }

    @Test
    void leavesTheProvinceToTheCampaign() {
        assertThat(catalogue.parameter("home_province").orElseThrow().value()).isEmpty();
    }

    @Test
    void namesNoDepartmentAndNoCollege() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/catalogue/2022"))) {
            for (var file : files.toList()) {
                assertThat(Files.readString(file))
                        .as(file.toString())
                        .doesNotContainPattern("教务处|学生处|科研处|财务处|设备处|保卫处|培训处|招生办|就业办|护理系|口腔系|药学系|临床系|检验系|涉外系")
                        .doesNotContainPattern("党办|团委|思政部|宣传统战部|组织人事部|人文基础部|医学基础部|护理高等专科|云岭|department|share");
            }
        }
    }
}
