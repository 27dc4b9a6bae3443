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

    /** Of 32 bytes by chance hardly ever fewer than 24 are different. */
    private static final int FEWEST_DIFFERENT = 12;

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

    /**
     * Keys that stand in documents and tests are few different bytes, and so is what somebody typed to have any key at all.
     *
     * @throws CannotStart if this is no key that was made by chance
     */
    public static void refuseIfGuessable(Path file, byte[] key) {
        if (new String(key, StandardCharsets.ISO_8859_1).chars().distinct().count() < FEWEST_DIFFERENT) {
            throw new CannotStart(
                    "密钥文件 " + file + " 是示例或人工编写的密钥，人人可知，不能使用。请删除它，由系统重新生成。",
                    "The key file " + file + " holds an example's key or one made up by hand, which everybody knows."
                            + " Delete it and let the system make one.");
        }
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
