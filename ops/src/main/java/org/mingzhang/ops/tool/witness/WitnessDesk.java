package org.mingzhang.ops.tool.witness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.proof.AddCheckpoint;
import org.mingzhang.events.proof.Checkpoint;
import org.mingzhang.events.proof.ConsistencyProof;
import org.mingzhang.events.proof.Hash;
import org.mingzhang.events.proof.KeyKind;
import org.mingzhang.events.proof.LogKeys;
import org.mingzhang.events.proof.Note;
import org.mingzhang.events.proof.NoteKey;
import org.mingzhang.events.proof.NoteSigner;
import org.mingzhang.events.proof.ProofRefused;
import org.mingzhang.events.proof.Reason;
import org.mingzhang.events.proof.Succession;
import org.mingzhang.events.proof.Tree;
import org.mingzhang.ops.store.KeyFile;

/**
 * 见证人的案头: the witness's directory with its key and what it signed last. Signs only what continues that; a log that shrank or forked
 * is refused for ever, unless it is reopened formally and the witness agrees.
 */
final class WitnessDesk {

    private static final String KEY = "witness.key";
    private static final String STATE = "witness.state";
    private static final String LAST = "witness.checkpoint";

    private final Path directory;
    private final NoteKey log;
    private final InstantSource time;

    /**
     * A desk.
     *
     * @param log the key of the log that was appointed first; those it went on under are found from it
     */
    WitnessDesk(Path directory, NoteKey log, InstantSource time) {
        this.directory = directory;
        this.log = log;
        this.time = time;
    }

    /** Makes the witness's key; its public half for the college. */
    static NoteKey newKey(Path directory, String name) throws IOException {
        if (Files.exists(directory.resolve(KEY))) {
            throw new IOException(directory.resolve(KEY) + " 已存在 exists already");
        }
        var signer = NoteSigner.create(name, KeyKind.COSIGNATURE, new SecureRandom());
        KeyFile.create(directory, KEY, signer.secret());
        Files.writeString(directory.resolve("witness.pub"), signer.key() + "\n", StandardCharsets.UTF_8);
        return signer.key();
    }

    private NoteSigner signer() throws IOException {
        return NoteSigner.parse(KeyFile.read(directory.resolve(KEY)));
    }

    /** The log's keys, those it went on under included. */
    private LogKeys keys() throws IOException {
        return new LogKeys(log, successions(), signer().key());
    }

    private List<Note> successions() throws IOException {
        var notes = new ArrayList<Note>();
        for (int number = 1; Files.exists(succession(number)); number++) {
            notes.add(Note.parse(Files.readAllBytes(succession(number))));
        }
        return notes;
    }

    private Path succession(int number) {
        return directory.resolve("successions").resolve(String.valueOf(number));
    }

    /** Keeps the notes by which the log says that it went on under other keys, if they lead from a key that is believed. */
    void learn(List<Note> notes) throws IOException {
        var known = successions();
        if (notes.size() <= known.size()) {
            return;
        }
        var unused = new LogKeys(log, notes, signer().key());
        Files.createDirectories(directory.resolve("successions"));
        for (int number = 1; number <= notes.size(); number++) {
            Files.write(succession(number), notes.get(number - 1).bytes());
        }
    }

    /**
     * Signs a checkpoint that continues the last one signed.
     *
     * @return the checkpoint with the witness's signature
     * @throws ProofRefused if the log did not sign it, or if it shrank or forked
     */
    Note sign(AddCheckpoint asked) throws IOException {
        var signer = signer();
        var checkpoint = keys().believed(asked.checkpoint());
        var last = last();
        if (last != null && !last.origin().equals(checkpoint.origin())) {
            throw new ProofRefused(Reason.CHECKPOINT_ORIGIN, checkpoint.origin());
        }
        long size = last == null ? 0 : last.size();
        if (checkpoint.size() < size) {
            throw new ProofRefused(Reason.LOG_SHRANK, checkpoint.size() + " < " + size);
        }
        if (asked.old() != size) {
            throw new OtherSize(size);
        }
        new ConsistencyProof(size, checkpoint.size(), asked.proof())
                .verify(last == null || size == 0 ? Tree.EMPTY : last.root(), checkpoint.root());
        // remembered before it is signed: whatever happens next, nothing that contradicts it is ever signed
        remember(checkpoint);
        keep(LAST, asked.checkpoint().bytes());
        return asked.checkpoint().with(signer.cosign(asked.checkpoint(), time.instant()));
    }

    /** The proof begins elsewhere than where the witness stands. */
    static final class OtherSize extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final long size;

        OtherSize(long size) {
            super("the witness signed " + size + " entries last");
            this.size = size;
        }

        long size() {
            return size;
        }
    }

    /**
     * Agrees that a log which lost entries goes on under a new origin with what is left.
     *
     * @param rootOf the witness's own root of the first so many entries; null if it cannot tell
     * @throws ProofRefused if the note is not the log's, or says other than what the witness signed
     */
    Note agree(Note asked, RootOf rootOf) throws IOException {
        var succession = Succession.believed(asked);
        var signer = signer();
        var agreed = asked.with(signer.cosign(asked, time.instant()));
        var all = new ArrayList<>(successions());
        all.add(agreed);
        if (!new LogKeys(log, all, signer.key()).successions().contains(succession) || !succession.reopens()) {
            throw new ProofRefused(Reason.SUCCESSION_MALFORMED);
        }
        var last = last();
        if (last != null) {
            if (last.size() > succession.known().size()) {
                throw new ProofRefused(Reason.LOG_SHRANK, succession.known().size() + " < " + last.size());
            }
            if (last.size() == succession.known().size()
                    && !last.root().equals(succession.known().root())) {
                throw new ProofRefused(Reason.OLDER_CHECKPOINT_FORKED, String.valueOf(last.size()));
            }
        }
        var mine = rootOf.first(succession.common().size());
        if (mine != null && !mine.equals(succession.common().root())) {
            throw new ProofRefused(
                    Reason.OLDER_CHECKPOINT_FORKED,
                    String.valueOf(succession.common().size()));
        }
        remember(new Checkpoint(
                succession.to().name(),
                succession.common().size(),
                succession.common().root()));
        learn(all);
        return agreed;
    }

    /** What the witness knows of the tree by itself. */
    @FunctionalInterface
    interface RootOf {
        @Nullable
        Hash first(long size) throws IOException;
    }

    /** What was signed last; null before the first. */
    @Nullable
    Checkpoint last() throws IOException {
        var file = directory.resolve(STATE);
        if (!Files.exists(file)) {
            return null;
        }
        var words = Files.readString(file, StandardCharsets.UTF_8).strip().split(" ", 3);
        return new Checkpoint(
                words[0], Long.parseLong(words[1]), Hash.of(HexFormat.of().parseHex(words[2])));
    }

    /** The log's own note of what was signed last, to be shown to a log that no longer knows it; null if there is none. */
    @Nullable
    Note lastNote() throws IOException {
        var file = directory.resolve(LAST);
        return Files.exists(file) ? Note.parse(Files.readAllBytes(file)) : null;
    }

    private void remember(Checkpoint checkpoint) throws IOException {
        var line = checkpoint.origin() + " " + checkpoint.size() + " "
                + checkpoint.root().hex() + "\n";
        keep(STATE, line.getBytes(StandardCharsets.UTF_8));
    }

    private void keep(String name, byte[] bytes) throws IOException {
        var file = directory.resolve(name);
        var half = directory.resolve(name + ".new");
        Files.write(
                half,
                bytes,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
        try {
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException oldFileSystem) {
            Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
