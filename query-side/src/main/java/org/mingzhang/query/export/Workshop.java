package org.mingzhang.query.export;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.poi.util.TempFileCreationStrategy;
import org.jspecify.annotations.Nullable;

/**
 * A directory in which one snapshot is made and which nobody else may read: half-made files hold personal values, so they do
 * not lie in the system's temporary directory, and are gone when the work is done.
 */
final class Workshop implements AutoCloseable, TempFileCreationStrategy {

    private final Path directory;

    Workshop(Path parent) throws IOException {
        this.directory = Files.createTempDirectory(
                parent, ".work-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Removes what a killed program left behind. */
    static void sweep(Path parent) throws IOException {
        try (var left = Files.newDirectoryStream(parent, ".work-*")) {
            for (var each : left) {
                remove(each);
            }
        }
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    @Override
    public File createTempFile(String prefix, String suffix) throws IOException {
        return Files.createTempFile(directory, prefix, suffix).toFile();
    }

    @Override
    public File createTempDirectory(String prefix) throws IOException {
        return Files.createTempDirectory(directory, prefix).toFile();
    }

    @Override
    public void close() {
        try {
            remove(directory);
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }

    private static void remove(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException failed) throws IOException {
                Files.delete(emptied);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
