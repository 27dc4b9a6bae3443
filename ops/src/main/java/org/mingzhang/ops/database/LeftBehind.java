package org.mingzhang.ops.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Finds the processes of a database server whose program was killed: each works in the server's data directory. */
final class LeftBehind {

    private LeftBehind() {}

    /** Numbers of the processes that work in a directory. */
    static List<Long> of(Path directory) {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> worksIn(pid, directory))
                .toList();
    }

    private static boolean worksIn(long pid, Path directory) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", String.valueOf(pid), "cwd"))
                    .equals(directory);
        } catch (IOException e) {
            return false; // it ended meanwhile, or belongs to somebody else
        }
    }

    static void awaitEnd(Path directory, Duration patience) throws InterruptedException {
        var give = System.nanoTime() + patience.toNanos();
        while (!of(directory).isEmpty() && System.nanoTime() < give) {
            Thread.sleep(50);
        }
        of(directory).forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }
}
