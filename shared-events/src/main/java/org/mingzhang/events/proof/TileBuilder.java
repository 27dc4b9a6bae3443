package org.mingzhang.events.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * 瓦片的生成: a tree that only grows, as tiles; keeps the incomplete tile of each level and hands out each tile when it is full. In
 * memory never more than 255 hashes a level, however long the ledger.
 */
public final class TileBuilder {

    private final BiConsumer<Tile, List<Hash>> full;
    private final List<List<Hash>> edges = new ArrayList<>();
    private final Frontier frontier = new Frontier();

    /**
     * The tree without leaves.
     *
     * @param full takes each hash tile once, when its 256th hash is known; lower levels first
     */
    public TileBuilder(BiConsumer<Tile, List<Hash>> full) {
        this.full = full;
    }

    /** Adds the hash of the next leaf. */
    public void add(Hash leaf) {
        frontier.add(leaf);
        var hash = leaf;
        for (int level = 0; ; level++) {
            if (level == edges.size()) {
                edges.add(new ArrayList<>(Tile.FULL));
            }
            var edge = edges.get(level);
            edge.add(hash);
            if (edge.size() < Tile.FULL) {
                return;
            }
            long complete = frontier.size() >> (Tile.HEIGHT * (level + 1));
            full.accept(new Tile(level, complete - 1, Tile.FULL), List.copyOf(edge));
            hash = Tile.over(edge, 0, Tile.FULL);
            edge.clear();
        }
    }

    /** How many leaves. */
    public long size() {
        return frontier.size();
    }

    /** The root of all leaves. */
    public Hash root() {
        return frontier.root();
    }

    /** The first hashes of the incomplete tile of a level. */
    public List<Hash> edge(int level, int width) {
        return List.copyOf(edges.get(level).subList(0, width));
    }

    /** The incomplete tiles at the right edge, lower levels first. */
    public List<Tile> partial() {
        var tiles = new ArrayList<Tile>();
        for (int level = 0; level < edges.size(); level++) {
            int width = edges.get(level).size();
            if (width > 0) {
                long complete = (frontier.size() >> (Tile.HEIGHT * level)) / Tile.FULL;
                tiles.add(new Tile(level, complete, width));
            }
        }
        return tiles;
    }
}
