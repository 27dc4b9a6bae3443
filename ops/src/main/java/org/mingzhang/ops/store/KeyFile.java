package org.mingzhang.ops.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.mingzhang.ops.CannotStart;

/** 密钥文件: one key, a line of text, in a file that only its owner may read. */
public final class KeyFile {

    private static final Set<PosixFilePermission> OWNER_ONLY = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private KeyFile() {}

    /** Makes the file whole or not at all; the directory too if there is none. */
    public static void create(Path directory, String name, String key) throws IOException {
        Files.createDirectories(directory);
        if (posix(directory)) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
        var half = directory.resolve(name + ".new");
        Files.deleteIfExists(half);
        if (posix(directory)) {
            Files.createFile(half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(
                half,
                key + "\n",
                StandardCharsets.US_ASCII,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
        if (posix(directory)) {
            Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("r--------"));
        }
        Files.move(half, directory.resolve(name));
    }

    /**
     * The key in a file.
     *
     * @throws CannotStart if others may read it
     */
    public static String read(Path file) throws IOException {
        if (posix(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new CannotStart(
                    "密钥文件 " + file + " 可被他人读取。请执行 chmod 400 " + file + "，并考虑密钥是否已经泄露。",
                    "Others may read the key file " + file + ". Run chmod 400 " + file
                            + " and consider whether the key is still secret.");
        }
        return Files.readString(file, StandardCharsets.US_ASCII).strip();
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
