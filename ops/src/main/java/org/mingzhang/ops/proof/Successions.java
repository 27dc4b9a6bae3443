package org.mingzhang.ops.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mingzhang.events.proof.LogKeys;
import org.mingzhang.events.proof.Note;
import org.mingzhang.events.proof.Succession;
import org.mingzhang.ops.CannotStart;

/**
 * 交接书: the notes by which the log went on under other keys, beside the keys and numbered from 1, and the one that waits for the
 * witness. A key takes the place of another only after its note is on the disk.
 */
final class Successions {

    /**
     * One of them.
     *
     * @param by staff number of the person who asked for it
     */
    record Kept(Note note, String by) {

        Succession succession() {
            return Succession.believed(note);
        }
    }

    private static final String WAITING = "waiting";

    private final Path directory;
    private final ProofKeys keys;

    /**
     * Those in a directory.
     *
     * @throws CannotStart if the last of them leads to another key than the one that signs
     */
    Successions(Path directory, ProofKeys keys) {
        this.directory = directory;
        this.keys = keys;
        try {
            finish();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    // whatever a crash between the note and the key left undone
    private void finish() throws IOException {
        var all = all();
        if (all.isEmpty()) {
            return;
        }
        var last = all.get(all.size() - 1).succession().to();
        if (last.equals(keys.log().key())) {
            return;
        }
        if (!keys.isReady(last)) {
            throw new CannotStart(
                    "log.key 不是交接书中最后交接到的密钥（" + last.id() + "）。请从密钥备份中恢复 keys/ 目录。",
                    "log.key is not the key that the last succession leads to (" + last.id()
                            + "). Restore the directory keys/ from its backup.");
        }
        keys.succeed();
    }

    /** All, in the order in which they were made. */
    List<Kept> all() throws IOException {
        var all = new ArrayList<Kept>();
        for (int number = 1; Files.exists(directory.resolve(String.valueOf(number))); number++) {
            all.add(read(String.valueOf(number)));
        }
        return all;
    }

    /** The keys by which this log's checkpoints are believed, those before the present one included. */
    LogKeys believed() throws IOException {
        var notes = all().stream().map(Kept::note).toList();
        return new LogKeys(keys.log().key(), notes, null);
    }

    /** The one that waits for the witness. */
    Optional<Kept> waiting() throws IOException {
        return Files.exists(directory.resolve(WAITING)) ? Optional.of(read(WAITING)) : Optional.empty();
    }

    /** Keeps one until the witness agrees. */
    void await(Kept kept) throws IOException {
        write(WAITING, kept);
    }

    /** From now on the other key signs. */
    void conclude(Kept kept) throws IOException {
        write(String.valueOf(all().size() + 1), kept);
        keys.succeed();
        Files.deleteIfExists(directory.resolve(WAITING));
    }

    private Kept read(String name) throws IOException {
        var whole = Files.readString(directory.resolve(name), StandardCharsets.UTF_8);
        int end = whole.indexOf('\n');
        return new Kept(Note.parse(whole.substring(end + 1).getBytes(StandardCharsets.UTF_8)), whole.substring(0, end));
    }

    private void write(String name, Kept kept) throws IOException {
        Files.createDirectories(directory);
        var half = directory.resolve(name + ".new");
        Files.writeString(
                half,
                kept.by() + "\n" + new String(kept.note().bytes(), StandardCharsets.UTF_8),
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
        Files.move(half, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
