package org.mingzhang.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every refusal has its words, in both languages. */
class WordsTest {

    @ParameterizedTest
    @EnumSource(Rule.class)
    void saysEveryRuleInChineseAndInEnglish(Rule rule) {
        for (var words : List.of(Words.CHINESE, Words.ENGLISH)) {
            assertThat(words.has(rule.code() + ".title"))
                    .as("title in %s", words)
                    .isTrue();
            assertThat(words.has(rule.code() + ".detail"))
                    .as("detail in %s", words)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void saysWhereThePlanHasIt(Rule rule) {
        assertThat(rule.place()).isNotBlank();
    }

    @Test
    void namesTheFirstOfALongListAndHowManyThereAre() {
        var few = List.of("1.1.1/0101", "1.2.1/0106");
        assertThat(Words.CHINESE.detail(Rule.SHARES_NOT_APPROVED, few)).contains("：1.1.1/0101、1.2.1/0106。");
        var many = IntStream.rangeClosed(1, 90).mapToObj(i -> "t" + i).toList();
        assertThat(Words.CHINESE.detail(Rule.SHARES_NOT_APPROVED, many)).contains("、t12 等，共 90 项。");
        assertThat(Words.ENGLISH.detail(Rule.SHARES_NOT_APPROVED, many))
                .contains(", t12 and others, 90 in all.")
                .doesNotContain("t13");
    }
}
