package org.mingzhang.ops.proof;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.mingzhang.events.proof.Checkpoint;
import org.mingzhang.events.proof.Hash;
import org.mingzhang.events.proof.Manifest;
import org.mingzhang.events.proof.Note;
import org.mingzhang.events.proof.PackageVerifier;
import org.mingzhang.events.proof.PayloadBundle;
import org.mingzhang.events.proof.Tile;
import org.mingzhang.ops.store.CheckpointTable;
import org.mingzhang.ops.store.LedgerLeaves;
import org.springframework.stereotype.Component;

/**
 * 账本包: the ledger as {@code ledger.md} lays it out in a package: checkpoint, older checkpoints, hash tiles, bundles of entries,
 * payloads and a manifest. The same checkpoint always gives the same bytes, as long as no cosignature, succession or later day joins it.
 */
@Component
final class ProofPackage {

    private static final FileTime ALWAYS = FileTime.from(Instant.parse("2000-01-01T00:00:00Z"));

    private final ProofLog log;
    private final LedgerLeaves leaves;
    private final CheckpointTable checkpoints;
    private final Witness witness;

    ProofPackage(ProofLog log, LedgerLeaves leaves, CheckpointTable checkpoints, Witness witness) {
        this.witness = witness;
        this.log = log;
        this.leaves = leaves;
        this.checkpoints = checkpoints;
    }

    /** A further file of a package, read when it is written. */
    record Extra(String path, Content content) {}

    /** The bytes of a file. */
    @FunctionalInterface
    interface Content {
        byte[] bytes() throws IOException;
    }

    /** Writes the package of a checkpoint. */
    void write(Note note, OutputStream out) throws IOException {
        write(note, List.of(), out);
    }

    /** Writes the package of a checkpoint with further files, which its manifest names as well. */
    void write(Note note, List<Extra> extras, OutputStream out) throws IOException {
        var checkpoint = Checkpoint.parse(note.text());
        var files = new TreeMap<String, Manifest.File>();
        try (var zip = new ZipOutputStream(out)) {
            for (var tile : tiles(checkpoint.size())) {
                put(zip, files, PackageVerifier.LEDGER + tile.path(), log.tree().bytes(tile));
            }
            payloads(zip, files, checkpoint.size());
            for (var older : older()) {
                if (older.size() < checkpoint.size()) {
                    put(
                            zip,
                            PackageVerifier.CHECKPOINTS + older.size(),
                            older.note().bytes());
                }
            }
            int number = 0;
            for (var succession : log.successions().all()) {
                put(
                        zip,
                        PackageVerifier.SUCCESSIONS + ++number,
                        succession.note().bytes());
            }
            for (var extra : extras) {
                put(zip, files, extra.path(), extra.content().bytes());
            }
            put(zip, PackageVerifier.CHECKPOINT, note.bytes());
            put(zip, Manifest.PATH, new Manifest(checkpoint.origin(), checkpoint.size(), files).bytes());
        }
    }

    /** The last of each day, and all that the witness signed: they tell when an entry stood in the ledger. */
    private Collection<CheckpointTable.Signed> older() {
        var older = new TreeMap<Long, CheckpointTable.Signed>();
        checkpoints.daily().forEach(each -> older.put(each.size(), each));
        witness.all().forEach(each -> older.put(each.size(), each));
        return older.values();
    }

    private static List<Tile> tiles(long size) {
        var tiles = new ArrayList<>(Tile.of(Tile.ENTRIES, 0, size));
        for (int level = 0; level < Tile.levels(size); level++) {
            tiles.addAll(Tile.of(level, 0, size));
        }
        return tiles;
    }

    private void payloads(ZipOutputStream zip, SortedMap<String, Manifest.File> files, long size) throws IOException {
        for (var bundle : Tile.of(Tile.ENTRIES, 0, size)) {
            var stored = leaves.payloadsAfter(bundle.index() * Tile.FULL, bundle.width());
            put(zip, files, PayloadBundle.path(bundle), PayloadBundle.bytes(stored));
        }
    }

    private static void put(ZipOutputStream zip, SortedMap<String, Manifest.File> files, String name, byte[] bytes)
            throws IOException {
        files.put(name, new Manifest.File(Hash.sha256(bytes).hex(), bytes.length));
        put(zip, name, bytes);
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        var entry = new ZipEntry(name);
        entry.setLastModifiedTime(ALWAYS);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
