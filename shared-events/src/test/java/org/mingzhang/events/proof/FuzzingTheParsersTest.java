package org.mingzhang.events.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * Whatever bytes come, a parser answers with a value that is written as those very bytes, or refuses for one reason; never
 * with another exception. Runs over its seeds as a test; with {@code JAZZER_FUZZ=1} it looks for new ones.
 */
class FuzzingTheParsersTest {

    @FuzzTest
    void notes(byte[] bytes) {
        roundTrip(bytes, Note::parse, Note::bytes);
    }

    @FuzzTest
    void checkpoints(byte[] bytes) {
        refusesOrReads(bytes, text -> Checkpoint.parse(new String(text, StandardCharsets.UTF_8)));
    }

    @FuzzTest
    void proofs(byte[] bytes) {
        roundTrip(bytes, EntryProof::parse, EntryProof::bytes);
    }

    @FuzzTest
    void leaves(byte[] bytes) {
        roundTrip(bytes, Leaf::parse, Leaf::bytes);
    }

    @FuzzTest
    void json(byte[] bytes) {
        refusesOrReads(bytes, Json::parse);
    }

    @FuzzTest
    void requestsSuccessionsAndPayloads(byte[] bytes) {
        roundTrip(bytes, AddCheckpoint::parse, AddCheckpoint::bytes);
        roundTrip(
                bytes,
                text -> Succession.parse(new String(text, StandardCharsets.UTF_8)),
                succession -> succession.text().getBytes(StandardCharsets.UTF_8));
        refusesOrReads(bytes, given -> PayloadBundle.payloads(given, 1));
    }

    @FuzzTest
    void keys(byte[] bytes) {
        roundTrip(
                bytes,
                text -> NoteKey.parse(new String(text, StandardCharsets.ISO_8859_1)),
                key -> key.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    @FuzzTest
    void bundlesTilesReceiptsAndCodes(byte[] bytes) {
        refusesOrReads(bytes, given -> Bundle.entries(given, 1));
        refusesOrReads(bytes, given -> Tile.parse(new String(given, StandardCharsets.ISO_8859_1)));
        var key = NoteSigner.ofSeed("a", KeyKind.NOTE, new byte[32]).key();
        refusesOrReads(bytes, given -> Receipt.believed(new String(given, StandardCharsets.ISO_8859_1), key));
        try {
            assertThat(ShortCode.parse(new String(bytes, StandardCharsets.UTF_8))
                            .text())
                    .hasSize(23);
        } catch (ShortCode.Mistyped wrong) {
            assertThat(wrong.reason()).isNotNull();
        }
    }

    private static <T> void roundTrip(byte[] bytes, Function<byte[], T> parser, Function<T, byte[]> writer) {
        try {
            assertThat(writer.apply(parser.apply(bytes))).isEqualTo(bytes);
        } catch (ProofRefused refused) {
            assertThat(refused.reason()).isNotEqualTo(Reason.INTERNAL);
        }
    }

    private static void refusesOrReads(byte[] bytes, Function<byte[], ?> parser) {
        try {
            assertThat(parser.apply(bytes)).isNotNull();
        } catch (ProofRefused refused) {
            assertThat(refused.reason()).isNotEqualTo(Reason.INTERNAL);
        }
    }
}
