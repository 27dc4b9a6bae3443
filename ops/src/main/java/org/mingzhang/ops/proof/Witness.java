package org.mingzhang.ops.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import org.mingzhang.events.proof.NoteKey;
import org.mingzhang.ops.database.DataDirectory;
import org.springframework.stereotype.Component;

/** 见证人: the inspection office's own key, whose public part stands in {@code keys/witness.pub}; nobody while there is none. */
@Component
final class Witness {

    private final DataDirectory directory;

    Witness(DataDirectory directory) {
        this.directory = directory;
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
