package org.mingzhang.ops.tool.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.mingzhang.events.proof.Checkpoint;
import org.mingzhang.events.proof.NoteKey;

/** The witness's program with its directory, as it lies on the inspection office's machine. */
public final class WitnessForTests {

    private final Path directory;

    /** Makes its key. */
    public WitnessForTests(Path directory, String name) {
        this.directory = directory;
        var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        if (WitnessProgram.run(List.of("new-key", directory.toString(), name), nowhere, nowhere) != 0) {
            throw new IllegalStateException("no key was made");
        }
    }

    public Path publicKey() {
        return directory.resolve("witness.pub");
    }

    /** One round. */
    public Checkpoint sign(URI server, NoteKey log, InstantSource time) throws IOException, InterruptedException {
        return new WitnessProgram(server, directory, log, time).sign();
    }

    /** Pretends that this was the last checkpoint it signed. */
    public void remember(Checkpoint checkpoint) throws IOException {
        Files.writeString(
                directory.resolve("witness.state"),
                checkpoint.origin() + " " + checkpoint.size() + " "
                        + checkpoint.root().hex() + "\n");
    }
}
