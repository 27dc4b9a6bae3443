package org.mingzhang.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
}
