package org.mingzhang.events.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * 瓦片: 256 hashes of one level of the tree, or fewer at its right edge, as a static file (C2SP tlog-tiles).
 *
 * @param level tile level: hashes of tree level {@code 8 × level}; {@link #ENTRIES} for a bundle of entries
 * @param index of the tile within its level, from 0
 * @param width how many hashes or entries it holds, 1 to 256
 */
public record Tile(int level, long index, int width) {

    /** Level of a bundle of entries. */
    public static final int ENTRIES = -1;

    /** How many hashes a full tile holds. */
    public static final int FULL = 256;

    /** Tree levels that one tile level spans. */
    public static final int HEIGHT = 8;

    private static final int HIGHEST = 6;

    public Tile {
        if (level < ENTRIES || level > HIGHEST || index < 0 || width < 1 || width > FULL) {
            throw new ProofRefused(Reason.TILE_PATH);
        }
    }

    /** {@code tile/<L>/<N>[.p/<W>]}, the number in groups of three digits, such as {@code tile/0/x001/067}. */
    public String path() {
        var path = new StringBuilder("tile/").append(level == ENTRIES ? "entries" : Integer.toString(level));
        var groups = new ArrayList<String>();
        long rest = index;
        do {
            groups.add(0, String.format("%03d", rest % 1000));
            rest /= 1000;
        } while (rest > 0);
        for (int i = 0; i < groups.size(); i++) {
            path.append(i + 1 < groups.size() ? "/x" : "/").append(groups.get(i));
        }
        return width == FULL
                ? path.toString()
                : path.append(".p/").append(width).toString();
    }

    /**
     * Reads a path.
     *
     * @throws ProofRefused if it is not the one way to write it
     */
    public static Tile parse(String path) {
        try {
            var parts = new ArrayList<>(List.of(path.split("/", -1)));
            if (parts.size() < 3 || !parts.remove(0).equals("tile")) {
                throw new ProofRefused(Reason.TILE_PATH);
            }
            var level = parts.remove(0);
            int width = FULL;
            if (parts.size() > 1 && parts.get(parts.size() - 2).endsWith(".p")) {
                width = Math.toIntExact(Decimal.parse(parts.remove(parts.size() - 1), Reason.TILE_PATH));
                parts.set(parts.size() - 1, parts.get(parts.size() - 1).replace(".p", ""));
            }
            long index = 0;
            for (var part : parts) {
                var digits = part.startsWith("x") ? part.substring(1) : part;
                if (!digits.matches("[0-9]{3}")) {
                    throw new ProofRefused(Reason.TILE_PATH);
                }
                index = Math.addExact(Math.multiplyExact(index, 1000), Integer.parseInt(digits));
            }
            var tile = new Tile(
                    level.equals("entries") ? ENTRIES : Math.toIntExact(Decimal.parse(level, Reason.TILE_PATH)),
                    index,
                    width);
            if (!tile.path().equals(path)) {
                throw new ProofRefused(Reason.TILE_PATH);
            }
            return tile;
        } catch (ArithmeticException tooLarge) {
            throw new ProofRefused(Reason.TILE_PATH);
        }
    }

    /** The tiles of a level in a tree of this size, from the tile that holds a given place on. */
    public static List<Tile> of(int level, long from, long size) {
        long hashes = level <= 0 ? size : size >> (HEIGHT * level);
        long first = (level <= 0 ? from : from >> (HEIGHT * level)) / FULL;
        var tiles = new ArrayList<Tile>();
        for (long index = first; index * FULL < hashes; index++) {
            tiles.add(new Tile(level, index, (int) Math.min(FULL, hashes - index * FULL)));
        }
        return tiles;
    }

    /** How many levels of hash tiles a tree of this size has. */
    public static int levels(long size) {
        int levels = 0;
        for (long rest = size; rest > 0; rest >>= HEIGHT) {
            levels++;
        }
        return levels;
    }

    /** The hashes of a hash tile's bytes. */
    public List<Hash> hashes(byte[] bytes) {
        if (bytes.length != width * Hash.SIZE) {
            throw new ProofRefused(Reason.TILE_LENGTH, path());
        }
        var hashes = new ArrayList<Hash>(width);
        for (int i = 0; i < width; i++) {
            hashes.add(Hash.of(bytes, i * Hash.SIZE));
        }
        return hashes;
    }

    /** The bytes of a hash tile. */
    public static byte[] bytes(List<Hash> hashes) {
        var bytes = new byte[hashes.size() * Hash.SIZE];
        for (int i = 0; i < hashes.size(); i++) {
            System.arraycopy(hashes.get(i).shared(), 0, bytes, i * Hash.SIZE, Hash.SIZE);
        }
        return bytes;
    }

    /** The root of the complete subtree over some hashes of a tile, a power of two of them. */
    static Hash over(List<Hash> hashes, int from, int count) {
        if (count == 1) {
            return hashes.get(from);
        }
        int half = count / 2;
        return Tree.node(over(hashes, from, half), over(hashes, from + half, half));
    }
}
