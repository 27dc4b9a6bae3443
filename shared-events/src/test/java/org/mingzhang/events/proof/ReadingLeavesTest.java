package org.mingzhang.events.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mingzhang.events.proof.ProvingATreeTest.assertReason;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Leaves and canonical JSON are read strictly, and agree with another implementation of RFC 8785. */
class ReadingLeavesTest {

    private static final Leaf LEAF = new Leaf(
            "table",
            "99001/2022/1.5.1",
            7,
            "01890a5d-ac96-774b-bcce-b302099a8057",
            "table.entry-added",
            1,
            Instant.parse("2022-09-08T08:05:03.020Z"),
            "oZ3l",
            "教研\"秘书",
            "c1",
            "sha256:" + "0".repeat(64),
            321,
            "A".repeat(43));

    @Test
    void readsWhatItWrites() {
        assertThat(Leaf.parse(LEAF.bytes())).isEqualTo(LEAF);
    }

    @Test
    void refusesOrTellsApartEveryChangedBit() {
        var bytes = LEAF.bytes();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            var changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            try {
                assertThat(Leaf.parse(changed)).isNotEqualTo(LEAF);
            } catch (ProofRefused refused) {
                assertThat(refused.reason().code()).matches("(leaf|json)-.*");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LEAF_MALFORMED     | "v":1            | "v":1,"w":1
            LEAF_VALUE         | "v":1            | "v":2
            LEAF_VALUE         | "n":7            | "n":-7
            LEAF_VALUE         | "rev":1          | "rev":0
            LEAF_VALUE         | "rev":1          | "rev":4294967297
            LEAF_VALUE         | "size":321       | "size":0
            LEAF_VALUE         | sha256:0         | sha256:X
            LEAF_VALUE         | 01890a5d         | 01890A5D
            LEAF_VALUE         | 2022-09-08T08    | 2022-09-31T08
            LEAF_VALUE         | 03.020Z          | 03.020456Z
            LEAF_MALFORMED     | 03.020Z          | 03.02Z
            JSON_TYPE          | "n":7            | "n":"7"
            JSON_NOT_CANONICAL | "n":7            | "n":07
            JSON_NOT_CANONICAL | "n":7            | "n": 7
            LEAF_MALFORMED     | {"actor":"oZ3l", | {
            """)
    void refusesALeafForOneReason(Reason reason, String from, String to) {
        var text = new String(LEAF.bytes(), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        assertReason(reason, () -> Leaf.parse(text.replace(from, to).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void refusesWhatIsNoObjectOrTooLong() {
        assertReason(Reason.LEAF_MALFORMED, () -> Leaf.parse("[]".getBytes(StandardCharsets.UTF_8)));
        assertReason(Reason.LEAF_TOO_LONG, () -> Leaf.parse(new byte[Leaf.LIMIT + 1]));
    }

    @Property(tries = 500)
    void agreesWithAnotherImplementationOfCanonicalJson(@ForAll("texts") List<String> texts) throws IOException {
        var json = new ByteBuilder(16).append("{");
        for (int i = 0; i < texts.size(); i++) {
            Canonical.string(json.append(i == 0 ? "" : ","), i + texts.get(i));
            Canonical.string(json.append(':'), texts.get(i));
        }
        var canonical = new JsonCanonicalizer(json.append("}").toString()).getEncodedUTF8();
        var read = Json.parse(canonical);
        assertThat(read.members()).hasSize(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            assertThat(read.member(i + texts.get(i)).text()).isEqualTo(texts.get(i));
        }
    }

    @Test
    void readsEveryKindOfValue() {
        var json = Json.parse(
                "{\"a\":[1,-2,true,false,null,\"\\n\\u001fé\",{}],\"b\":[]}".getBytes(StandardCharsets.UTF_8));
        assertThat(json.member("a").items()).hasSize(7);
        assertThat(json.member("a").items().get(1).number()).isEqualTo(-2);
        assertThat(json.member("a").items().get(5).text()).isEqualTo("\n\u001fé");
        assertThat(json.has("c")).isFalse();
        assertThatThrownBy(() -> json.member("c")).isInstanceOf(ProofRefused.class);
        assertReason(Reason.JSON_TYPE, json::text);
        assertReason(Reason.JSON_TYPE, json::number);
        assertReason(Reason.JSON_TYPE, json::items);
        assertReason(Reason.JSON_TYPE, () -> json.member("b").members());
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.strings()
                .all()
                .ofMaxLength(20)
                .filter(text -> text.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff))
                .list()
                .ofMaxSize(12);
    }
}
