package org.mingzhang.events.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mingzhang.events.proof.PackageForTests.LOG;
import static org.mingzhang.events.proof.PackageForTests.OTHER_LOG;
import static org.mingzhang.events.proof.PackageForTests.OTHER_WITNESS;
import static org.mingzhang.events.proof.PackageForTests.SEEN;
import static org.mingzhang.events.proof.PackageForTests.WITNESS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** 篡改账本包: whatever is altered is refused, each for its own reason. */
class TamperingWithAPackageTest {

    private static final String BUNDLE = "ledger/tile/entries/000";
    private static final String LAST_BUNDLE = "ledger/tile/entries/002.p/88";
    private static final String TILE = "ledger/tile/0/001";
    private static final String LAST_TILE = "ledger/tile/0/002.p/88";
    private static final String UPPER_TILE = "ledger/tile/1/000.p/2";

    @Test
    void confirmsWhatIsWhole() throws IOException {
        var verified = verifier().verify(new PackageForTests().zip());
        assertThat(verified.checkpoint().size()).isEqualTo(PackageForTests.SIZE);
        assertThat(verified.seen()).isEqualTo(SEEN);
        assertThat(verified.payloads()).isEqualTo(PackageForTests.SIZE);
    }

    @Test
    void confirmsWhatContinuesACheckpointThatWasKept() throws IOException {
        var whole = new PackageForTests();
        var kept = Note.parse(whole.files.get("ledger/checkpoints/100"));
        assertThat(new PackageVerifier(LOG.key(), WITNESS.key(), List.of(kept))
                        .verify(whole.zip())
                        .checkpoint()
                        .size())
                .isEqualTo(PackageForTests.SIZE);
    }

    @Test
    void saysThatNobodyWasAskedIfThereIsNoWitness() throws IOException {
        assertThat(new PackageVerifier(LOG.key(), null, List.of())
                        .verify(new PackageForTests().zip())
                        .seen())
                .isNull();
    }

    @Test
    void refusesALogThatShrankOrForkedSinceACheckpointWasKept() throws IOException {
        var whole = new PackageForTests();
        var longer = PackageForTests.signed(601, Tree.EMPTY);
        var forked = PackageForTests.signed(300, Tree.EMPTY);
        assertThat(reason(List.of(longer), whole)).isEqualTo(Reason.LOG_SHRANK);
        assertThat(reason(List.of(forked), whole)).isEqualTo(Reason.OLDER_CHECKPOINT_FORKED);
    }

    @Test
    void confirmsEntriesDatedBetweenTheTimesTheWitnessSawThem() throws IOException {
        var whole = new PackageForTests();
        for (int size = 60; size <= 600; size += 60) {
            whole.seen(size, PackageForTests.BEGUN.plusSeconds(size));
        }
        assertThat(verifier().verify(whole.zip()).sightings()).hasSize(11);
    }

    @Test
    void refusesWhatIsNoZipFile() throws IOException {
        var file = Files.createTempFile("package", ".zip");
        Files.writeString(file, "not a zip file");
        assertThatThrownBy(() -> verifier().verify(file))
                .isInstanceOfSatisfying(
                        ProofRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.PACKAGE_UNREADABLE));
    }

    private static Reason reason(List<Note> kept, PackageForTests altered) throws IOException {
        try {
            new PackageVerifier(LOG.key(), WITNESS.key(), kept).verify(altered.zip());
        } catch (ProofRefused refused) {
            return refused.reason();
        }
        throw new AssertionError("confirmed");
    }

    private static PackageVerifier verifier() {
        return new PackageVerifier(LOG.key(), WITNESS.key(), List.of());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("alterations")
    void refuses(String what, Reason expected, Consumer<PackageForTests> alter) throws IOException {
        var altered = new PackageForTests();
        alter.accept(altered);
        assertThat(reason(List.of(), altered)).isEqualTo(expected);
    }

    private static Arguments of(String what, Reason expected, Consumer<PackageForTests> alter) {
        return Arguments.of(what, expected, alter);
    }

    static Stream<Arguments> alterations() {
        return Stream.of(form(), checkpoints(), tree(), entries(), payloads()).flatMap(part -> part);
    }

    private static Stream<Arguments> form() {
        return Stream.of(
                of("a manifest that is gone", Reason.MANIFEST_MISSING, p -> p.remove(Manifest.PATH)),
                of("a manifest with white space", Reason.MANIFEST_MALFORMED, p -> p.put(Manifest.PATH, bytes(" {}"))),
                of("a manifest of another form", Reason.MANIFEST_MALFORMED, p -> p.put(Manifest.PATH, bytes("{}"))),
                of(
                        "a manifest of another version",
                        Reason.MANIFEST_MALFORMED,
                        p -> replace(p, Manifest.PATH, "\"v\":1", "\"v\":2")),
                of(
                        "a manifest of another size",
                        Reason.MANIFEST_MALFORMED,
                        p -> replace(p, Manifest.PATH, "\"size\":600,\"v\"", "\"size\":599,\"v\"")),
                of(
                        "a manifest of another ledger",
                        Reason.MANIFEST_MALFORMED,
                        p -> replace(p, Manifest.PATH, "example/1", "example/2")),
                of("a file that is gone", Reason.FILE_MISSING, p -> p.remove(BUNDLE)),
                of("a file that nobody listed", Reason.FILE_UNLISTED, p -> p.put("tables/1.1.1.csv", bytes("x"))),
                of("a file with one bit changed", Reason.FILE_CHANGED, p -> p.flip(TILE, 7)),
                of("a file with a byte more", Reason.FILE_SIZE, p -> p.put(TILE, longer(p.files.get(TILE)))),
                of("a name that leads out", Reason.PACKAGE_NAME, p -> p.put("../escape", bytes("x"))),
                of("a name that begins at the root", Reason.PACKAGE_NAME, p -> p.put("/etc/x", bytes("x"))),
                of("a name with a backslash", Reason.PACKAGE_NAME, p -> p.put("ledger\\x", bytes("x"))));
    }

    private static Stream<Arguments> checkpoints() {
        return Stream.of(
                of("no checkpoint", Reason.LEDGER_MISSING, p -> p.remove(PackageVerifier.CHECKPOINT)),
                of(
                        "a checkpoint that is no note",
                        Reason.NOTE_MALFORMED,
                        p -> p.put(PackageVerifier.CHECKPOINT, bytes("example/1\n600\n"))),
                of(
                        "a checkpoint signed by another key of that name",
                        Reason.CHECKPOINT_UNSIGNED,
                        p -> p.checkpoint(OTHER_LOG.sign(p.note().text()))),
                of(
                        "a checkpoint whose signature is of another text",
                        Reason.CHECKPOINT_SIGNATURE,
                        p -> p.checkpoint(new Note(
                                new Checkpoint("example/1", 600, Tree.EMPTY).text(),
                                LOG.sign(p.note().text()).signatures()))),
                of(
                        "a checkpoint of another size",
                        Reason.MANIFEST_MALFORMED,
                        p -> p.checkpoint(
                                PackageForTests.signed(599, p.checkpoint().root()))),
                of(
                        "a checkpoint no witness saw",
                        Reason.WITNESS_UNSIGNED,
                        p -> p.put(
                                PackageVerifier.CHECKPOINT,
                                LOG.sign(p.note().text()).bytes())),
                of("a checkpoint another witness saw", Reason.WITNESS_UNSIGNED, p -> {
                    var note = LOG.sign(p.note().text());
                    p.put(
                            PackageVerifier.CHECKPOINT,
                            note.with(OTHER_WITNESS.cosign(note, SEEN)).bytes());
                }),
                of("a witness's signature taken from another checkpoint", Reason.WITNESS_SIGNATURE, p -> {
                    var note = LOG.sign(p.note().text());
                    var other = PackageForTests.signed(100, Tree.EMPTY);
                    p.put(
                            PackageVerifier.CHECKPOINT,
                            note.with(WITNESS.cosign(other, SEEN)).bytes());
                }),
                of("a log's root that its entries do not have", Reason.ROOT_DIFFERS, p -> {
                    p.checkpoint(PackageForTests.signed(600, Tree.EMPTY));
                    p.manifest();
                }),
                of(
                        "an older checkpoint under another size",
                        Reason.OLDER_CHECKPOINT_NAME,
                        p -> p.put("ledger/checkpoints/99", p.files.get("ledger/checkpoints/100"))),
                of(
                        "an older checkpoint ahead of the newest",
                        Reason.OLDER_CHECKPOINT_AHEAD,
                        p -> p.put(
                                "ledger/checkpoints/700",
                                PackageForTests.signed(700, Tree.EMPTY).bytes())),
                of(
                        "an older checkpoint of a fork",
                        Reason.OLDER_CHECKPOINT_FORKED,
                        p -> p.put(
                                "ledger/checkpoints/100",
                                PackageForTests.signed(100, Tree.EMPTY).bytes())),
                of(
                        "an older checkpoint by another log",
                        Reason.CHECKPOINT_UNSIGNED,
                        p -> p.put(
                                "ledger/checkpoints/100",
                                OTHER_LOG
                                        .sign(new Checkpoint("example/1", 100, Tree.EMPTY).text())
                                        .bytes())));
    }

    private static Stream<Arguments> tree() {
        return Stream.of(
                of(
                        "a hash tile that is gone",
                        Reason.TILE_MISSING,
                        p -> p.remove(TILE).manifest()),
                of(
                        "a partial tile that is gone",
                        Reason.TILE_MISSING,
                        p -> p.remove(LAST_TILE).manifest()),
                of(
                        "an upper tile that is gone",
                        Reason.TILE_MISSING,
                        p -> p.remove(UPPER_TILE).manifest()),
                of(
                        "a hash tile with one bit changed",
                        Reason.TILE_DIFFERS,
                        p -> p.flip(TILE, 40).manifest()),
                of(
                        "an upper tile with one bit changed",
                        Reason.TILE_DIFFERS,
                        p -> p.flip(UPPER_TILE, 40).manifest()),
                of(
                        "a hash tile that is too short",
                        Reason.TILE_LENGTH,
                        p -> p.put(TILE, new byte[32]).manifest()),
                of(
                        "a tile too many",
                        Reason.TILE_DIFFERS,
                        p -> p.put("ledger/tile/2/000.p/1", new byte[32]).manifest()),
                of(
                        "a bundle that is gone",
                        Reason.ENTRIES_MISSING,
                        p -> p.remove(BUNDLE).manifest()),
                of(
                        "a bundle too many",
                        Reason.ENTRIES_SURPLUS,
                        p -> p.put("ledger/tile/entries/003.p/1", Bundle.bytes(List.of(bytes("x"))))
                                .manifest()),
                of(
                        "a bundle cut off",
                        Reason.BUNDLE_MALFORMED,
                        p -> p.put(BUNDLE, java.util.Arrays.copyOf(p.files.get(BUNDLE), 5000))
                                .manifest()),
                of(
                        "a bundle with an entry less",
                        Reason.BUNDLE_COUNT,
                        p -> p.put(
                                        LAST_BUNDLE,
                                        Bundle.bytes(Bundle.entries(p.files.get(LAST_BUNDLE), 88)
                                                .subList(0, 87)))
                                .manifest()));
    }

    private static Stream<Arguments> entries() {
        return Stream.of(
                of("an entry that is no leaf", Reason.JSON_NOT_CANONICAL, p -> entry(p, 5, bytes("hello"))),
                of("an entry of other names", Reason.LEAF_MALFORMED, p -> entry(p, 5, bytes("{\"v\":1}"))),
                of("an entry too long", Reason.LEAF_TOO_LONG, p -> entry(p, 5, new byte[5000])),
                of(
                        "an entry by another actor",
                        Reason.ROOT_DIFFERS,
                        p -> changed(p, "\"actor\":\"p4\"", "\"actor\":\"p6\"")),
                of("an entry of another time", Reason.ROOT_DIFFERS, p -> changed(p, "00:03:20.000Z", "00:03:19.000Z")),
                of("an entry of another post", Reason.ROOT_DIFFERS, p -> changed(p, "干事", "处长")),
                of("an entry of another kind", Reason.ROOT_DIFFERS, p -> changed(p, "entry-added", "entry-moved")),
                of("two entries exchanged", Reason.NUMBER_GAP, p -> rewritten(p, () -> exchange(p, 6, 9))),
                of("an entry dropped and all signed again", Reason.NUMBER_GAP, p -> rewritten(p, () -> drop(p, 300))),
                of("an entry twice", Reason.NUMBER_TWICE, p -> rewritten(p, () -> p.leaves.set(9, p.leaves.get(6)))),
                of(
                        "two entries of one id",
                        Reason.EVENT_TWICE,
                        p -> rewritten(
                                p, () -> p.leaves.set(9, PackageForTests.leaf(6, 3, "table/0", p.payloads.get(9))))),
                of(
                        "an entry dated before the witness saw the ledger without it",
                        Reason.BACK_DATED,
                        p -> p.seen(300, SEEN.minusSeconds(864_000))),
                of(
                        "an entry dated after the first time the witness saw it",
                        Reason.POST_DATED,
                        p -> p.seen(300, PackageForTests.BEGUN.minusSeconds(60))),
                of(
                        "an entry dated after the witness saw it",
                        Reason.POST_DATED,
                        p -> rewritten(
                                p,
                                () -> p.leaves.set(
                                        9, PackageForTests.leaf(60 * 86_400, 3, "table/0", p.payloads.get(9))))));
    }

    private static final String PAYLOADS = "ledger/payloads/000";

    private static Stream<Arguments> payloads() {
        return Stream.of(
                of(
                        "a bundle of payloads that is gone",
                        Reason.PAYLOAD_MISSING,
                        p -> p.remove(PAYLOADS).manifest()),
                of(
                        "a payload with one bit changed",
                        Reason.PAYLOAD_CHANGED,
                        p -> p.flip(PAYLOADS, 20).manifest()),
                of("a payload exchanged for another", Reason.PAYLOAD_CHANGED, p -> p.payload(7, p.payloads.get(8))),
                of("a payload that is empty", Reason.PAYLOAD_CHANGED, p -> p.payload(7, new byte[0])),
                of(
                        "a payload less",
                        Reason.BUNDLE_COUNT,
                        p -> p.put(PAYLOADS, PayloadBundle.bytes(p.payloads.subList(0, 255)))
                                .manifest()),
                of(
                        "a bundle of payloads cut off",
                        Reason.BUNDLE_MALFORMED,
                        p -> p.put(PAYLOADS, java.util.Arrays.copyOf(p.files.get(PAYLOADS), 5000))
                                .manifest()),
                of(
                        "a bundle of payloads too many",
                        Reason.PAYLOAD_SURPLUS,
                        p -> p.put("ledger/payloads/003.p/1", PayloadBundle.bytes(List.of(bytes("{}"))))
                                .manifest()),
                of(
                        "a payload beside the bundles",
                        Reason.PAYLOAD_SURPLUS,
                        p -> p.put("ledger/payload/00/" + "0".repeat(64), bytes("{}"))
                                .manifest()),
                of(
                        "a payload that is not canonical",
                        Reason.PAYLOAD_MALFORMED,
                        p -> rewritten(p, () -> {
                            var payload = bytes("{ \"data\":{},\"meta\":{},\"salt\":\"x\"}");
                            p.payloads.set(9, payload);
                            p.leaves.set(9, PackageForTests.leaf(9, 3, "table/0", payload));
                        })),
                of(
                        "a payload without salt",
                        Reason.PAYLOAD_MALFORMED,
                        p -> rewritten(p, () -> {
                            var payload = bytes("{\"data\":{},\"meta\":{}}");
                            p.payloads.set(9, payload);
                            p.leaves.set(9, PackageForTests.leaf(9, 3, "table/0", payload));
                        })));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("alterationsOfTheFirstForm")
    void refusesOfTheFirstForm(String what, Reason expected, Consumer<PackageForTests> alter) throws IOException {
        var altered = new PackageForTests(true);
        assertThat(verifier().verify(altered.zip()).payloads()).isEqualTo(PackageForTests.SIZE);
        alter.accept(altered);
        assertThat(reason(List.of(), altered)).isEqualTo(expected);
    }

    static Stream<Arguments> alterationsOfTheFirstForm() {
        return Stream.of(
                of(
                        "a payload that is gone",
                        Reason.PAYLOAD_MISSING,
                        p -> p.remove(PackageForTests.payloadPath(p.payloads.get(7)))
                                .manifest()),
                of(
                        "a payload with one bit changed",
                        Reason.PAYLOAD_CHANGED,
                        p -> p.flip(PackageForTests.payloadPath(p.payloads.get(7)), 20)
                                .manifest()),
                of(
                        "a payload exchanged for another",
                        Reason.PAYLOAD_CHANGED,
                        p -> p.put(PackageForTests.payloadPath(p.payloads.get(7)), p.payloads.get(8))
                                .manifest()),
                of(
                        "a payload too many",
                        Reason.PAYLOAD_SURPLUS,
                        p -> p.put("ledger/payload/00/" + "0".repeat(64), bytes("{}"))
                                .manifest()));
    }

    private static void rewritten(PackageForTests p, Runnable alter) {
        alter.run();
        p.write();
    }

    private static void exchange(PackageForTests p, int one, int other) {
        var leaf = p.leaves.get(one);
        p.leaves.set(one, p.leaves.get(other));
        p.leaves.set(other, leaf);
    }

    private static void drop(PackageForTests p, int index) {
        p.leaves.remove(index);
        p.payloads.remove(index);
    }

    private static void entry(PackageForTests p, int index, byte[] entry) {
        var entries = new ArrayList<>(Bundle.entries(p.files.get(BUNDLE), Tile.FULL));
        entries.set(index, entry);
        p.put(BUNDLE, Bundle.bytes(entries)).manifest();
    }

    private static void changed(PackageForTests p, String from, String to) {
        var leaf = new String(Bundle.entries(p.files.get(BUNDLE), Tile.FULL).get(200), StandardCharsets.UTF_8);
        assertThat(leaf).contains(from);
        // the tile of the entry is altered with it, as a thorough forger would
        entry(p, 200, bytes(leaf.replace(from, to)));
        var tile = "ledger/tile/0/000";
        var hashes = new ArrayList<>(new Tile(0, 0, Tile.FULL).hashes(p.files.get(tile)));
        hashes.set(200, Tree.leaf(bytes(leaf.replace(from, to))));
        p.put(tile, Tile.bytes(hashes));
        var upper = new ArrayList<>(new Tile(1, 0, 2).hashes(p.files.get(UPPER_TILE)));
        upper.set(0, Tile.over(hashes, 0, Tile.FULL));
        p.put(UPPER_TILE, Tile.bytes(upper)).manifest();
    }

    private static void replace(PackageForTests p, String name, String from, String to) {
        var text = new String(p.files.get(name), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        p.put(name, bytes(text.replace(from, to)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] longer(byte[] bytes) {
        return java.util.Arrays.copyOf(bytes, bytes.length + 1);
    }
}
