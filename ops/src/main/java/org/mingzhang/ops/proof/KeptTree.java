package org.mingzhang.ops.proof;

import java.util.ArrayList;
import java.util.List;
import org.mingzhang.events.proof.Bundle;
import org.mingzhang.events.proof.Hash;
import org.mingzhang.events.proof.Nodes;
import org.mingzhang.events.proof.Tile;
import org.mingzhang.events.proof.TileBuilder;
import org.mingzhang.events.proof.TiledNodes;
import org.mingzhang.events.proof.Tree;

/** The tree of the running ledger: full tiles and bundles as files, its right edge in memory. */
final class KeptTree {

    private final TileFiles files;
    private final TileBuilder tiles;
    private final List<byte[]> entries = new ArrayList<>(Tile.FULL);

    KeptTree(TileFiles files) {
        this.files = files;
        this.tiles = new TileBuilder((tile, hashes) -> files.put(tile, Tile.bytes(hashes)));
    }

    synchronized void add(byte[] leaf) {
        entries.add(leaf);
        tiles.add(Tree.leaf(leaf));
        if (entries.size() == Tile.FULL) {
            files.put(new Tile(Tile.ENTRIES, tiles.size() / Tile.FULL - 1, Tile.FULL), Bundle.bytes(entries));
            entries.clear();
        }
    }

    synchronized long size() {
        return tiles.size();
    }

    synchronized Hash root() {
        return tiles.root();
    }

    /** The nodes of the tree as it was at a size. */
    Nodes nodes(long size) {
        return new TiledNodes(size, this::hashes);
    }

    /** The bytes of a tile or bundle in the tree as it was when the tile was so wide. */
    synchronized byte[] bytes(Tile tile) {
        return tile.level() == Tile.ENTRIES ? bundle(tile) : Tile.bytes(hashes(tile));
    }

    private byte[] bundle(Tile tile) {
        boolean full = (tile.index() + 1) * Tile.FULL <= tiles.size();
        var all =
                full ? Bundle.entries(files.read(new Tile(Tile.ENTRIES, tile.index(), Tile.FULL)), Tile.FULL) : entries;
        return Bundle.bytes(all.subList(0, tile.width()));
    }

    private synchronized List<Hash> hashes(Tile tile) {
        long there = tiles.size() >> (Tile.HEIGHT * tile.level());
        if ((tile.index() + 1) * Tile.FULL > there) {
            return tiles.edge(tile.level(), tile.width());
        }
        var full = new Tile(tile.level(), tile.index(), Tile.FULL);
        return full.hashes(files.read(full)).subList(0, tile.width());
    }
}
