package org.mingzhang.events.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * 账本的各代公钥: all keys by which a log's checkpoints are believed, found from one that is trusted and the successions that lead to
 * and from it.
 */
public final class LogKeys {

    /** Up to which size a key's checkpoints are believed, and from which on. */
    private record Reign(long first, long last) {

        private static final Reign ALWAYS = new Reign(0, Long.MAX_VALUE);

        boolean covers(long size) {
            return first <= size && size <= last;
        }
    }

    private final Map<NoteKey, Reign> reigns = new LinkedHashMap<>();
    private final List<Succession> successions = new ArrayList<>();

    /** Of a log that never had another key. */
    public LogKeys(NoteKey trusted) {
        reigns.put(trusted, Reign.ALWAYS);
    }

    /**
     * Of a log that went on under other keys.
     *
     * @param notes its successions, in any order; those that lead nowhere are no reason to refuse
     * @param witness who must have agreed when the log was reopened, for somebody who trusts the old key; null if nobody can have
     * @throws ProofRefused if a note is malformed or not signed by both its keys
     */
    public LogKeys(NoteKey trusted, List<Note> notes, @Nullable NoteKey witness) {
        this(trusted);
        var left = new ArrayList<>(notes);
        boolean more = true;
        while (more) {
            more = left.removeIf(note -> follows(note, witness));
        }
        for (var unused : left) {
            var nowhere = Succession.believed(unused);
            if (reigns.containsKey(nowhere.from())) {
                throw new ProofRefused(
                        Reason.REOPENING_UNWITNESSED, nowhere.to().name());
            }
        }
    }

    private boolean follows(Note note, @Nullable NoteKey witness) {
        var succession = Succession.believed(note);
        long size = succession.common().size();
        boolean fromLater = reigns.containsKey(succession.to());
        boolean fromEarlier = reigns.containsKey(succession.from()) && (!succession.reopens() || agreed(note, witness));
        if (!fromLater && !fromEarlier) {
            return false;
        }
        reigns.merge(succession.from(), new Reign(0, size), LogKeys::narrower);
        reigns.merge(succession.to(), new Reign(size, Long.MAX_VALUE), LogKeys::narrower);
        successions.add(succession);
        return true;
    }

    private static Reign narrower(Reign one, Reign other) {
        return new Reign(Math.max(one.first(), other.first()), Math.min(one.last(), other.last()));
    }

    private static boolean agreed(Note note, @Nullable NoteKey witness) {
        if (witness == null || !witness.signed(note)) {
            return false;
        }
        var unused = witness.verifyCosignature(note);
        return true;
    }

    /** The successions that were followed, in the order in which they were found. */
    public List<Succession> successions() {
        return List.copyOf(successions);
    }

    /**
     * The checkpoint of a note, if the log signed it with a key of its time.
     *
     * @throws ProofRefused if it did not, or if this is another log's
     */
    public Checkpoint believed(Note note) {
        for (var key : reigns.entrySet()) {
            if (key.getKey().signed(note)) {
                var checkpoint = Checkpoint.believed(note, key.getKey());
                if (!key.getValue().covers(checkpoint.size())) {
                    throw new ProofRefused(
                            Reason.KEY_RETIRED,
                            checkpoint.size() + " > " + key.getValue().last());
                }
                return checkpoint;
            }
        }
        throw new ProofRefused(Reason.NOTE_UNSIGNED);
    }
}
