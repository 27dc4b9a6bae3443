package org.mingzhang.events.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mingzhang.events.CellValue;

/** 版式变更: an edition told as what changed since another, and refused with file, place and reason. */
class ExtendingAnEditionTest {

    static final Catalogue EDITION = Catalogues.load().edition("2023");

    @TempDir
    Path editions;

    Path next;

    @BeforeEach
    void nextEdition() throws IOException {
        next = Files.createDirectory(editions.resolve("2088"));
        try (var files = Files.list(Path.of("src/main/resources/catalogue/2023"))) {
            files.forEach(this::copy);
        }
        change("edition.yaml", "edition: '2023'", "edition: '2088'");
    }

    void copy(Path file) {
        try {
            Files.copy(file, next.resolve(file.getFileName()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void change(String file, String from, String to) throws IOException {
        var path = next.resolve(file);
        var text = Files.readString(path);
        assertThat(text).contains(from);
        var at = text.indexOf(from);
        Files.writeString(path, text.substring(0, at) + to + text.substring(at + from.length()));
    }

    @Test
    void hasTheTablesOfTheEarlierOneWithWhatChanged() {
        assertThat(EDITION.tables()).hasSize(70);
        assertThat(EDITION.table("2.17.4")).isEmpty();
        assertThat(EDITION.tables().stream().map(Table::code)).endsWith("2.19.1", "2.19.2");
        assertThat(EDITION.table("2.8.1").orElseThrow().fields())
                .extracting(Field::name)
                .startsWith("group_name", "role_type", "role_post", "founded_on", "filed_with", "level")
                .contains("partner_count")
                .doesNotContain("role", "approved_by", "member_count", "enterprise_count", "legal_entity")
                .endsWith("main_activity", "website");
        assertThat(EDITION.rule("R-2.8.1-01")).isPresent();
        assertThat(EDITION.rule("R-2.17.4-01")).isEmpty();
        assertThat(EDITION.parameter("period_start").orElseThrow().value()).contains("2022-09-01");
    }

    @Test
    void leavesTheEarlierOneAsItWas() {
        var earlier = Catalogues.load().edition("2022");
        assertThat(earlier.table("2.8.1").orElseThrow().field("approved_by")).isPresent();
        assertThat(earlier.codeList("certificate_level").has("10")).isFalse();
    }

    @Test
    void hasAChecksumOfItsOwn() {
        assertThat(EDITION.sha256())
                .hasSize(64)
                .isNotEqualTo(Catalogues.load().edition("2022").sha256());
    }

    @Test
    void tellsThatACodeEndedAndWhichOneTakesItsPlace() {
        var table = EDITION.table("2.9.4").orElseThrow();
        var judged = Judge.judge(EDITION, table, Map.of("certificate_level", CellValue.text("6")));
        assertThat(judged.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.rule()).isEqualTo("code-ended");
            assertThat(problem.zh()).isEqualTo("“等级”代码 6（初级） 已于 2022-08-31 停用，请改用 5（五级（初级））");
        });
        assertThat(Judge.judge(EDITION, table, Map.of("certificate_level", CellValue.text("10")))
                        .problems())
                .isEmpty();
    }

    @Test
    void letsAnEndedCodeStandWhereItStillHeld() {
        var earlier = Catalogues.load().edition("2022");
        var table = earlier.table("2.9.4").orElseThrow();
        assertThat(Judge.judge(earlier, table, Map.of("certificate_level", CellValue.text("6")))
                        .problems())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            edition.yaml | version: '2022.1' | version: '2022.9' | 2088/edition.yaml | extends.version | 现有的是 2022.1 版
            edition.yaml | version: '2022.1' | version: '2022.1'\\n  sha256: 'ab' | 2088/edition.yaml | extends.sha256 | 校验和应为 ab
            edition.yaml | edition: '2022' | edition: '2023' | 2088/edition.yaml | extends.edition | 本身也是变更
            changes.yaml | - name: education_group | - name: education_groups | 2088/changes.yaml | tables[0].name | 原目录没有表 education_groups
            changes.yaml | - public_opinion | - public_opinions | 2088/changes.yaml | dropped_tables[0] | 原目录没有表 public_opinions
            changes.yaml | from: approved_by | from: approved | 2088/changes.yaml | tables[0].rename[0].from | 没有 approved
            changes.yaml | - legal_entity | - legal_entities | 2088/changes.yaml | tables[0].drop[0] | 没有 legal_entities
            changes.yaml | zh: 网站\\n    type: text | zh: 网站\\n    type: string | 2088/changes.yaml | fields.website.type | string 不是可用的值
            changes.yaml | - R-2.17.4-02 | - R-2.17.3-01 | 2022/rules.yaml | rules.R-2.17.4-02 | 表 public_opinion 不存在
            changes.yaml | 'founded_on <= param.period_end' | 'founded <= param.period_end' | 2088/changes.yaml | rules.R-2.8.1-01.expr | 第 1 字
            changes.yaml | replaced_by: ['5'] | replaced_by: ['55'] | 2022/codelists.yaml | codelists[14].values | 改用的代码 55 不存在
            changes.yaml | valid_to: '2022-08-31' | valid_to: '2022-08-32' | 2088/changes.yaml | valid_to | 应为日期
            changes.yaml | name: grade_year | name: grade_years | 2088/changes.yaml | parameters[6].name | 没有 grade_years
            """)
    void isRefusedWithItsPlace(String file, String from, String to, String where, String place, String reason)
            throws IOException {
        change(file, from.replace("\\n", "\n"), to.replace("\\n", "\n"));
        var refused = catchThrowableOfType(CatalogueRefused.class, () -> Catalogues.load(editions));
        assertThat(refused).isNotNull();
        assertThat(List.of(refused.file(), refused.place(), refused.reason())).satisfies(told -> {
            assertThat(told.get(0)).isEqualTo(where);
            assertThat(told.get(1)).contains(place);
            assertThat(told.get(2)).contains(reason);
        });
    }
}
