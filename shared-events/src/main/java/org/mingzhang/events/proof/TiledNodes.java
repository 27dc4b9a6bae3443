package org.mingzhang.events.proof;

import java.util.List;
import java.util.function.Function;

/** A tree that is kept as tiles. */
public final class TiledNodes implements Nodes {

    private final long size;
    private final Function<Tile, List<Hash>> tiles;

    /**
     * A tree of this size.
     *
     * @param tiles hashes of a hash tile, exactly as many as its width
     */
    public TiledNodes(long size, Function<Tile, List<Hash>> tiles) {
        this.size = size;
        this.tiles = tiles;
    }

    @Override
    public Hash at(int level, long index) {
        int tileLevel = level / Tile.HEIGHT;
        int within = level % Tile.HEIGHT;
        long first = index << within;
        long tile = first / Tile.FULL;
        long hashes = size >> (Tile.HEIGHT * tileLevel);
        int width = (int) Math.min(Tile.FULL, hashes - tile * Tile.FULL);
        var row = tiles.apply(new Tile(tileLevel, tile, width));
        return Tile.over(row, (int) (first % Tile.FULL), 1 << within);
    }
}
