package org.mingzhang.events.proof;

import static org.mingzhang.events.proof.PackageVerifier.CHECKPOINT;
import static org.mingzhang.events.proof.PackageVerifier.CHECKPOINTS;
import static org.mingzhang.events.proof.PackageVerifier.LEDGER;
import static org.mingzhang.events.proof.PackageVerifier.PAYLOAD;
import static org.mingzhang.events.proof.PackageVerifier.PAYLOADS;
import static org.mingzhang.events.proof.PackageVerifier.SUCCESSIONS;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The files of a package, as they are read for the first time: whatever they claim of themselves may be false. */
final class PackageContents {

    private static final int LARGEST = 1 << 28;
    private static final int LARGEST_PAYLOAD = 1 << 20;

    private final ZipFile zip;
    private final Set<String> names = new HashSet<>();

    PackageContents(ZipFile zip) {
        this.zip = zip;
        zip.stream().forEach(entry -> {
            var name = entry.getName();
            var leadsOut = name.startsWith("/") || name.contains("\\") || name.contains("//");
            if (leadsOut || List.of(name.split("/", -1)).contains("..") || !names.add(name)) {
                throw new ProofRefused(Reason.PACKAGE_NAME, name);
            }
        });
    }

    Set<String> names() {
        return names;
    }

    Manifest manifest() throws IOException {
        return Manifest.parse(bytes(Manifest.PATH, Reason.MANIFEST_MISSING));
    }

    List<Note> successions() throws IOException {
        var notes = new ArrayList<Note>();
        for (int i = 1; names.contains(SUCCESSIONS + i); i++) {
            notes.add(Note.parse(bytes(SUCCESSIONS + i, Reason.FILE_MISSING)));
        }
        return notes;
    }

    byte[] bytes(String name, Reason missing) throws IOException {
        var entry = names.contains(name) ? zip.getEntry(name) : null;
        if (entry == null) {
            throw new ProofRefused(missing, name);
        }
        return bytes(entry);
    }

    // read no further than an honest package could go, whatever the entry claims
    private byte[] bytes(ZipEntry entry) throws IOException {
        try (var in = zip.getInputStream(entry)) {
            var bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new ProofRefused(Reason.PACKAGE_TOO_LARGE, entry.getName());
            }
            return bytes;
        }
    }

    void checkFiles(Manifest manifest) throws IOException {
        for (var file : manifest.files().entrySet()) {
            var bytes = bytes(file.getKey(), Reason.FILE_MISSING);
            if (bytes.length != file.getValue().size()) {
                throw new ProofRefused(Reason.FILE_SIZE, file.getKey());
            }
            if (!Hash.sha256(bytes).hex().equals(file.getValue().sha256())) {
                throw new ProofRefused(Reason.FILE_CHANGED, file.getKey());
            }
        }
        for (var name : names) {
            var signsForItself = name.equals(Manifest.PATH)
                    || name.equals(CHECKPOINT)
                    || name.startsWith(CHECKPOINTS)
                    || name.startsWith(SUCCESSIONS);
            if (!signsForItself && !manifest.files().containsKey(name)) {
                throw new ProofRefused(Reason.FILE_UNLISTED, name);
            }
        }
    }

    void checkTile(Tile tile, List<Hash> hashes, Set<String> expected) {
        var name = LEDGER + tile.path();
        expected.add(name);
        try {
            if (!tile.hashes(bytes(name, Reason.TILE_MISSING)).equals(hashes)) {
                throw new ProofRefused(Reason.TILE_DIFFERS, name);
            }
        } catch (IOException unreadable) {
            throw new ProofRefused(Reason.PACKAGE_UNREADABLE, name);
        }
    }

    /** The payloads of the entries of a bundle; null in a package of the first form, where each is a file of its own. */
    @Nullable
    List<byte[]> payloads(Tile bundle, Set<String> expected) throws IOException {
        var name = PayloadBundle.path(bundle);
        if (!names.contains(name)) {
            return null;
        }
        expected.add(name);
        return PayloadBundle.payloads(bytes(name, Reason.PAYLOAD_MISSING), bundle.width());
    }

    Json payload(Leaf leaf, long index, @Nullable List<byte[]> stored, Set<String> expected) throws IOException {
        var hex = leaf.payload().substring("sha256:".length());
        byte[] bytes;
        if (stored == null) {
            var name = PAYLOAD + hex.substring(0, 2) + "/" + hex;
            bytes = bytes(name, Reason.PAYLOAD_MISSING);
            expected.add(name);
        } else {
            bytes = stored.get((int) (index % Tile.FULL));
        }
        if (!Hash.sha256(bytes).hex().equals(hex)) {
            throw new ProofRefused(Reason.PAYLOAD_CHANGED, "entry " + index);
        }
        if (bytes.length != leaf.size() || bytes.length > LARGEST_PAYLOAD) {
            throw new ProofRefused(Reason.PAYLOAD_SIZE, "entry " + index);
        }
        try {
            var json = Json.parse(bytes);
            if (json.members().keySet().equals(Set.of("data", "meta", "salt"))) {
                return json;
            }
        } catch (ProofRefused malformed) {
            // said below
        }
        throw new ProofRefused(Reason.PAYLOAD_MALFORMED, "entry " + index);
    }

    void checkSurplus(Set<String> expected) {
        for (var name : names) {
            if (name.startsWith(LEDGER + "tile/") && !expected.contains(name)) {
                throw new ProofRefused(
                        name.startsWith(LEDGER + "tile/entries") ? Reason.ENTRIES_SURPLUS : Reason.TILE_DIFFERS, name);
            }
            if ((name.startsWith(PAYLOAD) || name.startsWith(PAYLOADS)) && !expected.contains(name)) {
                throw new ProofRefused(Reason.PAYLOAD_SURPLUS, name);
            }
        }
    }
}
