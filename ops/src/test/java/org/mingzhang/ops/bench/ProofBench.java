package org.mingzhang.ops.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.mingzhang.events.proof.Bundle;
import org.mingzhang.events.proof.Checkpoint;
import org.mingzhang.events.proof.Hash;
import org.mingzhang.events.proof.KeyKind;
import org.mingzhang.events.proof.Leaf;
import org.mingzhang.events.proof.Manifest;
import org.mingzhang.events.proof.NoteSigner;
import org.mingzhang.events.proof.PackageVerifier;
import org.mingzhang.events.proof.PayloadBundle;
import org.mingzhang.events.proof.Tile;
import org.mingzhang.events.proof.TileBuilder;
import org.mingzhang.events.proof.Tree;
import org.mingzhang.ops.Mingzhang;
import org.springframework.util.FileSystemUtils;

/**
 * What an outsider waits for, and the memory it takes: {@code verify} in a process of its own on a package of a million entries, beside
 * the plain hashing of the same bytes. Run by {@code ops/bench/proof}.
 */
class ProofBench {

    private static final int ENTRIES = Integer.getInteger("bench.entries", 1_000_000);
    private static final String HEAP = System.getProperty("bench.heap", "320m");
    private static final Instant BEGUN = Instant.parse("2022-09-28T00:00:00Z");

    private final TreeMap<String, Manifest.File> files = new TreeMap<>();
    private long bytes;

    @Test
    void measure() throws Exception {
        var directory = Files.createTempDirectory("bench-proof");
        var log = NoteSigner.create("bench/1", KeyKind.NOTE, new SecureRandom());
        var witness = NoteSigner.create("witness", KeyKind.COSIGNATURE, new SecureRandom());
        Files.writeString(directory.resolve("log.pub"), log.key() + "\n");
        Files.writeString(directory.resolve("witness.pub"), witness.key() + "\n");
        var file = directory.resolve("package.zip");
        write(file, log, witness);

        long began = System.nanoTime();
        long most = verify(directory, file);
        double took = (System.nanoTime() - began) / 1e9;
        double plain = hashing();
        var report = String.format(
                "verify of %,d entries (package of %,d MB): %.1f s, at most %d MB of memory, heap %s%n"
                        + "SHA-256 over the same %,d MB of leaves, nodes and payloads: %.1f s; ratio %.1f%n",
                ENTRIES, Files.size(file) >> 20, took, most >> 10, HEAP, bytes >> 20, plain, took / plain);
        System.out.println(report);
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target", "bench-proof.txt"), report);
        FileSystemUtils.deleteRecursively(directory);
    }

    private void write(Path file, NoteSigner log, NoteSigner witness) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setLevel(Deflater.BEST_SPEED);
            var tiles = new TileBuilder((tile, hashes) -> put(zip, "ledger/" + tile.path(), Tile.bytes(hashes)));
            for (var bundle : Tile.of(Tile.ENTRIES, 0, ENTRIES)) {
                var leaves = new ArrayList<byte[]>();
                var payloads = new ArrayList<byte[]>();
                for (int i = 0; i < bundle.width(); i++) {
                    long index = bundle.index() * Tile.FULL + i;
                    var payload = payload(index);
                    var leaf = leaf(index, payload);
                    payloads.add(payload);
                    leaves.add(leaf);
                    tiles.add(Tree.leaf(leaf));
                    bytes += payload.length + leaf.length + 2 * Hash.SIZE;
                }
                put(zip, "ledger/" + bundle.path(), Bundle.bytes(leaves));
                put(zip, PayloadBundle.path(bundle), PayloadBundle.bytes(payloads));
            }
            tiles.partial()
                    .forEach(tile ->
                            put(zip, "ledger/" + tile.path(), Tile.bytes(tiles.edge(tile.level(), tile.width()))));
            var note = log.sign(new Checkpoint("bench/1", ENTRIES, tiles.root()).text());
            note = note.with(witness.cosign(note, BEGUN.plusSeconds(ENTRIES)));
            unlisted(zip, PackageVerifier.CHECKPOINT, note.bytes());
            unlisted(zip, Manifest.PATH, new Manifest("bench/1", ENTRIES, files).bytes());
        }
    }

    // as long as an amended cell of a table
    private static byte[] payload(long index) {
        return ("{\"data\":{\"at\":\"2022-09-28T08:15:30.125Z\",\"by\":\"20080417\",\"cells\":{\"area\":\"" + index
                        + ".50\"},\"changed\":[\"area\"],\"department\":\"0201\",\"entry\":" + index
                        + ",\"how\":\"TYPED\",\"reason\":\"\",\"revision\":2},\"meta\":{\"correlation\":\""
                        + new UUID(1, index)
                        + "\",\"department\":\"0201\",\"device\":\"d\",\"post\":\"教师\"},\"salt\":\"AAAAAAAAAAAAAAAAAAAAAA\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] leaf(long index, byte[] payload) {
        return new Leaf(
                        "table",
                        "99001/2022/t" + index % 70,
                        index / 70,
                        new UUID(0x7000, index).toString(),
                        "table.entry-amended",
                        1,
                        BEGUN.plusSeconds(index),
                        "c2b1f0e8d7a64953",
                        "教师",
                        new UUID(0x4000, index).toString(),
                        "sha256:" + Hash.sha256(payload).hex(),
                        payload.length,
                        "A".repeat(43))
                .bytes();
    }

    private void put(ZipOutputStream zip, String name, byte[] content) {
        files.put(name, new Manifest.File(Hash.sha256(content).hex(), content.length));
        try {
            unlisted(zip, name, content);
        } catch (IOException full) {
            throw new java.io.UncheckedIOException(full);
        }
    }

    private static void unlisted(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    /** In a process of its own; the most memory it held, in KiB. */
    private static long verify(Path directory, Path file) throws IOException, InterruptedException {
        var classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP,
                        "-cp",
                        classes,
                        Mingzhang.class.getName(),
                        "verify",
                        file.toString(),
                        "--log-key",
                        directory.resolve("log.pub").toString(),
                        "--witness-key",
                        directory.resolve("witness.pub").toString()))
                .redirectErrorStream(true)
                .redirectOutput(new File("target", "bench-verify.log"))
                .start();
        long most = 0;
        while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
            most = Math.max(most, memory(process.pid()));
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(Files.readString(Path.of("target", "bench-verify.log")));
        }
        return most;
    }

    private static long memory(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException ended) {
            return 0;
        }
    }

    /** Seconds to hash as many bytes, in pieces of 512. */
    private double hashing() {
        var piece = new byte[512];
        long began = System.nanoTime();
        for (long done = 0; done < bytes; done += piece.length) {
            piece[0]++;
            if (Hash.sha256(piece).equals(Tree.EMPTY)) {
                throw new IllegalStateException();
            }
        }
        return (System.nanoTime() - began) / 1e9;
    }
}
