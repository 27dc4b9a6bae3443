package org.mingzhang.events.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A package of an invented ledger, whole and then altered in one way. */
final class PackageForTests {

    static final NoteSigner LOG = NoteSigner.ofSeed("example/1", KeyKind.NOTE, seed(1));
    static final NoteSigner WITNESS = NoteSigner.ofSeed("witness", KeyKind.COSIGNATURE, seed(2));
    static final NoteSigner OTHER_LOG = NoteSigner.ofSeed("example/1", KeyKind.NOTE, seed(3));
    static final NoteSigner OTHER_WITNESS = NoteSigner.ofSeed("witness", KeyKind.COSIGNATURE, seed(4));
    static final Instant BEGUN = Instant.parse("2022-09-28T00:00:00Z");
    static final Instant SEEN = Instant.parse("2022-10-30T00:00:00Z");
    static final int SIZE = 600;

    final List<Leaf> leaves = new ArrayList<>();
    final List<byte[]> payloads = new ArrayList<>();
    final TreeMap<String, byte[]> files = new TreeMap<>();

    /** Whether each payload is a file of its own, as in packages that were handed over long ago. */
    private final boolean firstForm;

    PackageForTests() {
        this(false);
    }

    PackageForTests(boolean firstForm) {
        this.firstForm = firstForm;
        for (int i = 0; i < SIZE; i++) {
            var payload = ("{\"data\":{\"entry\":" + i + "},\"meta\":{},\"salt\":\"s" + i + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
            payloads.add(payload);
            leaves.add(leaf(i, i / 3, "table/" + i % 3, payload));
        }
        write();
    }

    static Leaf leaf(int i, long n, String aggregate, byte[] payload) {
        return new Leaf(
                "table",
                aggregate,
                n,
                new UUID(0x7000, i).toString(),
                "table.entry-added",
                1,
                BEGUN.plusSeconds(i),
                "p" + i % 7,
                "干事",
                "c" + i,
                "sha256:" + Hash.sha256(payload).hex(),
                payload.length,
                "A".repeat(43));
    }

    private static byte[] seed(int number) {
        var seed = new byte[32];
        seed[0] = (byte) number;
        return seed;
    }

    /** Everything anew from leaves and payloads, signed by the log and seen by the witness. */
    PackageForTests write() {
        files.clear();
        var bytes = leaves.stream().map(Leaf::bytes).toList();
        var tiles = new TileBuilder((tile, hashes) -> files.put("ledger/" + tile.path(), Tile.bytes(hashes)));
        for (var leaf : bytes) {
            tiles.add(Tree.leaf(leaf));
            if (tiles.size() == 100) {
                files.put("ledger/checkpoints/100", signed(100, tiles.root()).bytes());
            }
        }
        tiles.partial()
                .forEach(
                        tile -> files.put("ledger/" + tile.path(), Tile.bytes(tiles.edge(tile.level(), tile.width()))));
        for (var bundle : Tile.of(Tile.ENTRIES, 0, bytes.size())) {
            int first = (int) bundle.index() * Tile.FULL;
            files.put("ledger/" + bundle.path(), Bundle.bytes(bytes.subList(first, first + bundle.width())));
            if (!firstForm) {
                var stored = payloads.subList(first, first + bundle.width());
                files.put(PayloadBundle.path(bundle), PayloadBundle.bytes(stored));
            }
        }
        if (firstForm) {
            payloads.forEach(payload -> files.put(payloadPath(payload), payload));
        }
        checkpoint(signed(bytes.size(), tiles.root()));
        return manifest();
    }

    static String payloadPath(byte[] payload) {
        var hex = Hash.sha256(payload).hex();
        return "ledger/payload/" + hex.substring(0, 2) + "/" + hex;
    }

    static Note signed(long size, Hash root) {
        return LOG.sign(new Checkpoint("example/1", size, root).text());
    }

    /** A payload of the first bundle becomes another. */
    PackageForTests payload(int index, byte[] payload) {
        var bundle = new Tile(Tile.ENTRIES, 0, Tile.FULL);
        var stored = new ArrayList<>(PayloadBundle.payloads(files.get(PayloadBundle.path(bundle)), Tile.FULL));
        stored.set(index, payload);
        return put(PayloadBundle.path(bundle), PayloadBundle.bytes(stored)).manifest();
    }

    /** A checkpoint of the first so many entries, which the witness saw at a time, joins the package. */
    PackageForTests seen(int size, Instant at) {
        var tree = new GrowingTree();
        leaves.subList(0, size).forEach(leaf -> tree.add(Tree.leaf(leaf.bytes())));
        var note = signed(size, tree.root());
        return put(
                "ledger/checkpoints/" + size,
                note.with(WITNESS.cosign(note, at)).bytes());
    }

    PackageForTests checkpoint(Note note) {
        files.put(
                PackageVerifier.CHECKPOINT,
                note.with(WITNESS.cosign(note, SEEN)).bytes());
        return this;
    }

    Checkpoint checkpoint() {
        return Checkpoint.parse(note().text());
    }

    Note note() {
        return Note.parse(files.get(PackageVerifier.CHECKPOINT));
    }

    /** The manifest says again what the files are. */
    PackageForTests manifest() {
        return manifest("example/1");
    }

    PackageForTests manifest(String origin) {
        var listed = new TreeMap<String, Manifest.File>();
        files.forEach((name, bytes) -> {
            if (!name.equals(Manifest.PATH)
                    && !name.startsWith("ledger/checkpoint")
                    && !name.startsWith("ledger/successions/")) {
                listed.put(name, new Manifest.File(Hash.sha256(bytes).hex(), bytes.length));
            }
        });
        files.put(Manifest.PATH, new Manifest(origin, checkpoint().size(), listed).bytes());
        return this;
    }

    PackageForTests put(String name, byte[] bytes) {
        files.put(name, bytes);
        return this;
    }

    PackageForTests remove(String name) {
        if (files.remove(name) == null) {
            throw new IllegalArgumentException("no file " + name);
        }
        return this;
    }

    /** One byte of a file becomes another. */
    PackageForTests flip(String name, int at) {
        var bytes = files.get(name).clone();
        bytes[at < 0 ? bytes.length + at : at] ^= 1;
        return put(name, bytes);
    }

    Path zip() throws IOException {
        var file = Files.createTempFile("package", ".zip");
        file.toFile().deleteOnExit();
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var entry : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }
}
