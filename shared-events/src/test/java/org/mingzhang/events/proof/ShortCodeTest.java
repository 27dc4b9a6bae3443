package org.mingzhang.events.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** 核验码: what is typed from paper is found, and whoever mistypes is told where. */
class ShortCodeTest {

    private static final ShortCode CODE = ShortCode.of("sha256:" + "0123456789abcdef".repeat(4));

    @Test
    void isTheBeginningOfADigestInFourGroups() {
        assertThat(CODE.text()).matches("([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}");
        assertThat(CODE.hex()).isEqualTo("0123456789abcdef0123");
        assertThat(ShortCode.parse(CODE.text())).isEqualTo(CODE);
    }

    @Property(tries = 200)
    void isReadAsItIsWritten(@ForAll byte[] anything) {
        var code = ShortCode.of(Hash.sha256(anything));
        assertThat(ShortCode.parse(code.text())).isEqualTo(code);
    }

    @Test
    void isReadAsPeopleTypeIt() {
        var text = CODE.text();
        assertThat(ShortCode.parse(text.toLowerCase(Locale.ROOT).replace('-', ' ')))
                .isEqualTo(CODE);
        assertThat(ShortCode.parse(text.replace("-", "").replace('0', 'o').replace('1', 'l')))
                .isEqualTo(CODE);
        var wide = new StringBuilder();
        text.chars().forEach(c -> wide.append((char) (c - '!' + '\uff01')));
        assertThat(ShortCode.parse(wide.toString())).isEqualTo(CODE);
    }

    @Test
    void noticesEveryWrongCharacterAndSaysInWhichGroup() {
        var text = CODE.text();
        for (int i = 0; i < text.length(); i++) {
            for (char c : "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray()) {
                if (text.charAt(i) != '-' && text.charAt(i) != c) {
                    assertWrong(text.substring(0, i) + c + text.substring(i + 1), List.of(i / 6 + 1));
                }
            }
        }
    }

    @Property(tries = 100)
    void noticesExchangedCharactersAndGroups(@ForAll byte[] anything) {
        var text = ShortCode.of(Hash.sha256(anything)).text();
        for (int i = 0; i + 1 < text.length(); i++) {
            if (text.charAt(i) != '-' && text.charAt(i + 1) != '-' && text.charAt(i) != text.charAt(i + 1)) {
                assertWrong(
                        text.substring(0, i) + text.charAt(i + 1) + text.charAt(i) + text.substring(i + 2),
                        List.of(i / 6 + 1));
            }
        }
        var groups = text.split("-");
        assertWrong(groups[1] + groups[0] + groups[2] + groups[3], List.of(1, 2));
        assertWrong(groups[0] + groups[1] + groups[3] + groups[2], List.of(3, 4));
    }

    @Test
    void saysWhatElseIsWrong() {
        assertWrong(CODE.text() + "0", List.of());
        assertWrong("", List.of());
        assertWrong(CODE.text().replace(CODE.text().charAt(7), 'U'), Reason.CODE_CHARACTER);
    }

    private static void assertWrong(String typed, List<Integer> groups) {
        assertThatThrownBy(() -> ShortCode.parse(typed))
                .isInstanceOfSatisfying(
                        ShortCode.Mistyped.class,
                        wrong -> assertThat(wrong.groups()).isEqualTo(groups));
    }

    private static void assertWrong(String typed, Reason reason) {
        assertThatThrownBy(() -> ShortCode.parse(typed))
                .isInstanceOfSatisfying(
                        ShortCode.Mistyped.class,
                        wrong -> assertThat(wrong.reason()).isEqualTo(reason));
    }
}
