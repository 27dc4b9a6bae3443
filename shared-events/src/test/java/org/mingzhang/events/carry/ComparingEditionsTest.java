package org.mingzhang.events.carry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mingzhang.events.carry.Difference.Kind;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;

/** 版式差异 2022 → 2023. */
class ComparingEditionsTest {

    static final Catalogue BEFORE = Catalogues.load().edition("2022");
    static final Catalogue NOW = Catalogues.load().edition("2023");

    final Difference difference = Difference.between(BEFORE, NOW);

    Difference.OfTable table(String name) {
        return difference.tables().stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    Difference.OfField field(String name) {
        return table("education_group").fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void namesTheTablesThatCameWentOrStayed() {
        assertThat(table("micro_credential").kind()).isEqualTo(Kind.NEW);
        assertThat(table("public_opinion").kind()).isEqualTo(Kind.DROPPED);
        assertThat(table("education_group").kind()).isEqualTo(Kind.CHANGED);
        assertThat(difference.tables().stream().filter(table -> table.kind() == Kind.SAME))
                .hasSize(68);
    }

    @Test
    void saysWhatBecameOfEachField() {
        assertThat(field("group_name").kind()).isEqualTo(Kind.SAME);
        assertThat(field("filed_with").kind()).isEqualTo(Kind.RENAMED);
        assertThat(field("filed_with").from()).containsExactly("approved_by");
        assertThat(field("role_type").kind()).isEqualTo(Kind.SPLIT);
        assertThat(field("role_post").from()).containsExactly("role");
        assertThat(field("partner_count").kind()).isEqualTo(Kind.MERGED);
        assertThat(field("partner_count").from()).containsExactly("member_count", "enterprise_count");
        assertThat(field("partner_count").toBeChosen()).isTrue();
        assertThat(field("founded_on").kind()).isEqualTo(Kind.CHANGED);
        assertThat(field("founded_on").what().get(0).zh()).isEqualTo("类型由“YEAR_MONTH”改为“DATE”");
        assertThat(field("fund_this_year").what().get(0).zh()).isEqualTo("单位由“万元”改为“元”");
        assertThat(field("website").kind()).isEqualTo(Kind.NEW);
        assertThat(field("legal_entity").kind()).isEqualTo(Kind.DROPPED);
    }

    @Test
    void listsTheRulesThatReadWhatIsGone() {
        assertThat(difference.rules())
                .extracting(Difference.OfRule::id, Difference.OfRule::kind)
                .contains(
                        tuple("X-2.8.1-01", Kind.CHANGED),
                        tuple("R-2.17.4-02", Kind.DROPPED),
                        tuple("R-2.8.1-01", Kind.NEW));
        assertThat(difference.rules().stream()
                        .filter(rule -> rule.id().equals("X-2.8.1-01"))
                        .findFirst()
                        .orElseThrow()
                        .readsGone())
                .containsExactly("education_group.enterprise_count", "education_group.member_count");
        assertThat(table("public_opinion").fields().stream()
                        .filter(field -> field.name().equals("reported_up"))
                        .findFirst()
                        .orElseThrow()
                        .readBy())
                .containsExactly("R-2.17.4-02");
    }

    @Test
    void saysWhichCodesEndedBeganOrWereRenamed() {
        assertThat(difference.codes())
                .extracting(Difference.OfCode::code, Difference.OfCode::kind)
                .containsExactlyInAnyOrder(
                        tuple("6", Kind.CHANGED),
                        tuple("7", Kind.CHANGED),
                        tuple("9", Kind.RENAMED),
                        tuple("10", Kind.NEW));
    }

    @Test
    void findsNoDifferenceBetweenAnEditionAndItself() {
        var none = Difference.between(BEFORE, BEFORE);
        assertThat(none.tables()).allMatch(table -> table.kind() == Kind.SAME);
        assertThat(none.codes()).isEmpty();
        assertThat(none.rules()).isEmpty();
    }

    @Test
    void proposesAndAssumesNothingWhereTheEditionIsSilent() {
        var back = Difference.between(NOW, BEFORE);
        var approvedBy = back.tables().stream()
                .filter(table -> table.name().equals("education_group"))
                .flatMap(table -> table.fields().stream())
                .filter(field -> field.name().equals("role"))
                .findFirst()
                .orElseThrow();
        assertThat(approvedBy.kind()).isEqualTo(Kind.NEW);
        assertThat(approvedBy.proposals()).isEqualTo(List.of("role_type"));
    }
}
