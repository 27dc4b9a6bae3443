package org.mingzhang.events.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 规范 JSON: what RFC 8785 writes is accepted, everything else that JSON allows is not. */
class CanonicalTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "0",
                "-1",
                "9007199254740991",
                "-9007199254740991",
                "[]",
                "{}",
                "[1,\"a\",null,{\"a\":[]}]",
                "{\"\":0,\"a\":1,\"aa\":2,\"b\":3}",
                "{\"\\n\":1,\" \":2,\"1\":3,\"é\":4,\"中\":5,\"😀\":6,\"ﬀ\":7}",
                "\"\\b\\t\\n\\f\\r\\\"\\\\\\u0000\\u001f\u007f/\u2028\"",
            })
    void acceptsTheOneWayToWriteAValue(String json) {
        assertThatCode(() -> Canonical.require(bytes(json))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 1",
                "1 ",
                "1 2",
                "[1, 2]",
                "{\"a\" :1}",
                "{\"b\":1,\"a\":2}",
                "{\"a\":1,\"a\":2}",
                "{\"aa\":1,\"a\":2}",
                "{\"ﬀ\":1,\"😀\":2}",
                "01",
                "-0",
                "1.0",
                "1e3",
                "9007199254740992",
                "9007199254740993",
                "\"\\/\"",
                "\"\\u0041\"",
                "\"\\u001F\"",
                "\"\\u0009\"",
                "\"\\ud800\"",
                "\"\n\"",
                "\"open",
                "[1",
                "{\"a\"}",
                "nul",
                "[1,]",
            })
    void refusesEveryOther(String json) {
        assertThatThrownBy(() -> Canonical.require(bytes(json))).isInstanceOf(Canonical.NotCanonical.class);
    }

    @Test
    void refusesBytesThatAreNoText() {
        for (var wrong : new byte[][] {
            {'"', (byte) 0x80, '"'},
            {'"', (byte) 0xc0, (byte) 0x80, '"'},
            {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'},
            {'"', (byte) 0xf5, (byte) 0x80, (byte) 0x80, (byte) 0x80, '"'},
            {'"', (byte) 0xe4, (byte) 0xb8, '"'},
        }) {
            assertThatThrownBy(() -> Canonical.require(wrong)).isInstanceOf(Canonical.NotCanonical.class);
        }
    }

    @Test
    void writesStringsThatItAccepts() {
        var json = new ByteBuilder(0);
        Canonical.string(json, "\u0000\u001f\b\t\n\f\r\"\\/\u007f中😀");
        assertThat(json).hasToString("\"\\u0000\\u001f\\b\\t\\n\\f\\r\\\"\\\\/\u007f中😀\"");
        Canonical.require(json.toByteArray());
        assertThatThrownBy(() -> Canonical.string(json, "\ud800")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void looksAtEveryByteOfALongString() {
        var plain = bytes("\"" + "~ !#[]az09\u007f".repeat(4) + "\"");
        Canonical.require(plain);
        for (int at = 1; at < plain.length - 1; at++) {
            for (int wrong : new int[] {0, 0x1f, '"', '\\', 0x80, 0xff}) {
                var changed = plain.clone();
                changed[at] = (byte) wrong;
                assertThatThrownBy(() -> Canonical.require(changed))
                        .as("%d at byte %d", wrong, at)
                        .isInstanceOf(Canonical.NotCanonical.class);
            }
            var text =
                    new StringBuilder("x".repeat(plain.length)).insert(at, '账').toString();
            Canonical.require(bytes('"' + text + '"'));
        }
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
