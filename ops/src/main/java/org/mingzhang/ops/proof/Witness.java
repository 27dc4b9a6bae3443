package org.mingzhang.ops.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.mingzhang.events.proof.Note;
import org.mingzhang.events.proof.NoteKey;
import org.mingzhang.ops.database.DataDirectory;
import org.mingzhang.ops.store.CheckpointTable;
import org.springframework.stereotype.Component;

/** 见证人: the inspection office's own key, whose public part stands in {@code keys/witness.pub}; nobody while there is none. */
@Component
final class Witness {

    private final DataDirectory directory;
    private final CheckpointTable checkpoints;

    Witness(DataDirectory directory, CheckpointTable checkpoints) {
        this.directory = directory;
        this.checkpoints = checkpoints;
    }

    /** Name of the witness if it signed this note; empty if not. */
    String named(Note note) {
        return key().filter(key -> key.signed(note)).map(NoteKey::name).orElse("");
    }

    /** The newest checkpoint that it signed; empty while there is no witness, or it has not signed. */
    Optional<CheckpointTable.Signed> newest() {
        return key().flatMap(key -> checkpoints.signedBy(key.name()));
    }

    /** How many entries the newest covers that it signed; 0 if none. */
    long signed() {
        return newest().map(CheckpointTable.Signed::size).orElse(0L);
    }

    /** All checkpoints that it signed, ascending. */
    List<CheckpointTable.Signed> all() {
        return key().map(key -> checkpoints.allSignedBy(key.name())).orElse(List.of());
    }

    /** The key by which cosignatures are believed; read anew each time, so that appointing one needs no restart. */
    Optional<NoteKey> key() {
        var file = directory.resolve("keys").resolve("witness.pub");
        try {
            return Files.exists(file)
                    ? Optional.of(NoteKey.parse(
                            Files.readString(file, StandardCharsets.UTF_8).strip()))
                    : Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
