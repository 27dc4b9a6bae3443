package org.mingzhang.ops.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Under whom the server runs: PostgreSQL refuses to run as root, but a container or a build machine is often root.
 *
 * <p>Root enters a user namespace in which it is nobody in particular, while files stay root's own, so that any directory
 * root can reach will do. Where namespaces are forbidden, the server runs as {@code nobody} and is given its directories.
 *
 * @param prefix what stands before every command of the server
 * @param owner number of the user who must own the server's files; that of this program unless it is root without namespaces
 */
record OrdinaryUser(List<String> prefix, int owner) {

    private static final int NOBODY = 65534;

    static OrdinaryUser find() throws IOException, InterruptedException {
        var self = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        if (self != 0) {
            return new OrdinaryUser(List.of(), self);
        }
        if (works("unshare", "--user", "true")) {
            return new OrdinaryUser(List.of("unshare", "--user"), 0);
        }
        return new OrdinaryUser(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"), NOBODY);
    }

    private static boolean works(String... command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Gives a file, or a directory with everything in it, to the user of the server. */
    void own(Path path) throws IOException {
        if (Files.getAttribute(path, "unix:uid").equals(owner)) {
            return;
        }
        try (var all = Files.walk(path)) {
            for (var file : (Iterable<Path>) all::iterator) {
                Files.setAttribute(file, "unix:uid", owner, java.nio.file.LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /** What to do if that user cannot reach the directory; empty if it is the program's own. */
    String remedyZh() {
        return owner == NOBODY ? "（以 root 启动时，数据目录须是 nobody 能到达的，例如 MINGZHANG_DATA=/var/lib/mingzhang）" : "";
    }

    /** The same in English. */
    String remedyEn() {
        return owner == NOBODY
                ? " Started as root, the data directory must be one that the user nobody can reach, such as"
                        + " MINGZHANG_DATA=/var/lib/mingzhang."
                : "";
    }
}
