package org.mingzhang.events.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** 示例账本包: what somebody who writes a verifier of his own tries it with. */
class ReadingTheExampleTest {

    private static final Path EXAMPLE = Path.of("..", "ops", "docs", "ledger-example");
    private static final Path PACKAGE = EXAMPLE.resolve("package.zip");
    private static final Path FIRST_FORM = EXAMPLE.resolve("package-of-the-first-form.zip");

    private static NoteKey key(String name) throws IOException {
        return NoteKey.parse(
                Files.readString(EXAMPLE.resolve(name), StandardCharsets.UTF_8).strip());
    }

    @Test
    void confirmsItByTheTwoKeysBesideItAndACheckpointThatWasKept() throws IOException {
        var kept = Note.parse(Files.readAllBytes(EXAMPLE.resolve("old-checkpoint")));
        var verified = new PackageVerifier(key("log.pub"), key("witness.pub"), List.of(kept)).verify(PACKAGE);
        assertThat(verified.checkpoint().size()).isEqualTo(PackageForTests.SIZE);
        assertThat(verified.seen()).isEqualTo(PackageForTests.SEEN);
        assertThat(verified.payloads()).isEqualTo(PackageForTests.SIZE);
    }

    @Test
    void confirmsWhatWasHandedOverBeforePayloadsCameInBundles() throws IOException {
        var verified = new PackageVerifier(key("log.pub"), key("witness.pub"), List.of()).verify(FIRST_FORM);
        assertThat(verified.payloads()).isEqualTo(PackageForTests.SIZE);
    }

    @Test
    void refusesItByAnotherLogsKey() {
        var verifier = new PackageVerifier(PackageForTests.OTHER_LOG.key(), PackageForTests.WITNESS.key(), List.of());
        assertThatThrownBy(() -> verifier.verify(PACKAGE))
                .isInstanceOfSatisfying(
                        ProofRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.CHECKPOINT_UNSIGNED));
    }

    @Test
    void findsInItWhatIsStillWrittenToday() throws IOException {
        assertThat(digests(PACKAGE)).isEqualTo(digests(new PackageForTests().zip()));
        assertThat(digests(FIRST_FORM)).isEqualTo(digests(new PackageForTests(true).zip()));
    }

    private static TreeMap<String, String> digests(Path file) throws IOException {
        var digests = new TreeMap<String, String>();
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : zip.stream().toList()) {
                try (var in = zip.getInputStream(entry)) {
                    digests.put(entry.getName(), Hash.sha256(in.readAllBytes()).hex());
                }
            }
        }
        return digests;
    }
}
