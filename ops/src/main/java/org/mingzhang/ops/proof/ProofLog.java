package org.mingzhang.ops.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Positions;
import org.mingzhang.events.proof.AddCheckpoint;
import org.mingzhang.events.proof.Checkpoint;
import org.mingzhang.events.proof.Frontier;
import org.mingzhang.events.proof.Hash;
import org.mingzhang.events.proof.Note;
import org.mingzhang.events.proof.NoteKey;
import org.mingzhang.events.proof.ProofRefused;
import org.mingzhang.events.proof.Reason;
import org.mingzhang.events.proof.Succession;
import org.mingzhang.events.proof.Tree;
import org.mingzhang.ops.store.CheckpointTable;
import org.mingzhang.ops.store.LedgerBroken;
import org.mingzhang.ops.store.LedgerLeaves;
import org.mingzhang.ops.store.Sequencing;
import org.mingzhang.ops.store.WriteGate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * 证明日志: signs what the ledger holds, soon after it is written, and looks again and again whether it still holds what was signed.
 *
 * <p>At the start the whole ledger is read and its root compared with every checkpoint ever signed and with the guard file. If
 * anything differs the ledger is frozen: reading goes on, nothing is written and nothing is signed any more.
 */
final class ProofLog implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ProofLog.class);

    /** Between two checkpoints at least so long. */
    private static final Duration PUBLISHING = Duration.ofMillis(200);

    /** From the end of one look over the whole ledger to the next. */
    private static final Duration AUDITING = Duration.ofSeconds(50);

    /** Whoever looks over the ledger by himself works for a twentieth of the time, so that nobody feels it. */
    private static final int AUDIT_SHARE = 20;

    /** In the leaf of an event of a campaign itself: opened, presented, signed, sealed, handed in. */
    private static final String OF_A_CAMPAIGN = "\"type\":\"campaign.";

    /** What became of the ledger, as programs and people are told. */
    enum Condition {
        STARTING,
        SOUND,
        FROZEN,
        ROLLED_BACK
    }

    /**
     * How things stand.
     *
     * @param checkpoint the newest, signed; null before the first
     * @param position first ledger position that is not as it was signed; null if none or unknown
     * @param trouble what is wrong, for people; null if nothing
     * @param audited how many entries the last complete look over the ledger found sound
     */
    record State(
            Condition condition,
            @Nullable Note checkpoint,
            @Nullable Long position,
            @Nullable String trouble,
            long audited) {

        /** How many entries the newest checkpoint covers. */
        long signed() {
            return checkpoint == null ? 0 : Checkpoint.parse(checkpoint.text()).size();
        }
    }

    private final LedgerLeaves leaves;
    private final CheckpointTable checkpoints;
    private final WriteGate gate;
    private final Sequencing sequencing;
    private final Positions positions;
    private final ProofKeys keys;
    private final Successions successions;
    private final GuardFile guard;
    private final TileFiles files;

    /** The largest that was signed, while the ledger is shorter than it. */
    private volatile @Nullable Checkpoint known;

    private volatile long milestone;
    private volatile KeptTree tree;
    private volatile State state = new State(Condition.STARTING, null, null, null, 0);
    private @Nullable ScheduledExecutorService runner;
    private @Nullable ScheduledExecutorService auditor;

    ProofLog(
            LedgerLeaves leaves,
            CheckpointTable checkpoints,
            WriteGate gate,
            Sequencing sequencing,
            Positions positions,
            ProofKeys keys,
            Successions successions,
            GuardFile guard,
            TileFiles files) {
        this.leaves = leaves;
        this.checkpoints = checkpoints;
        this.gate = gate;
        this.sequencing = sequencing;
        this.positions = positions;
        this.keys = keys;
        this.successions = successions;
        this.guard = guard;
        this.files = files;
        this.tree = new KeptTree(files);
    }

    State state() {
        return state;
    }

    ProofKeys keys() {
        return keys;
    }

    KeptTree tree() {
        return tree;
    }

    /** Position of the newest event of a campaign itself; the witness is to see it soon. */
    long milestone() {
        return milestone;
    }

    /** What a witness is asked that signed a size last. */
    AddCheckpoint asked(Note note, long old) {
        long size = Checkpoint.parse(note.text()).size();
        return new AddCheckpoint(
                old, Tree.consistency(tree.nodes(size), old, size).path(), note);
    }

    private void add(KeptTree to, LedgerLeaves.Placed leaf) {
        to.add(leaf.bytes());
        if (new String(leaf.bytes(), StandardCharsets.ISO_8859_1).contains(OF_A_CAMPAIGN)) {
            milestone = leaf.position();
        }
    }

    /** The newest checkpoint that covers at least so many entries, waited for a little; null if there is none yet. */
    @Nullable
    Note covering(long size, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            var now = state;
            if (now.checkpoint() != null && now.signed() >= size) {
                return now.checkpoint();
            }
            if (System.nanoTime() > end) {
                return null;
            }
            Thread.sleep(20);
        }
    }

    // ---- life

    @Override
    public synchronized void start() {
        open();
        runner = every("proof-log", this::publishQuietly, Duration.ZERO, PUBLISHING);
        auditor = every("proof-audit", this::auditGently, AUDITING, AUDITING);
    }

    private static ScheduledExecutorService every(String name, Runnable work, Duration first, Duration pause) {
        var executor = Executors.newSingleThreadScheduledExecutor(run -> {
            var thread = new Thread(run, name);
            thread.setDaemon(true);
            return thread;
        });
        var unused = executor.scheduleWithFixedDelay(work, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return executor;
    }

    @Override
    public void stop() {
        var executors = retired();
        executors.forEach(ScheduledExecutorService::shutdownNow);
        try {
            for (var executor : executors) {
                executor.awaitTermination(10, TimeUnit.SECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized List<ScheduledExecutorService> retired() {
        var executors = Stream.of(runner, auditor).flatMap(Stream::ofNullable).toList();
        runner = null;
        auditor = null;
        return executors;
    }

    @Override
    public synchronized boolean isRunning() {
        return runner != null;
    }

    /** After the ledger has begun, before anybody writes. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 2_000;
    }

    // ---- the start

    private void open() {
        var fresh = new KeptTree(files);
        try {
            var signed = signedRoots(Long.MAX_VALUE, Pace.AT_ONCE);
            var mark = guard.of(keys.log().key().name()).last();
            mark.ifPresent(last -> signed.putIfAbsent(last.size(), last.root()));
            long covered =
                    signed.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
            compare(signed, 0, Tree.EMPTY);
            for (var batch = leaves.after(0); !batch.isEmpty(); batch = leaves.after(fresh.size())) {
                for (var leaf : batch) {
                    add(fresh, leaf);
                    if (signed.containsKey(fresh.size())) {
                        compare(signed, fresh.size(), fresh.root());
                    }
                }
            }
            if (fresh.size() < covered) {
                known = new Checkpoint(keys.log().key().name(), covered, Objects.requireNonNull(signed.get(covered)));
                freeze(Condition.ROLLED_BACK, fresh.size() + 1, "only " + fresh.size() + " of " + covered + " entries");
            } else {
                var last = checkpoints.last();
                state = new State(
                        Condition.SOUND, last.map(CheckpointTable.Signed::note).orElse(null), null, null, fresh.size());
            }
        } catch (LedgerBroken broken) {
            freeze(Condition.FROZEN, broken.position(), broken.getMessage());
        } catch (RootDiffers differs) {
            freeze(Condition.FROZEN, null, differs.getMessage());
        } catch (IOException | ProofRefused broken) {
            freeze(Condition.FROZEN, null, broken.toString());
        }
        tree = fresh;
    }

    /** Every root ever signed, by size, up to a size; each signature is checked. */
    private Map<Long, Hash> signedRoots(long most, Pace pace) throws IOException {
        var roots = new HashMap<Long, Hash>();
        var log = successions.believed();
        long size = -1;
        long began = System.nanoTime();
        for (var some = checkpoints.after(size); !some.isEmpty(); some = checkpoints.after(size)) {
            for (var signed : some) {
                if (signed.size() > most) {
                    // signed since, perhaps with another key
                    return roots;
                }
                var checkpoint = log.believed(signed.note());
                if (checkpoint.size() != signed.size() || !checkpoint.root().equals(signed.root())) {
                    throw new RootDiffers(signed.size());
                }
                roots.put(signed.size(), signed.root());
                size = signed.size();
            }
            began = pace.rest(began);
        }
        return roots;
    }

    private static void compare(Map<Long, Hash> signed, long size, Hash root) {
        var known = signed.get(size);
        if (known != null && !known.equals(root)) {
            throw new RootDiffers(size);
        }
    }

    private static final class RootDiffers extends RuntimeException {

        private static final long serialVersionUID = 1L;

        RootDiffers(long size) {
            super("the first " + size + " entries are not those that were signed");
        }
    }

    private void freeze(Condition condition, @Nullable Long position, @Nullable String trouble) {
        var before = state;
        state = new State(condition, before.checkpoint(), position, trouble, before.audited());
        gate.close(String.valueOf(trouble));
        if (before.condition() != condition) {
            LOG.error("账本与已签名的检查点不符，停止写入 · the ledger is not what was signed; nothing more is written: {}", trouble);
        }
    }

    // ---- publishing

    private void publishQuietly() {
        try {
            publish();
        } catch (LedgerBroken suspected) {
            // a whole college stops when its ledger is frozen: looked at twice before that is done
            LOG.warn("账本疑有改动，正在复查 · the ledger may have been changed; looking again: {}", suspected.toString());
            audit();
        } catch (IOException | RuntimeException broken) {
            LOG.warn("检查点暂时无法签发 · no checkpoint can be signed for the moment: {}", broken.toString());
        }
    }

    /** Signs what was written since; does nothing if nothing was, or if the ledger is frozen. */
    synchronized void publish() throws IOException {
        if (state.condition() != Condition.SOUND
                || gate.isDrill()
                || !sequencing.here()
                || positions.head() <= tree.size()) {
            return;
        }
        long head = positions.head();
        var batch = leaves.after(tree.size());
        while (!batch.isEmpty()) {
            batch.forEach(leaf -> add(tree, leaf));
            batch = tree.size() < head ? leaves.after(tree.size()) : List.of();
        }
        long size = tree.size();
        var root = tree.root();
        guard.of(keys.log().key().name()).append(size, root);
        var note = keys.log().sign(new Checkpoint(keys.log().key().name(), size, root).text());
        checkpoints.add(size, root, note);
        files.put("checkpoint", note.bytes());
        state = new State(Condition.SOUND, note, null, null, state.audited());
    }

    /**
     * Joins a witness's signature to the checkpoint it signed.
     *
     * @throws ProofRefused if it is not this log's checkpoint or not signed by that witness
     */
    synchronized void cosigned(Note note, NoteKey witness) throws IOException {
        var seen = successions.believed().believed(note);
        var unused = witness.sightings(note);
        var mine = checkpoints.of(seen.size()).orElseThrow(() -> new ProofRefused(Reason.CHECKPOINT_SIZE));
        if (!mine.root().equals(seen.root())) {
            throw new ProofRefused(Reason.CHECKPOINT_ROOT);
        }
        var joined = joined(mine.note(), note, witness);
        checkpoints.cosigned(seen.size(), joined);
        var newest = state.checkpoint();
        if (newest != null && newest.text().equals(joined.text())) {
            files.put("checkpoint", joined.bytes());
            state = new State(state.condition(), joined, state.position(), state.trouble(), state.audited());
        }
    }

    /**
     * Somebody shows a checkpoint that was kept. If this log signed it and the ledger is no continuation of it, the ledger is frozen.
     *
     * @throws ProofRefused if this log never signed it
     */
    synchronized State shown(Note note) throws IOException {
        var kept = successions.believed().believed(note);
        if (state.condition() == Condition.SOUND && !gate.isDrill()) {
            if (kept.size() > tree.size()) {
                known = kept;
                freeze(
                        Condition.ROLLED_BACK,
                        tree.size() + 1,
                        "only " + tree.size() + " of " + kept.size() + " entries");
            } else if (!Tree.root(tree.nodes(tree.size()), kept.size()).equals(kept.root())) {
                freeze(Condition.FROZEN, null, new RootDiffers(kept.size()).getMessage());
            }
        }
        return state;
    }

    // ---- another key

    Successions successions() {
        return successions;
    }

    /** From now on the log signs with a new key; the one before it signs that this is so, and is no more. */
    synchronized void rotate(String reason, String by) throws IOException {
        if (state.condition() != Condition.SOUND) {
            throw new IllegalStateException("the ledger is " + state.condition());
        }
        publish();
        var old = keys.log();
        var common = new Checkpoint(old.key().name(), tree.size(), tree.root());
        var next = keys.prepare(old.key().name());
        var note = new Succession(old.key(), next.key(), common, common, reason).signed(old, next);
        successions.conclude(new Successions.Kept(note, by));
        LOG.info(
                "账本改用新的签名密钥 {} · the log signs with another key from {} entries on",
                next.key().id(),
                common.size());
    }

    /**
     * Asks to go on under a new origin with what is left of a ledger that is shorter than what was signed.
     *
     * @return what the witness is to agree to; empty unless the ledger was rolled back
     */
    synchronized Optional<Note> askToReopen(String reason, String by) throws IOException {
        var lost = known;
        if (state.condition() != Condition.ROLLED_BACK || lost == null) {
            return Optional.empty();
        }
        var old = keys.log();
        var common = new Checkpoint(old.key().name(), tree.size(), tree.root());
        var next = keys.prepare(next(old.key().name()));
        var note = new Succession(old.key(), next.key(), common, lost, reason).signed(old, next);
        successions.await(new Successions.Kept(note, by));
        return Optional.of(note);
    }

    // mingzhang/6957cf07/1 is followed by mingzhang/6957cf07/2
    private static String next(String origin) {
        int slash = origin.lastIndexOf('/');
        return origin.substring(0, slash + 1) + (Long.parseLong(origin.substring(slash + 1)) + 1);
    }

    /**
     * The witness agrees: the ledger goes on under its new origin.
     *
     * @throws ProofRefused if this is not what was asked, or not signed by the witness
     */
    synchronized void reopen(Note agreed, NoteKey witness) throws IOException {
        var asked = successions.waiting().orElseThrow(() -> new ProofRefused(Reason.SUCCESSION_MALFORMED));
        if (state.condition() != Condition.ROLLED_BACK
                || !asked.note().text().equals(agreed.text())
                || asked.succession().common().size() != tree.size()) {
            throw new ProofRefused(Reason.SUCCESSION_MALFORMED);
        }
        var unused = witness.verifyCosignature(agreed);
        var joined = asked.note();
        for (var signature : agreed.only(witness).signatures()) {
            joined = joined.with(signature);
        }
        successions.conclude(new Successions.Kept(joined, asked.by()));
        known = null;
        state = new State(Condition.SOUND, null, null, null, tree.size());
        gate.open();
        LOG.warn(
                "账本以新名 {} 重开 · the ledger goes on under a new origin",
                keys.log().key().name());
    }

    // of the times at which the witness saw a checkpoint the first and the last tell all there is to tell
    private static Note joined(Note mine, Note cosigned, NoteKey witness) {
        var theirs = new TreeMap<Instant, Note.Signature>();
        for (var note : List.of(mine, cosigned)) {
            for (var signature : note.only(witness).signatures()) {
                theirs.put(witness.verifyCosignature(new Note(note.text(), List.of(signature))), signature);
            }
        }
        var joined = new Note(
                mine.text(),
                mine.signatures().stream()
                        .filter(each -> !witness.signed(new Note(mine.text(), List.of(each))))
                        .toList());
        return joined.with(theirs.firstEntry().getValue())
                .with(theirs.lastEntry().getValue());
    }

    // ---- looking again

    /** How whoever looks over the ledger spends his time. */
    private interface Pace {

        Pace AT_ONCE = began -> began;

        Pace GENTLY = began -> {
            try {
                TimeUnit.NANOSECONDS.sleep((AUDIT_SHARE - 1) * (System.nanoTime() - began));
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw new CancellationException("the program stops");
            }
            return System.nanoTime();
        };

        /**
         * After a piece of work.
         *
         * @param began when the piece began, in nanoseconds
         * @return when the next begins
         */
        long rest(long began);
    }

    private void auditGently() {
        try {
            audit(Pace.GENTLY);
        } catch (CancellationException stopping) {
            // it is looked over from the beginning when the program starts
        } catch (RuntimeException broken) {
            LOG.warn("自查未完成 · the ledger could not be looked over: {}", broken.toString());
        }
    }

    /**
     * Reads the whole ledger again, at once, and compares it with what was signed and with what was signed in the database.
     *
     * @return how things stand afterwards
     */
    State audit() {
        return audit(Pace.AT_ONCE);
    }

    /** Writing and signing go on meanwhile: what is looked over is what had been signed when it began. */
    private State audit(Pace pace) {
        var part = part();
        if (part != null) {
            if (trouble(part, pace) == null) {
                found(part.size(), null);
            } else {
                found(part.size(), trouble(part, Pace.AT_ONCE));
            }
        }
        return state;
    }

    /**
     * What is looked over.
     *
     * @param root of the first entries of that size, as this program knows it
     * @param signed how many entries the newest checkpoint covers, 0 before the first
     */
    private record Part(long size, Hash root, long signed) {}

    private synchronized @Nullable Part part() {
        return state.condition() == Condition.SOUND ? new Part(tree.size(), tree.root(), state.signed()) : null;
    }

    private synchronized void found(long size, @Nullable Trouble trouble) {
        var now = state;
        if (now.condition() != Condition.SOUND) {
            return;
        }
        if (trouble == null) {
            state = new State(Condition.SOUND, now.checkpoint(), null, null, size);
        } else {
            freeze(Condition.FROZEN, trouble.position(), trouble.words());
        }
    }

    /** What is wrong, and where. */
    private record Trouble(@Nullable Long position, String words) {}

    private @Nullable Trouble trouble(Part part, Pace pace) {
        try {
            lookOver(part, pace);
            return null;
        } catch (LedgerBroken broken) {
            return new Trouble(broken.position(), String.valueOf(broken.getMessage()));
        } catch (RootDiffers | ProofRefused differs) {
            return new Trouble(null, String.valueOf(differs.getMessage()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void lookOver(Part part, Pace pace) throws IOException {
        var signed = signedRoots(part.size(), pace);
        var again = new Frontier();
        long began = System.nanoTime();
        while (again.size() < part.size()) {
            var batch = leaves.after(again.size());
            if (batch.isEmpty()) {
                throw new LedgerBroken(again.size() + 1, "an event is missing");
            }
            for (var leaf : batch) {
                if (again.size() < part.size()) {
                    again.add(Tree.leaf(leaf.bytes()));
                    if (signed.containsKey(again.size())) {
                        compare(signed, again.size(), again.root());
                    }
                }
            }
            began = pace.rest(began);
        }
        if (!again.root().equals(part.root())) {
            throw new RootDiffers(part.size());
        }
        if (part.signed() > 0 && !signed.containsKey(part.signed())) {
            throw new RootDiffers(part.signed());
        }
        // beyond what is signed nothing may be wrong either
        var unused = leaves.after(part.size());
    }
}
