package org.mingzhang.ops.tool.witness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.proof.Checkpoint;
import org.mingzhang.events.proof.Frontier;
import org.mingzhang.events.proof.Hash;
import org.mingzhang.events.proof.ProofRefused;
import org.mingzhang.events.proof.Reason;
import org.mingzhang.events.proof.Tile;

/**
 * 见证人的副本: the lowest hash tiles of the log, off site. From them alone the root of any size that was mirrored is made again. They say
 * nothing of anybody.
 */
final class WitnessMirror {

    private static final String EDGE = "edge-";

    private final Path directory;

    /** A mirror in a directory, empty at first. */
    WitnessMirror(Path directory) {
        this.directory = directory;
    }

    /** Fetches a tile by its path. */
    @FunctionalInterface
    interface Source {
        byte[] tile(Tile tile) throws IOException, InterruptedException;
    }

    /**
     * Takes over what is new.
     *
     * @throws ProofRefused if the tiles do not lead to this checkpoint's root; what was mirrored before stays
     */
    void follow(Checkpoint checkpoint, Source source) throws IOException, InterruptedException {
        long full = full();
        var fetched = Tile.of(0, full * Tile.FULL, checkpoint.size());
        var frontier = frontier(full * Tile.FULL);
        for (var tile : fetched) {
            var bytes = source.tile(tile);
            tile.hashes(bytes).forEach(frontier::add);
            write(kept(tile), bytes);
        }
        if (!frontier.root().equals(checkpoint.root())) {
            for (var tile : fetched) {
                Files.deleteIfExists(directory.resolve(kept(tile)));
            }
            throw new ProofRefused(Reason.ROOT_DIFFERS, "mirror of " + checkpoint.size());
        }
    }

    /** The root of the first so many entries, made of what was mirrored; null if that is not so long. */
    @Nullable
    Hash root(long size) throws IOException {
        return size > size() ? null : frontier(size).root();
    }

    /** How many entries were mirrored. */
    long size() throws IOException {
        long full = full();
        long size = full * Tile.FULL;
        var edge = directory.resolve(EDGE + full);
        return size + (Files.exists(edge) ? Files.size(edge) / Hash.SIZE : 0);
    }

    /** A log of another origin begins again; what was mirrored stays beside, under the name of the old one. */
    void beginAgain(String origin) throws IOException {
        if (Files.exists(directory)) {
            Files.move(directory, directory.resolveSibling("mirror-" + origin.replace('/', '-')));
        }
    }

    private Frontier frontier(long size) throws IOException {
        var frontier = new Frontier();
        long full = full();
        for (var tile : Tile.of(0, 0, size)) {
            var kept = tile.index() < full ? new Tile(0, tile.index(), Tile.FULL).path() : EDGE + full;
            var bytes = Files.readAllBytes(directory.resolve(kept));
            hashes(bytes).subList(0, tile.width()).forEach(frontier::add);
        }
        return frontier;
    }

    private static List<Hash> hashes(byte[] bytes) {
        return new Tile(0, 0, bytes.length / Hash.SIZE).hashes(bytes);
    }

    /** How many full tiles there are; they follow each other without a gap. */
    private long full() {
        long low = 0;
        long high = 1;
        while (exists(high - 1)) {
            low = high;
            high *= 2;
        }
        while (low < high) {
            long middle = (low + high) / 2;
            if (exists(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    // the tile at the right edge grows; it is kept under its number alone until it is full
    private static String kept(Tile tile) {
        return tile.width() == Tile.FULL ? tile.path() : EDGE + tile.index();
    }

    private boolean exists(long index) {
        return Files.exists(directory.resolve(new Tile(0, index, Tile.FULL).path()));
    }

    private void write(String path, byte[] bytes) throws IOException {
        var file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
