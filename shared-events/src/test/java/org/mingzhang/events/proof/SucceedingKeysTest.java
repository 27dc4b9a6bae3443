package org.mingzhang.events.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mingzhang.events.proof.PackageForTests.LOG;
import static org.mingzhang.events.proof.PackageForTests.OTHER_WITNESS;
import static org.mingzhang.events.proof.PackageForTests.SEEN;
import static org.mingzhang.events.proof.PackageForTests.SIZE;
import static org.mingzhang.events.proof.PackageForTests.WITNESS;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 交接书: whoever believes one key of a log believes the others, each for its own time. */
class SucceedingKeysTest {

    private static final NoteSigner NEXT = NoteSigner.ofSeed("example/1", KeyKind.NOTE, seed(11));
    private static final NoteSigner AFTER = NoteSigner.ofSeed("example/1", KeyKind.NOTE, seed(12));
    private static final NoteSigner REOPENED = NoteSigner.ofSeed("example/2", KeyKind.NOTE, seed(13));

    private final GrowingTree tree = new GrowingTree();
    private final PackageForTests whole = new PackageForTests();

    private static byte[] seed(int number) {
        var seed = new byte[32];
        seed[0] = (byte) number;
        return seed;
    }

    /** The first so many entries. */
    private Checkpoint at(int size) {
        while (tree.size() < size) {
            tree.add(Tree.leaf(whole.leaves.get((int) tree.size()).bytes()));
        }
        return new Checkpoint("example/1", size, Tree.root(tree, size));
    }

    private Note rotated() {
        return new Succession(LOG.key(), NEXT.key(), at(200), at(200), "yearly").signed(LOG, NEXT);
    }

    private Note rotatedAgain() {
        return new Succession(NEXT.key(), AFTER.key(), at(400), at(400), "lost laptop").signed(NEXT, AFTER);
    }

    private Note reopened() {
        return new Succession(LOG.key(), REOPENED.key(), at(300), at(500), "an older backup").signed(LOG, REOPENED);
    }

    private Note agreed() {
        return reopened().with(WITNESS.cosign(reopened(), SEEN));
    }

    private static Note signed(NoteSigner by, Checkpoint checkpoint) {
        return by.sign(new Checkpoint(by.key().name(), checkpoint.size(), checkpoint.root()).text());
    }

    @Test
    void isReadAsItWasWritten() {
        var succession = new Succession(LOG.key(), REOPENED.key(), at(300), at(500), "an older backup");
        assertThat(Succession.parse(succession.text())).isEqualTo(succession);
        assertThat(Succession.believed(reopened())).isEqualTo(succession);
        assertThat(succession.reopens()).isTrue();
        assertThat(Succession.believed(rotated()).reopens()).isFalse();
    }

    @Test
    void isBelievedFromEitherEnd() {
        var notes = List.of(rotatedAgain(), rotated());
        for (var trusted : List.of(LOG, NEXT, AFTER)) {
            var keys = new LogKeys(trusted.key(), notes, null);
            assertThat(keys.successions()).hasSize(2);
            assertThat(keys.believed(signed(LOG, at(100))).size()).isEqualTo(100);
            assertThat(keys.believed(signed(NEXT, at(300))).size()).isEqualTo(300);
            assertThat(keys.believed(signed(AFTER, at(600))).size()).isEqualTo(600);
        }
    }

    @Test
    void retiresAKey() {
        var keys = new LogKeys(AFTER.key(), List.of(rotated(), rotatedAgain()), null);
        refused(Reason.KEY_RETIRED, () -> keys.believed(signed(LOG, at(201))));
        refused(Reason.KEY_RETIRED, () -> keys.believed(signed(NEXT, at(199))));
        refused(Reason.KEY_RETIRED, () -> keys.believed(signed(NEXT, at(401))));
        refused(Reason.NOTE_UNSIGNED, () -> keys.believed(signed(REOPENED, at(500))));
    }

    @Test
    void reopensWithTheWitnessAlone() {
        var keys = new LogKeys(LOG.key(), List.of(agreed()), WITNESS.key());
        assertThat(keys.believed(signed(REOPENED, at(310))).origin()).isEqualTo("example/2");
        refused(Reason.KEY_RETIRED, () -> keys.believed(signed(LOG, at(400))));
        refused(Reason.REOPENING_UNWITNESSED, () -> new LogKeys(LOG.key(), List.of(reopened()), WITNESS.key()));
        refused(Reason.REOPENING_UNWITNESSED, () -> new LogKeys(LOG.key(), List.of(agreed()), OTHER_WITNESS.key()));
        refused(Reason.REOPENING_UNWITNESSED, () -> new LogKeys(LOG.key(), List.of(agreed()), null));
    }

    @Test
    void isNotBelievedIfOneOfTheTwoDidNotSign() {
        var succession = Succession.believed(rotated());
        for (var half : List.of(rotated().only(LOG.key()), rotated().only(NEXT.key()))) {
            refused(Reason.SUCCESSION_UNSIGNED, () -> new LogKeys(LOG.key(), List.of(half), null));
        }
        var forged = new Note(
                succession.text().replace("yearly", "yearli"), rotated().signatures());
        refused(Reason.SUCCESSION_UNSIGNED, () -> Succession.believed(forged));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mingzhang", "from ", "to ", "common ", "known ", "reason yearly", "200", "\n"})
    void isReadInOneFormAlone(String part) {
        var text = Succession.believed(rotated()).text();
        var altered = text.replaceFirst(part, "");
        assertThatThrownBy(() -> Succession.parse(altered)).isInstanceOf(ProofRefused.class);
    }

    @Test
    void losesNothingByARotation() {
        refused(
                Reason.SUCCESSION_MALFORMED,
                () -> new Succession(LOG.key(), NEXT.key(), at(200), at(300), "yearly").text());
    }

    @Test
    void confirmsAPackageWhoseLogWentOnUnderAnotherKey() throws IOException {
        whole.checkpoint(signed(NEXT, at(SIZE)))
                .put("ledger/successions/1", rotated().bytes());
        for (var trusted : List.of(LOG, NEXT)) {
            var verified = new PackageVerifier(trusted.key(), WITNESS.key(), List.of()).verify(whole.zip());
            assertThat(verified.successions()).hasSize(1);
        }
        whole.remove("ledger/successions/1");
        assertThatThrownBy(() -> new PackageVerifier(LOG.key(), WITNESS.key(), List.of()).verify(whole.zip()))
                .hasMessageContaining(Reason.CHECKPOINT_UNSIGNED.code());
    }

    @Test
    void confirmsWhatWasLeftOfAReopenedLedgerAndSaysWhatWasLost() throws IOException {
        whole.checkpoint(signed(REOPENED, at(SIZE))).put("ledger/successions/1", agreed().bytes());
        whole.manifest("example/2");
        var kept = signed(LOG, at(300));
        var verified = new PackageVerifier(LOG.key(), WITNESS.key(), List.of(kept)).verify(whole.zip());
        assertThat(verified.successions().get(0).known().size()).isEqualTo(500);
        var lost = signed(LOG, at(400));
        assertThatThrownBy(() -> new PackageVerifier(LOG.key(), WITNESS.key(), List.of(lost)).verify(whole.zip()))
                .hasMessageContaining(Reason.KEY_RETIRED.code());
    }

    private static void refused(Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable what) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(
                        ProofRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
