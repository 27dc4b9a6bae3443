package org.mingzhang.ops.tool.witness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.mingzhang.events.proof.Checkpoint;
import org.mingzhang.events.proof.NoteKey;

/** The witness's program with its directory, as it lies on the inspection office's machine. */
public final class WitnessForTests {

    private final Path directory;

    /** Makes its key. */
    public WitnessForTests(Path directory, String name) {
        this.directory = directory;
        if (!run(InstantSource.system(), "new-key", directory.toString(), name).signed()) {
            throw new IllegalStateException("no key was made");
        }
    }

    private WitnessForTests(Path directory) {
        this.directory = directory;
    }

    /** The same witness on another machine, as it stands now. */
    public WitnessForTests copiedTo(Path other) throws IOException {
        try (var all = Files.walk(directory)) {
            for (var file : all.toList()) {
                Files.copy(file, other.resolve(directory.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return new WitnessForTests(other);
    }

    /**
     * What the program said.
     *
     * @param exit its exit code
     */
    public record Said(int exit, String words) {

        /** Whether it did what it was asked. */
        public boolean signed() {
            return exit == 0;
        }
    }

    public Path publicKey() {
        return directory.resolve("witness.pub");
    }

    /** One round; whoever is refused is told why. */
    public Checkpoint sign(URI server, NoteKey log, InstantSource time) throws IOException {
        var said = command(time, "sign", server, log);
        if (!said.signed()) {
            throw new IllegalStateException(said.words());
        }
        return remembered();
    }

    /** A command that asks the log over HTTP. */
    public Said command(InstantSource time, String command, URI server, NoteKey log, String... further)
            throws IOException {
        var words = new ArrayList<>(List.of(command, server.toString(), directory.toString(), key(log).toString()));
        words.addAll(List.of(further));
        return run(time, words.toArray(String[]::new));
    }

    /** Any command, the directory and the file with the log's key last. */
    public Said alone(InstantSource time, NoteKey log, String... command) throws IOException {
        var words = new ArrayList<>(List.of(command));
        words.addAll(List.of(directory.toString(), key(log).toString()));
        return run(time, words.toArray(String[]::new));
    }

    /** A desk of its own on the same directory. */
    public WitnessDesk desk(NoteKey log, InstantSource time) {
        return new WitnessDesk(directory, log, time);
    }

    private Path key(NoteKey log) throws IOException {
        return Files.writeString(directory.resolve("log.pub"), log + "\n");
    }

    private static Said run(InstantSource time, String... command) {
        var out = new ByteArrayOutputStream();
        var words = new PrintStream(out, true, StandardCharsets.UTF_8);
        int exit = WitnessProgram.run(List.of(command), time, words, words);
        return new Said(exit, out.toString(StandardCharsets.UTF_8));
    }

    private Checkpoint remembered() throws IOException {
        var words = Files.readString(directory.resolve("witness.state")).strip().split(" ", 3);
        return new Checkpoint(
                words[0],
                Long.parseLong(words[1]),
                org.mingzhang.events.proof.Hash.of(java.util.HexFormat.of().parseHex(words[2])));
    }

    /** Pretends that this was the last checkpoint it signed. */
    public void remember(Checkpoint checkpoint) throws IOException {
        Files.writeString(
                directory.resolve("witness.state"),
                checkpoint.origin() + " " + checkpoint.size() + " "
                        + checkpoint.root().hex() + "\n");
    }
}
