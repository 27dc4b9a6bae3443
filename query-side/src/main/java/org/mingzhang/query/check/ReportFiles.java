package org.mingzhang.query.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.mingzhang.events.proof.Hash;

/** 校验报告的存放: one file for each run, readable by us alone. */
record ReportFiles(Path directory) {

    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");
    private static final Set<PosixFilePermission> OURS_ALONE = PosixFilePermissions.fromString("rwx------");

    /** Keeps a run's report: written aside and then put in its place at once. */
    void keep(String run, CheckReport report) {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OURS_ALONE));
            }
            var half = Files.createTempFile(directory, ".half-", ".json");
            Files.write(half, report.bytes(), StandardOpenOption.WRITE);
            Files.move(half, fileOf(run), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Forgets a run that was not recorded. */
    void forget(String run) {
        try {
            Files.deleteIfExists(fileOf(run));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The report of a recorded run, if it is here with the digest the ledger holds. */
    Optional<CheckReport> kept(RecordedRuns.Recorded run) {
        try {
            var bytes = Files.readAllBytes(fileOf(run.id()));
            return Hash.sha256(bytes).hex().equals(run.reportSha256())
                    ? Optional.of(CheckReport.read(bytes))
                    : Optional.empty();
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Path fileOf(String run) {
        if (!ID.matcher(run).matches()) {
            throw new IllegalArgumentException("not the id of a run: " + run);
        }
        return directory.resolve(run + ".json");
    }
}
