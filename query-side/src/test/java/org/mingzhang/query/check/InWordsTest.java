package org.mingzhang.query.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Indicator;

class InWordsTest {

    private final Catalogue catalogue = Catalogues.load().edition("2022");
    private final InWords words = new InWords(catalogue);

    @Test
    void aFormulaIsReadByItsNames() {
        assertThat(of("student_teacher_ratio")).isEqualTo("折合在校生数 ÷ 教师总数");
        assertThat(of("total_teachers"))
                .startsWith("《校内教师基本信息表》中")
                .contains("的记录数 ＋ 0.5 × （《")
                .endsWith(" ÷ 4中较小者）");
        assertThat(of("training_person_days")).isEqualTo("《培训信息表》“培训量”合计");
    }

    /** Every formula of the edition has its words: none shows a name or a sign of the language it is written in. */
    @Test
    void everyFormulaOfTheEditionHasWords() {
        assertThat(catalogue.indicators())
                .allSatisfy(each -> assertThat(words.of(each.expression()))
                        .as(each.id())
                        .doesNotContainPattern("[a-z_]{3,}|\\(|null"));
    }

    private String of(String id) {
        return words.of(catalogue.indicators().stream()
                .filter(each -> each.id().equals(id))
                .map(Indicator::expression)
                .findFirst()
                .orElseThrow());
    }
}
