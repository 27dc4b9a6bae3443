package org.mingzhang.ops.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.mingzhang.events.proof.Tile;

/** 瓦片文件: full tiles and bundles as static files, each written whole or not at all. */
final class TileFiles {

    private final Path directory;

    TileFiles(Path directory) {
        this.directory = directory;
    }

    /** Writes a full tile unless it lies there just so. */
    void put(Tile tile, byte[] bytes) {
        try {
            var file = directory.resolve(tile.path());
            if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), bytes)) {
                return;
            }
            put(file, bytes);
        } catch (IOException broken) {
            throw new UncheckedIOException("tile " + tile.path() + " cannot be written", broken);
        }
    }

    /** Writes another file beside them. */
    void put(String name, byte[] bytes) {
        try {
            put(directory.resolve(name), bytes);
        } catch (IOException broken) {
            throw new UncheckedIOException(name + " cannot be written", broken);
        }
    }

    byte[] read(Tile tile) {
        try {
            return Files.readAllBytes(directory.resolve(tile.path()));
        } catch (IOException broken) {
            throw new UncheckedIOException("tile " + tile.path() + " cannot be read", broken);
        }
    }

    private static void put(Path file, byte[] bytes) throws IOException {
        var parent = file.getParent();
        if (parent == null) {
            throw new IOException("no directory");
        }
        Files.createDirectories(parent);
        var half = file.resolveSibling(file.getFileName() + ".new");
        try (var channel = FileChannel.open(
                half, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
