package org.mingzhang.events.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ByteBuilderTest {

    @Property(tries = 500)
    void writesTextAsUtf8(@ForAll("texts") List<String> texts) {
        var bytes = new ByteBuilder(0);
        texts.forEach(bytes::append);
        var whole = String.join("", texts);
        assertThat(bytes.toByteArray()).isEqualTo(whole.getBytes(StandardCharsets.UTF_8));
        assertThat(bytes).hasToString(whole);
    }

    @Provide
    Arbitrary<List<String>> texts() {
        var everywhere = Arbitraries.integers()
                .between(0, 0x10ffff)
                .filter(point -> point < 0xd800 || point > 0xdfff)
                .list()
                .ofMaxSize(20)
                .map(points -> points.stream()
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
        var edges = Arbitraries.of(
                "\u007f", "\u0080", "\u07ff", "\u0800", "\uffff", "\ud800\udc00", "\udbff\udfff", "护理1班");
        return Arbitraries.oneOf(everywhere, edges).list().ofMaxSize(8);
    }

    @Test
    void refusesHalfACharacter() {
        for (var half : List.of("\ud800", "\udc00", "a\ud83d", "\ude00\ud83d")) {
            assertThatThrownBy(() -> new ByteBuilder(8).append(half)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void writesNumbersInBinaryFormAndOverWhatStandsThere() {
        var bytes = new ByteBuilder(1)
                .appendShort(-2)
                .appendInt(Integer.MIN_VALUE + 3)
                .appendLong(-5L);
        bytes.write(new byte[] {1, 2});
        bytes.putInt(2, 77);
        assertThat(bytes.append(-12L).toByteArray())
                .isEqualTo(ByteBuffer.allocate(19)
                        .putShort((short) -2)
                        .putInt(77)
                        .putLong(-5L)
                        .put(new byte[] {1, 2, '-', '1', '2'})
                        .array());
        assertThat(bytes.clear().append("x").toByteArray()).isEqualTo(new byte[] {'x'});
    }
}
