package org.mingzhang.events.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

    /** Where the notes stand by which the log went on under other keys, each under its number, from 1. */
    public static final String SUCCESSIONS = "ledger/successions/";

    /** Before the paths of tiles and bundles. */
    public static final String LEDGER = "ledger/";

    /** Before the bundles of payloads, numbered as those of the entries. */
    public static final String PAYLOADS = "ledger/payloads/";

    /** Before the payloads of packages of the first form: two hexadecimal digits, a slash, all 64. */
    public static final String PAYLOAD = "ledger/payload/";

    /** Where the manifest of a snapshot stands in a package; the snapshot's other files stand where it says. */
    public static final String MANIFEST_OF_TABLES = "tables/MANIFEST.json";

    /**
     * Types of the fields by table, as canonical JSON. They need not be believed: with wrong ones another content hash would
     * come out.
     */
    public static final String FIELDS = "tables/fields.json";

    /**
     * What was confirmed.
     *
     * @param checkpoint the newest
     * @param seen when the witness saw it; null if no witness was asked
     * @param payloads how many payloads are in the package
     * @param sealed the tables in it; null if it holds the ledger alone
     * @param sightings what the witness saw and when, of all checkpoints that it signed
     * @param index of the entry that was asked for; null if none was
     * @param successions by which the log went on under other keys
     */
    public record Verified(
            Checkpoint checkpoint,
            @Nullable Instant seen,
            long payloads,
            @Nullable Sealed sealed,
            List<Sighting> sightings,
            @Nullable Long index,
            List<Succession> successions) {

        public Verified {
            sightings = List.copyOf(sightings);
            successions = List.copyOf(successions);
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
            return verify(new PackageContents(zip), questions);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new ProofRefused(Reason.PACKAGE_UNREADABLE, String.valueOf(unreadable.getMessage()));
        }
    }

    private Verified verify(PackageContents contents, Questions questions) throws IOException {
        var manifest = contents.manifest();
        contents.checkFiles(manifest);
        var keys = new LogKeys(log, contents.successions(), witness);
        var note = Note.parse(contents.bytes(CHECKPOINT, Reason.LEDGER_MISSING));
        var checkpoint = believed(keys, note);
        var seen = witness == null ? null : seen(witness, note).get(0);
        if (checkpoint.size() != manifest.size() || !checkpoint.origin().equals(manifest.origin())) {
            throw new ProofRefused(Reason.MANIFEST_MALFORMED, "size");
        }
        var sightings = new ArrayList<Sighting>();
        see(note, checkpoint, sightings);
        var older = older(contents, keys, checkpoint, sightings);
        var sealed = sealed(contents, questions.state());
        var asked = new Asked(questions.event());
        var payloads = ledger(contents, checkpoint, older, sightings, sealed, asked);
        if (asked.event != null && asked.index == null) {
            throw new ProofRefused(Reason.EVENT_MISSING, asked.event);
        }
        return new Verified(
                checkpoint,
                seen,
                payloads,
                sealed == null ? null : sealed.check(contents::bytes),
                sightings,
                asked.index,
                keys.successions());
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

    /** Whenever the witness signed this one. */
    private void see(Note note, Checkpoint checkpoint, List<Sighting> sightings) {
        if (witness != null && witness.signed(note)) {
            seen(witness, note).forEach(at -> sightings.add(new Sighting(checkpoint.size(), at)));
        }
    }

    private static @Nullable SealedTables sealed(PackageContents contents, boolean fold) throws IOException {
        if (contents.names().contains(MANIFEST_OF_TABLES)) {
            return new SealedTables(contents.bytes(MANIFEST_OF_TABLES, Reason.FILE_MISSING), fold);
        }
        if (fold) {
            throw new ProofRefused(Reason.SEAL_MISSING, MANIFEST_OF_TABLES);
        }
        return null;
    }

    private static Checkpoint believed(LogKeys keys, Note note) {
        try {
            return keys.believed(note);
        } catch (ProofRefused refused) {
            throw switch (refused.reason()) {
                case NOTE_UNSIGNED -> new ProofRefused(Reason.CHECKPOINT_UNSIGNED);
                case NOTE_SIGNATURE -> new ProofRefused(Reason.CHECKPOINT_SIGNATURE);
                default -> refused;
            };
        }
    }

    private static List<Instant> seen(NoteKey witness, Note note) {
        try {
            return witness.sightings(note);
        } catch (ProofRefused refused) {
            throw switch (refused.reason()) {
                case NOTE_UNSIGNED -> new ProofRefused(Reason.WITNESS_UNSIGNED);
                case NOTE_SIGNATURE -> new ProofRefused(Reason.WITNESS_SIGNATURE);
                default -> refused;
            };
        }
    }

    /** Older checkpoints by size, those in the package and those the owner kept. */
    private Map<Long, List<Hash>> older(
            PackageContents contents, LogKeys keys, Checkpoint newest, List<Sighting> sightings) throws IOException {
        var older = new HashMap<Long, List<Hash>>();
        for (var name : contents.names()) {
            if (name.startsWith(CHECKPOINTS)) {
                var note = Note.parse(contents.bytes(name, Reason.FILE_MISSING));
                var checkpoint = believed(keys, note);
                if (!name.equals(CHECKPOINTS + checkpoint.size())) {
                    throw new ProofRefused(Reason.OLDER_CHECKPOINT_NAME, name);
                }
                if (checkpoint.size() > newest.size()) {
                    throw new ProofRefused(Reason.OLDER_CHECKPOINT_AHEAD, name);
                }
                older.computeIfAbsent(checkpoint.size(), none -> new ArrayList<>())
                        .add(checkpoint.root());
                see(note, checkpoint, sightings);
            }
        }
        for (var note : kept) {
            var checkpoint = believed(keys, note);
            if (checkpoint.size() > newest.size()) {
                throw new ProofRefused(Reason.LOG_SHRANK, checkpoint.size() + " > " + newest.size());
            }
            older.computeIfAbsent(checkpoint.size(), none -> new ArrayList<>()).add(checkpoint.root());
            see(note, checkpoint, sightings);
        }
        return older;
    }

    /** Entries, tiles, older roots, rules, payloads; answers how many payloads there are. */
    private long ledger(
            PackageContents contents,
            Checkpoint checkpoint,
            Map<Long, List<Hash>> older,
            List<Sighting> sightings,
            @Nullable SealedTables sealed,
            Asked asked)
            throws IOException {
        var expected = new HashSet<String>();
        var tiles = new TileBuilder((tile, hashes) -> contents.checkTile(tile, hashes, expected));
        var rules = new LeafRules();
        var dates = new LeafDates(checkpoint.isDemonstration() ? List.of() : sightings);
        long payloads = 0;
        checkOlder(older, tiles);
        for (var bundle : Tile.of(Tile.ENTRIES, 0, checkpoint.size())) {
            expected.add(LEDGER + bundle.path());
            var bytes = contents.bytes(LEDGER + bundle.path(), Reason.ENTRIES_MISSING);
            var stored = contents.payloads(bundle, expected);
            for (var entry : Bundle.entries(bytes, bundle.width())) {
                var leaf = Leaf.parse(entry);
                rules.check(leaf, tiles.size());
                asked.look(leaf, tiles.size());
                dates.check(leaf, tiles.size());
                var payload = contents.payload(leaf, tiles.size(), stored, expected);
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
}
