package org.mingzhang.events.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mingzhang.events.proof.ProvingATreeTest.assertReason;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 签名短文: notes, checkpoints, cosignatures, receipts and proofs are believed as they were signed and refused otherwise. */
class SigningNotesTest {

    private static final NoteSigner LOG = NoteSigner.ofSeed("log.example/1", KeyKind.NOTE, seed(1));
    private static final NoteSigner WITNESS = NoteSigner.ofSeed("witness.example", KeyKind.COSIGNATURE, seed(2));
    private static final NoteSigner RECEIPTS = NoteSigner.ofSeed("receipts.example", KeyKind.NOTE, seed(3));
    private static final Instant AT = Instant.parse("2022-10-30T08:00:00Z");
    private static final Checkpoint CHECKPOINT =
            new Checkpoint("log.example/1", 7, Tree.leaf("seven".getBytes(StandardCharsets.US_ASCII)));

    @Test
    void readsTheExampleOfTheSpecification() {
        // from C2SP signed-note
        var note = Note.parse("""
                This is an example message.

                \u2014 example.com/foo 530DtlvQyeLTvV9aZN+6VCa6S0vMLcgpVLXaQmtCuGgzNKSZRxQhnjjFgjXkq6K/Z3owPTeuhHzvWB9bVYTS0NGefQg=
                """.getBytes(StandardCharsets.UTF_8));
        assertThat(note.text()).isEqualTo("This is an example message.\n");
        assertThat(note.signatures())
                .singleElement()
                .satisfies(signature -> assertThat(signature.name()).isEqualTo("example.com/foo"));
    }

    @Test
    void derivesThePublicKeyOfRfc8032() {
        var seed = HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        var key = NoteSigner.ofSeed("a", KeyKind.NOTE, seed).key();
        assertThat(HexFormat.of().formatHex(key.sharedKey()))
                .isEqualTo("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    }

    @Test
    void believesWhatTheLogAndTheWitnessSigned() {
        var note = LOG.sign(CHECKPOINT.text());
        var cosigned = Note.parse(note.with(WITNESS.cosign(note, AT)).bytes());
        assertThat(Checkpoint.believed(cosigned, NoteKey.parse(LOG.key().toString())))
                .isEqualTo(CHECKPOINT);
        assertThat(NoteKey.parse(WITNESS.key().toString()).verifyCosignature(cosigned))
                .isEqualTo(AT);
        assertThat(cosigned.only(LOG.key())).isEqualTo(note);
        assertThat(NoteSigner.parse(LOG.secret()).key()).isEqualTo(LOG.key());
        assertThat(LOG.toString())
                .doesNotContain(LOG.secret().substring(LOG.secret().lastIndexOf('+')));
        assertReason(Reason.NOTE_UNSIGNED, () -> WITNESS.key().verifyCosignature(note));
        assertReason(Reason.KEY_TYPE, () -> LOG.key().verifyCosignature(note));
        assertReason(Reason.KEY_TYPE, () -> WITNESS.key().verify(note));
        var other = NoteSigner.ofSeed("other.example", KeyKind.NOTE, seed(4));
        assertReason(Reason.CHECKPOINT_ORIGIN, () -> Checkpoint.believed(other.sign(CHECKPOINT.text()), other.key()));
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void refusesANoteWithAnyBitChanged(@ForAll @IntRange(max = 1 << 20) int any) {
        var note = LOG.sign(CHECKPOINT.text());
        var bytes = note.with(WITNESS.cosign(note, AT)).bytes();
        int bit = any % (bytes.length * 8);
        assertBitRefused(bytes, bit);
    }

    @Test
    void refusesANoteWithAnyBitOfItsSignaturesChanged() {
        var note = LOG.sign(CHECKPOINT.text());
        var bytes = note.with(WITNESS.cosign(note, AT)).bytes();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            assertBitRefused(bytes, bit);
        }
    }

    private static void assertBitRefused(byte[] bytes, int bit) {
        var changed = bytes.clone();
        changed[bit / 8] ^= (byte) (1 << (bit % 8));
        assertThatThrownBy(() -> {
                    var read = Note.parse(changed);
                    Checkpoint.believed(read, LOG.key());
                    WITNESS.key().verifyCosignature(read);
                })
                .as("bit " + bit)
                .isInstanceOf(ProofRefused.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            KEY_MALFORMED | log.example
            KEY_MALFORMED | log.example+00000000
            KEY_MALFORMED | log.example+0000000+AQ==
            KEY_MALFORMED | log.example+00000000+AQ==
            KEY_MALFORMED | log.example+00000000+A*==
            KEY_ID        | log.example+00000000+ASQ4PvwYxmt5GRvtCpkEDn+TX9Nf2ZbGCaKFZHPVVOlo
            KEY_TYPE      | log.example+00000000+AiQ4PvwYxmt5GRvtCpkEDn+TX9Nf2ZbGCaKFZHPVVOlo
            KEY_NAME      | +00000000+ASQ4PvwYxmt5GRvtCpkEDn+TX9Nf2ZbGCaKFZHPVVOlo
            """)
    void refusesAKeyForOneReason(Reason reason, String key) {
        assertReason(reason, () -> NoteKey.parse(key));
    }

    @Test
    void refusesANoteForOneReason() {
        assertNote(Reason.NOTE_MALFORMED, "");
        assertNote(Reason.NOTE_MALFORMED, "text\n");
        assertNote(Reason.NOTE_MALFORMED, "text\n\n");
        assertNote(Reason.NOTE_MALFORMED, "\n\n\u2014 a AAAAAAAA\n");
        assertNote(Reason.NOTE_MALFORMED, "text\n\n\u2014 a AAAAAAAA");
        assertNote(Reason.NOTE_SIGNATURE_LINE, "text\n\n- a AAAAAAAA\n");
        assertNote(Reason.NOTE_SIGNATURE_LINE, "text\n\n\u2014 a AAAAAAAA \n");
        assertNote(Reason.NOTE_SIGNATURE_LINE, "text\n\n\u2014  AAAAAAAA\n");
        assertNote(Reason.NOTE_SIGNATURE_LINE, "text\n\n\u2014 a AAAAAAA\n");
        assertNote(Reason.NOTE_SIGNATURE_LINE, "text\n\n\u2014 a AAAA\n");
        assertNote(Reason.NOTE_NOT_UTF8, "te\txt\n\n\u2014 a AAAAAAAA\n");
        assertReason(Reason.NOTE_NOT_UTF8, () -> Note.parse(new byte[] {'a', (byte) 0xff, '\n', '\n'}));
        assertNote(Reason.NOTE_TOO_LONG, "text\n\n" + "\u2014 a AAAAAAAA\n".repeat(65));
        assertReason(Reason.NOTE_TOO_LONG, () -> Note.parse(new byte[(1 << 20) + 1]));
    }

    @Test
    void refusesACheckpointForOneReason() {
        var root = CHECKPOINT.root().base64();
        assertReason(Reason.CHECKPOINT_MALFORMED, () -> Checkpoint.parse("a\n7\n"));
        assertReason(Reason.CHECKPOINT_MALFORMED, () -> Checkpoint.parse("a\n7\n" + root));
        assertReason(Reason.CHECKPOINT_MALFORMED, () -> Checkpoint.parse("\n7\n" + root + "\n"));
        assertReason(Reason.CHECKPOINT_MALFORMED, () -> Checkpoint.parse("a\n7\n" + root + "\n\nmore\n"));
        for (var size : List.of("", "07", "-7", "7 ", "9007199254740992", "99999999999999999999")) {
            assertReason(Reason.CHECKPOINT_SIZE, () -> Checkpoint.parse("a\n" + size + "\n" + root + "\n"));
        }
        assertReason(Reason.CHECKPOINT_ROOT, () -> Checkpoint.parse("a\n7\nAAAA\n"));
        assertReason(Reason.CHECKPOINT_ROOT, () -> Checkpoint.parse("a\n7\n" + root.replace("=", "") + "\n"));
        assertThat(Checkpoint.parse("a\n7\n" + root + "\nmore\n").size()).isEqualTo(7);
    }

    @Test
    void keepsAnEntryWithItsProofAsOneText() {
        var tree = new GrowingTree();
        for (int i = 0; i < 100; i++) {
            tree.add(Tree.leaf(new byte[] {(byte) i}));
        }
        var note = LOG.sign(new Checkpoint("log.example/1", 100, tree.root()).text());
        var bytes = new EntryProof(41, Tree.inclusion(tree, 41, 100).path(), note).bytes();
        var leaf = Tree.leaf(new byte[] {41});
        assertThat(EntryProof.parse(bytes).verify(leaf, LOG.key()).size()).isEqualTo(100);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            var changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatThrownBy(() -> EntryProof.parse(changed).verify(leaf, LOG.key()))
                    .isInstanceOf(ProofRefused.class);
        }
        assertReason(Reason.PROOF_MALFORMED, () -> EntryProof.parse(new byte[0]));
        var long107 = "c2sp.org/tlog-proof@v1\nindex 1\n" + (tree.root().base64() + "\n").repeat(107) + "\n";
        assertReason(Reason.PROOF_TOO_LONG, () -> EntryProof.parse(long107.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void promisesByReceipt() {
        var text = Receipt.sign(CHECKPOINT.root(), AT, RECEIPTS).text();
        var receipt = Receipt.believed(text, RECEIPTS.key());
        assertThat(receipt.leaf()).isEqualTo(CHECKPOINT.root());
        assertThat(receipt.at()).isEqualTo(AT);
        assertReason(Reason.RECEIPT_SIGNATURE, () -> Receipt.believed(text, LOG.key()));
        assertReason(Reason.RECEIPT_MALFORMED, () -> Receipt.believed(text.substring(4), RECEIPTS.key()));
        assertReason(Reason.RECEIPT_MALFORMED, () -> Receipt.believed("*", RECEIPTS.key()));
        for (int i = 0; i < text.length(); i++) {
            var changed = text.substring(0, i) + (text.charAt(i) == 'A' ? 'B' : 'A') + text.substring(i + 1);
            assertThatThrownBy(() -> Receipt.believed(changed, RECEIPTS.key())).isInstanceOf(ProofRefused.class);
        }
    }

    @Test
    void keepsEntriesInBundles() {
        var entries = List.of(new byte[0], new byte[] {1}, new byte[65_535]);
        var bytes = Bundle.bytes(entries);
        assertThat(Bundle.entries(bytes, 3))
                .hasSize(3)
                .last()
                .satisfies(last -> assertThat(last).hasSize(65_535));
        assertReason(Reason.BUNDLE_COUNT, () -> Bundle.entries(bytes, 2));
        assertReason(Reason.BUNDLE_MALFORMED, () -> Bundle.entries(Arrays.copyOf(bytes, bytes.length - 1), 3));
        assertReason(Reason.BUNDLE_MALFORMED, () -> Bundle.entries(new byte[] {0}, 1));
        assertThatThrownBy(() -> Bundle.bytes(List.of(new byte[65_536]))).isInstanceOf(IllegalArgumentException.class);
        assertThatCode(() -> new Tile(0, 0, 1).hashes(new byte[32])).doesNotThrowAnyException();
        assertReason(Reason.TILE_LENGTH, () -> new Tile(0, 0, 2).hashes(new byte[32]));
    }

    private static void assertNote(Reason reason, String note) {
        assertReason(reason, () -> Note.parse(note.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] seed(int filling) {
        var seed = new byte[32];
        Arrays.fill(seed, (byte) filling);
        return seed;
    }
}
