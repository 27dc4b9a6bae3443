package org.mingzhang.ops.proof;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.mingzhang.events.proof.Hash;

/**
 * 守卫文件: size and root of everything that was about to be signed, a line each, on a path that no backup of the database brings
 * back. By it an older database put in the place of a newer one is noticed.
 */
final class GuardFile {

    /** One line. */
    record Mark(long size, Hash root) {}

    private final Path file;

    GuardFile(Path file) {
        this.file = file;
    }

    /** The last whole line; empty if there is none. */
    Optional<Mark> last() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var text = Files.readString(file, StandardCharsets.US_ASCII);
        var whole = text.substring(0, text.lastIndexOf('\n') + 1).stripTrailing();
        if (whole.isEmpty()) {
            return Optional.empty();
        }
        var parts = whole.substring(whole.lastIndexOf('\n') + 1).split(" ", 2);
        return Optional.of(new Mark(
                Long.parseLong(parts[0]), Hash.of(java.util.HexFormat.of().parseHex(parts[1]))));
    }

    /** The file of an origin: a reopened ledger has one of its own, and that of the origin before stays beside. */
    GuardFile of(String origin) {
        var number = origin.substring(origin.lastIndexOf('/') + 1);
        return number.equals("1") ? this : new GuardFile(file.resolveSibling(file.getFileName() + "." + number));
    }

    /** Appends a line and waits for the disk. */
    void append(long size, Hash root) throws IOException {
        var parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            var line = ByteBuffer.wrap((size + " " + root.hex() + "\n").getBytes(StandardCharsets.US_ASCII));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
        }
    }
}
