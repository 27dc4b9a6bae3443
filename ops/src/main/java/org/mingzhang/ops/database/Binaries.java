package org.mingzhang.ops.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.mingzhang.ops.CannotStart;

/** Unpacks the PostgreSQL that travels inside the program. */
final class Binaries {

    private Binaries() {}

    /** The directory with {@code bin}, {@code lib} and {@code share}, unpacked whole or not at all. */
    static Path unpackInto(Path home) throws IOException {
        var name = "/postgres-linux-" + architecture() + ".txz";
        try (var packed = Binaries.class.getResourceAsStream(name)) {
            if (packed == null) {
                throw new CannotStart(
                        "程序内没有适用于本机（" + System.getProperty("os.name") + " " + System.getProperty("os.arch")
                                + "）的 PostgreSQL；请用 SPRING_DATASOURCE_URL 指定数据库服务器。",
                        "There is no PostgreSQL for this machine inside the program; name a server with SPRING_DATASOURCE_URL.");
            }
            var unpacked = home.resolve("binaries-" + packed.available());
            if (!Files.isDirectory(unpacked)) {
                unpack(packed, home, unpacked);
            }
            return unpacked;
        }
    }

    private static String architecture() {
        var name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> name;
        };
    }

    private static void unpack(InputStream packed, Path home, Path target) throws IOException {
        Files.createDirectories(home);
        var part = Files.createTempDirectory(home, "unpacking");
        Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                place(entry, tar, part);
            }
        }
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException
                | java.nio.file.FileAlreadyExistsException
                | java.nio.file.DirectoryNotEmptyException e) {
            delete(part);
        }
    }

    private static void place(TarArchiveEntry entry, InputStream content, Path root) throws IOException {
        var file = root.resolve(entry.getName()).normalize();
        if (!file.startsWith(root)) {
            throw new IOException("entry outside of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        var executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (var files = Files.walk(directory)) {
            for (var file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }
}
