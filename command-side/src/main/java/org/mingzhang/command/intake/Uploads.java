package org.mingzhang.command.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.events.TableKey;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * 收到的文件: kept as they came, in a directory that nobody else reads, apart from the ledger, which knows each by its SHA-256.
 * One directory an upload: {@code file}, and {@code about.json}, which says whose it is.
 */
@Component
class Uploads {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path directory;

    Uploads(@Value("${mingzhang.data:.mingzhang}") Path data) {
        this.directory = data.toAbsolutePath().normalize().resolve("imports");
    }

    /**
     * A file somebody uploaded.
     *
     * @param id idempotency key of the upload, and of the import that may follow
     * @param sha256 digest of its bytes
     * @param preparedBy who prepared it, in the uploader's words; may be empty
     * @param onBehalf whether the office uploaded what a department prepared
     */
    record Upload(
            String id,
            String by,
            TableKey table,
            String department,
            String fileName,
            String sha256,
            long size,
            String preparedBy,
            boolean onBehalf,
            Instant at) {

        private boolean isSame(Upload other) {
            return table.equals(other.table)
                    && department.equals(other.department)
                    && fileName.equals(other.fileName)
                    && sha256.equals(other.sha256)
                    && preparedBy.equals(other.preparedBy);
        }
    }

    /** What is said of a file before its bytes are known. */
    @FunctionalInterface
    interface About {
        Upload of(String sha256, long size);
    }

    /**
     * Keeps a file; the same upload repeated is the first one.
     *
     * @throws Refusal if its key was used for another file
     */
    Upload keep(String by, String id, InputStream content, About about) {
        try {
            Files.createDirectories(directory, OWNER_ONLY);
            var work = Files.createTempDirectory(directory, ".work-", OWNER_ONLY);
            try {
                return kept(by, id, content, about, work);
            } finally {
                removeIfThere(work);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Upload kept(String by, String id, InputStream content, About about, Path work) throws IOException {
        var digest = sha256();
        long size;
        try (var in = new DigestInputStream(content, digest)) {
            size = Files.copy(in, work.resolve("file"));
        }
        var upload = about.of(HexFormat.of().formatHex(digest.digest()), size);
        Files.write(work.resolve("about.json"), JSON.writeValueAsBytes(upload));
        var earlier = find(by, id);
        if (earlier.isEmpty()) {
            Files.move(work, place(by, id), StandardCopyOption.ATOMIC_MOVE);
            return upload;
        }
        if (!earlier.get().isSame(upload)) {
            throw new Refusal(Rule.IDEMPOTENCY_KEY_REUSED);
        }
        return earlier.get();
    }

    /** What somebody uploaded under a key. */
    Optional<Upload> find(String by, String id) {
        var about = place(by, id).resolve("about.json");
        try {
            return Files.isRegularFile(about)
                    ? Optional.of(JSON.readValue(Files.readAllBytes(about), Upload.class))
                    : Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * What somebody uploaded into a table under a key.
     *
     * @throws Refusal if there is no such upload
     */
    Upload into(TableKey table, String by, String id) {
        return find(by, id)
                .filter(found -> found.table().equals(table))
                .orElseThrow(() -> new Refusal(Rule.IMPORT_UNKNOWN, id));
    }

    /** Removes the files that went into these tables, kept by whomever. Says how many. */
    int forget(Set<TableKey> tables) {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        try (var all = Files.walk(directory)) {
            int gone = 0;
            for (var about : all.filter(path -> path.endsWith("about.json")).toList()) {
                var upload = JSON.readValue(Files.readAllBytes(about), Upload.class);
                if (tables.contains(upload.table())) {
                    forget(upload);
                    gone++;
                }
            }
            return gone;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Path file(Upload upload) {
        return place(upload.by(), upload.id()).resolve("file");
    }

    /** Forgets a file that cannot be read; its key may be used again. */
    void forget(Upload upload) {
        removeIfThere(place(upload.by(), upload.id()));
    }

    private Path place(String by, String id) {
        return directory.resolve(
                UUID.nameUUIDFromBytes((by + "/" + id).getBytes(UTF_8)).toString());
    }

    private static void removeIfThere(Path place) {
        try {
            Files.deleteIfExists(place.resolve("file"));
            Files.deleteIfExists(place.resolve("about.json"));
            Files.deleteIfExists(place);
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
