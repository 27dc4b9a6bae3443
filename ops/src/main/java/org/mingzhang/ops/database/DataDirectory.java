package org.mingzhang.ops.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.mingzhang.ops.CannotStart;

/** 数据目录: everything this installation keeps, held by one running program at a time. */
public final class DataDirectory implements AutoCloseable {

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectory(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /** Makes the directory if there is none and takes its lock, which the system releases even if the program is killed. */
    static DataDirectory open(Path path) {
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(path);
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
            }
            var channel = FileChannel.open(
                    path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            var lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw running(path);
            }
            return new DataDirectory(path, channel, lock);
        } catch (IOException e) {
            throw new CannotStart(
                    "无法使用数据目录 " + path + "（" + e.getMessage() + "）；请检查目录权限，或用 MINGZHANG_DATA=<目录> 指定其他目录。",
                    "The data directory " + path + " cannot be used (" + e.getMessage()
                            + "); check its permissions or choose another with MINGZHANG_DATA=<directory>.",
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static CannotStart running(Path path) {
        return new CannotStart(
                "明账已在运行（数据目录 " + path + "）；请先停止它，或用 MINGZHANG_DATA=<目录> 另开一套。",
                "Mingzhang is already running on the data directory " + path
                        + "; stop it first, or start another installation with MINGZHANG_DATA=<directory>.");
    }

    public Path path() {
        return path;
    }

    /** A file or directory of this installation. */
    public Path resolve(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
