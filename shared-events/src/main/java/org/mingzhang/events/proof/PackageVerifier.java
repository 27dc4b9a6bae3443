package org.mingzhang.events.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.proof.DeadlineProof.Sighting;

/**
 * 离线核验: whether a package is what the log signed and a witness saw. Trusts the two keys it is given and nothing in the package;
 * needs no network and no database. The order of the checks is that of {@code ledger.md}.
 */
public final class PackageVerifier {

    /** Where the newest checkpoint stands. */
    public static final String CHECKPOINT = "ledger/checkpoint";

    /** Where older checkpoints stand, each under its size. */
    public static final String CHECKPOINTS = "ledger/checkpoints/";

    /** Before the paths of tiles and bundles. */
    public static final String LEDGER = "ledger/";

    /** Before the payloads: two hexadecimal digits, a slash, all 64. */
    public static final String PAYLOAD = "ledger/payload/";

    /** Where the manifest of a snapshot stands in a package; the snapshot's other files stand where it says. */
    public static final String MANIFEST_OF_TABLES = "tables/MANIFEST.json";

    /**
     * Types of the fields by table, as canonical JSON. They need not be believed: with wrong ones another content hash would
     * come out.
     */
    public static final String FIELDS = "tables/fields.json";

    private static final int LARGEST = 1 << 28;
    private static final int LARGEST_PAYLOAD = 1 << 20;

    /**
     * What was confirmed.
     *
     * @param checkpoint the newest
     * @param seen when the witness saw it; null if no witness was asked
     * @param payloads how many payloads are in the package
     * @param sealed the tables in it; null if it holds the ledger alone
     * @param sightings what the witness saw and when, of all checkpoints that it signed
     * @param index of the entry that was asked for; null if none was
     */
    public record Verified(
            Checkpoint checkpoint,
            @Nullable Instant seen,
            long payloads,
            @Nullable Sealed sealed,
            List<Sighting> sightings,
            @Nullable Long index) {

        public Verified {
            sightings = List.copyOf(sightings);
        }
    }

    /**
     * What else is asked of a package.
     *
     * @param state whether its tables are also to be what its events make of them
     * @param event id of an event whose index is wanted; null for none
     */
    public record Questions(boolean state, @Nullable String event) {

        /** Nothing else. */
        public static final Questions NONE = new Questions(false, null);
    }

    /**
     * Tables that were confirmed to be those that an event of this ledger sealed.
     *
     * @param campaign college and year
     * @param position ledger position at which they were read
     * @param index of the entry that sealed them
     * @param entries how many entries they hold
     * @param contentHash what their signatures bind, computed again from the files
     * @param signed whether all leaders signed exactly this and no signature is void
     * @param signatures who signed it: staff number, post and time, as the events say
     * @param receipt number of the ministry's receipt; null if it was not handed in
     * @param folded whether the events were folded into tables and compared
     */
    public record Sealed(
            String campaign,
            long position,
            long index,
            long entries,
            String contentHash,
            boolean signed,
            List<String> signatures,
            @Nullable String receipt,
            boolean folded) {

        public Sealed {
            signatures = List.copyOf(signatures);
        }
    }

    private final NoteKey log;
    private final @Nullable NoteKey witness;
    private final List<Note> kept;

    /**
     * Believes by these keys.
     *
     * @param witness null if there is none: then {@link Verified#seen} is null and nothing is compared with anybody
     * @param kept checkpoints that the verifier's owner kept from earlier
     */
    public PackageVerifier(NoteKey log, @Nullable NoteKey witness, List<Note> kept) {
        this.log = log;
        this.witness = witness;
        this.kept = List.copyOf(kept);
    }

    /**
     * Confirms or refuses.
     *
     * @throws ProofRefused with the first reason found
     */
    public Verified verify(Path file) {
        return verify(file, Questions.NONE);
    }

    /**
     * Confirms or refuses.
     *
     * @throws ProofRefused with the first reason found
     */
    public Verified verify(Path file, Questions questions) {
        try (var zip = new ZipFile(file.toFile())) {
            return verify(new Contents(zip), questions);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new ProofRefused(Reason.PACKAGE_UNREADABLE, String.valueOf(unreadable.getMessage()));
        }
    }

    private Verified verify(Contents contents, Questions questions) throws IOException {
        var manifest = contents.manifest();
        contents.checkFiles(manifest);
        var note = Note.parse(contents.bytes(CHECKPOINT, Reason.LEDGER_MISSING));
        var checkpoint = believed(note);
        var seen = witness == null ? null : seen(witness, note);
        if (checkpoint.size() != manifest.size() || !checkpoint.origin().equals(manifest.origin())) {
            throw new ProofRefused(Reason.MANIFEST_MALFORMED, "size");
        }
        var sightings = new ArrayList<Sighting>();
        if (seen != null) {
            sightings.add(new Sighting(checkpoint.size(), seen));
        }
        var older = older(contents, checkpoint, sightings);
        var sealed = sealed(contents, questions.state());
        var asked = new Asked(questions.event());
        var payloads = ledger(contents, checkpoint, older, seen, sealed, asked);
        if (asked.event != null && asked.index == null) {
            throw new ProofRefused(Reason.EVENT_MISSING, asked.event);
        }
        return new Verified(
                checkpoint,
                seen,
                payloads,
                sealed == null ? null : sealed.check(contents::bytes),
                sightings,
                asked.index);
    }

    /** The entry that is asked for. */
    private static final class Asked {
        private final @Nullable String event;
        private @Nullable Long index;

        Asked(@Nullable String event) {
            this.event = event;
        }

        void look(Leaf leaf, long at) {
            if (leaf.eid().equals(event)) {
                index = at;
            }
        }
    }

    /** When the witness signed this one; null if it did not, or if there is no witness. */
    private @Nullable Instant sighted(Note note) {
        if (witness == null) {
            return null;
        }
        try {
            return seen(witness, note);
        } catch (ProofRefused refused) {
            if (refused.reason() == Reason.WITNESS_UNSIGNED) {
                return null;
            }
            throw refused;
        }
    }

    private static @Nullable SealedTables sealed(Contents contents, boolean fold) throws IOException {
        if (contents.names().contains(MANIFEST_OF_TABLES)) {
            return new SealedTables(contents.bytes(MANIFEST_OF_TABLES, Reason.FILE_MISSING), fold);
        }
        if (fold) {
            throw new ProofRefused(Reason.SEAL_MISSING, MANIFEST_OF_TABLES);
        }
        return null;
    }

    private Checkpoint believed(Note note) {
        try {
            return Checkpoint.believed(note, log);
        } catch (ProofRefused refused) {
            throw switch (refused.reason()) {
                case NOTE_UNSIGNED -> new ProofRefused(Reason.CHECKPOINT_UNSIGNED);
                case NOTE_SIGNATURE -> new ProofRefused(Reason.CHECKPOINT_SIGNATURE);
                default -> refused;
            };
        }
    }

    private static Instant seen(NoteKey witness, Note note) {
        try {
            return witness.verifyCosignature(note);
        } catch (ProofRefused refused) {
            throw switch (refused.reason()) {
                case NOTE_UNSIGNED -> new ProofRefused(Reason.WITNESS_UNSIGNED);
                case NOTE_SIGNATURE -> new ProofRefused(Reason.WITNESS_SIGNATURE);
                default -> refused;
            };
        }
    }

    /** Older checkpoints by size, those in the package and those the owner kept. */
    private Map<Long, List<Hash>> older(Contents contents, Checkpoint newest, List<Sighting> sightings)
            throws IOException {
        var older = new HashMap<Long, List<Hash>>();
        for (var name : contents.names()) {
            if (name.startsWith(CHECKPOINTS)) {
                var note = Note.parse(contents.bytes(name, Reason.FILE_MISSING));
                var checkpoint = believed(note);
                if (!name.equals(CHECKPOINTS + checkpoint.size())) {
                    throw new ProofRefused(Reason.OLDER_CHECKPOINT_NAME, name);
                }
                if (checkpoint.size() > newest.size()) {
                    throw new ProofRefused(Reason.OLDER_CHECKPOINT_AHEAD, name);
                }
                older.computeIfAbsent(checkpoint.size(), none -> new ArrayList<>())
                        .add(checkpoint.root());
                var sighted = sighted(note);
                if (sighted != null) {
                    sightings.add(new Sighting(checkpoint.size(), sighted));
                }
            }
        }
        for (var note : kept) {
            var checkpoint = believed(note);
            if (checkpoint.size() > newest.size()) {
                throw new ProofRefused(Reason.LOG_SHRANK, checkpoint.size() + " > " + newest.size());
            }
            older.computeIfAbsent(checkpoint.size(), none -> new ArrayList<>()).add(checkpoint.root());
        }
        return older;
    }

    /** Entries, tiles, older roots, rules, payloads; answers how many payloads there are. */
    private long ledger(
            Contents contents,
            Checkpoint checkpoint,
            Map<Long, List<Hash>> older,
            @Nullable Instant seen,
            @Nullable SealedTables sealed,
            Asked asked)
            throws IOException {
        var expected = new HashSet<String>();
        var tiles = new TileBuilder((tile, hashes) -> contents.checkTile(tile, hashes, expected));
        var rules = new LeafRules();
        long payloads = 0;
        checkOlder(older, tiles);
        for (var bundle : Tile.of(Tile.ENTRIES, 0, checkpoint.size())) {
            expected.add(LEDGER + bundle.path());
            var bytes = contents.bytes(LEDGER + bundle.path(), Reason.ENTRIES_MISSING);
            for (var entry : Bundle.entries(bytes, bundle.width())) {
                var leaf = Leaf.parse(entry);
                rules.check(leaf, tiles.size());
                asked.look(leaf, tiles.size());
                if (seen != null) {
                    LeafRules.checkDate(leaf, tiles.size(), seen);
                }
                var payload = contents.payload(leaf, tiles.size(), expected);
                if (sealed != null) {
                    sealed.follow(tiles.size(), leaf.type(), payload.member("data"));
                }
                payloads++;
                tiles.add(Tree.leaf(entry));
                checkOlder(older, tiles);
            }
        }
        if (!tiles.root().equals(checkpoint.root())) {
            throw new ProofRefused(Reason.ROOT_DIFFERS);
        }
        tiles.partial().forEach(tile -> contents.checkTile(tile, tiles.edge(tile.level(), tile.width()), expected));
        contents.checkSurplus(expected);
        return payloads;
    }

    private static void checkOlder(Map<Long, List<Hash>> older, TileBuilder tiles) {
        var roots = older.get(tiles.size());
        if (roots != null && !roots.stream().allMatch(tiles.root()::equals)) {
            throw new ProofRefused(Reason.OLDER_CHECKPOINT_FORKED, String.valueOf(tiles.size()));
        }
    }

    /** The files of a package. */
    private static final class Contents {

        private final ZipFile zip;
        private final Set<String> names = new HashSet<>();

        Contents(ZipFile zip) {
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
                var signsForItself =
                        name.equals(Manifest.PATH) || name.equals(CHECKPOINT) || name.startsWith(CHECKPOINTS);
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

        Json payload(Leaf leaf, long index, Set<String> expected) throws IOException {
            var hex = leaf.payload().substring("sha256:".length());
            var name = PAYLOAD + hex.substring(0, 2) + "/" + hex;
            var bytes = bytes(name, Reason.PAYLOAD_MISSING);
            expected.add(name);
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
                            name.startsWith(LEDGER + "tile/entries") ? Reason.ENTRIES_SURPLUS : Reason.TILE_DIFFERS,
                            name);
                }
                if (name.startsWith(PAYLOAD) && !expected.contains(name)) {
                    throw new ProofRefused(Reason.PAYLOAD_SURPLUS, name);
                }
            }
        }
    }
}
