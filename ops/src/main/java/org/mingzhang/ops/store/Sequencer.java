package org.mingzhang.ops.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Receipts.Receipt;
import org.mingzhang.ops.store.SequencerTable.Fenced;
import org.mingzhang.ops.store.SequencerTable.Found;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * 定序: gives every committed event its dense ledger position, one sequencer for each database.
 *
 * <p>Numbers drawn from a sequence are drawn before the commit, so reading by them loses whatever commits later. The sequencer
 * asks for the difference of two snapshots instead: what is visible now and was not when it looked last. Nothing can be
 * missed, however late it commits, and nobody waits for somebody else's long transaction.
 */
final class Sequencer implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Sequencer.class);

    private static final long IDLE_MILLIS = 200;
    private static final long CANDIDATE_MILLIS = 500;
    private static final long BACK_OFF_MILLIS = 250;
    private static final int WORTH_SHARING = 300;

    /** Events for whose positions nobody hurries wait so long at most. */
    private static final long UNASKED_MILLIS = 10;

    private static final int CROWDED_STEPS = 16;
    private static final int AHEAD = 10_000;

    private final DataSource database;
    private final AppendKey appendKey;
    private final Tickets tickets;
    private final Bell bell;
    private final JustWritten justWritten;

    /** Who holds it uses the connection. */
    private final ReentrantLock turn = new ReentrantLock();

    private final Queue<Offer> offered = new ConcurrentLinkedQueue<>();

    /** Transactions found before they were offered, and such as were offered and are about to be found; under the turn. */
    private final Set<String> ahead = new HashSet<>();

    private final Set<String> expected = new HashSet<>();

    /** For so many steps more there are too many writers to hope that what is offered is all there is; under the turn. */
    private int crowded;

    private volatile @Nullable SequencerTable serving;
    private volatile State state = new State(Role.STARTING, null, 0);
    private volatile boolean stopping;
    private @Nullable Thread thread;

    /**
     * What a transaction of this node wrote and committed.
     *
     * @param transaction its id in the database
     * @param events how many events
     * @param lastIndices global index of the last event of each command
     * @param run where all of its events lie, if they lie together; null if they may not
     */
    record Offer(
            String transaction,
            int events,
            Map<String, Long> lastIndices,
            @Nullable Run run) {

        Offer {
            lastIndices = Map.copyOf(lastIndices);
        }
    }

    /**
     * Events of one transaction with neighbouring global indices, all of one time.
     *
     * @param first global index of the first
     * @param last global index of the last
     */
    record Run(long first, long last, Instant at) {

        long length() {
            return last - first + 1;
        }
    }

    /** What this node does for the order of the ledger. */
    enum Role {
        STARTING,
        SEQUENCING,
        FOLLOWING,
        CUT_OFF
    }

    /**
     * How it goes.
     *
     * @param trouble what went wrong last; null if nothing
     * @param quarantined rows found that this application never wrote
     */
    record State(Role role, @Nullable String trouble, long quarantined) {}

    Sequencer(DataSource database, AppendKey appendKey, Tickets tickets, Bell bell, JustWritten justWritten) {
        this.justWritten = justWritten;
        this.database = database;
        this.appendKey = appendKey;
        this.tickets = tickets;
        this.bell = bell;
    }

    State state() {
        return state;
    }

    synchronized void start() {
        if (thread == null) {
            stopping = false;
            thread = new Thread(this, "sequencer");
            thread.setDaemon(true);
            thread.start();
        }
    }

    synchronized void stop() throws InterruptedException {
        stopping = true;
        if (thread != null) {
            bell.written();
            thread.join(TimeUnit.SECONDS.toMillis(5));
            thread = null;
        }
    }

    @Override
    public void run() {
        while (!stopping) {
            try (var connection = database.getConnection();
                    var writing = database.getConnection()) {
                var table = new SequencerTable(connection, writing);
                try {
                    serve(table);
                } finally {
                    table.release();
                }
            } catch (SQLException | RuntimeException lost) {
                if (!stopping) {
                    log.error("定序中断，将重试 · sequencing is interrupted and will be tried again: {}", lost.toString());
                    become(Role.CUT_OFF, lost.toString());
                    pause();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void serve(SequencerTable table) throws SQLException, InterruptedException {
        while (!stopping) {
            if (table.lock()) {
                sequence(table);
            } else {
                become(Role.FOLLOWING, null);
                follow(table);
            }
        }
    }

    private void sequence(SequencerTable table) throws SQLException, InterruptedException {
        table.begin();
        if (!layOut(table)) {
            return;
        }
        bell.numbered(table.head());
        var left = table.unnumbered();
        while (number(table, left) && !left.rows().isEmpty()) {
            left = table.unnumbered();
        }
        table.watch();
        offered.clear();
        ahead.clear();
        state = new State(Role.SEQUENCING, null, table.quarantined());
        log.info("定序开始，账本位置 {} · sequencing from position {} on", table.head(), table.head());
        try {
            serving = table;
            while (!stopping && sequenceNext(table)) {
                if (!table.owesRun()) {
                    rest();
                }
            }
        } finally {
            retire();
        }
    }

    // whoever hurries may have the connection still
    private void retire() {
        turn.lock();
        try {
            serving = null;
        } finally {
            turn.unlock();
        }
    }

    /** Until something was committed, or until it is time to look whether somebody else committed something. */
    private void rest() throws InterruptedException {
        for (long rested = 0; offered.isEmpty() && rested < IDLE_MILLIS; rested += UNASKED_MILLIS) {
            if (bell.awaitWritten(UNASKED_MILLIS)) {
                return;
            }
        }
    }

    private boolean sequenceNext(SequencerTable table) throws SQLException {
        if (table.isLost()) {
            throw new SQLException("the connection for writing is lost");
        }
        turn.lock();
        try {
            return step(table);
        } finally {
            turn.unlock();
        }
    }

    /**
     * Writes what several commands of this node have to write, with receipts and positions, in one transaction; their tickets are
     * resolved.
     *
     * @return false if this node gives no positions, and then nothing was written
     * @throws SQLException if the database refused
     */
    boolean write(List<EventRow> rows, List<Receipt> receipts) throws SQLException {
        turn.lock();
        try {
            var table = serving;
            if (table == null || table.isLost() || (!offered.isEmpty() && !step(table)) || !layOut(table)) {
                return false;
            }
            var outcome = table.write(rows, receipts);
            if (outcome.seen() == null) {
                offered.add(offer(rows, outcome.inserted()));
                bell.written();
                step(table);
            } else {
                justWritten.add(table.head() - rows.size(), rows);
                answer(table, rows.stream().map(EventRow::command).toList());
            }
            return true;
        } finally {
            turn.unlock();
        }
    }

    private static Offer offer(List<EventRow> rows, EventTable.Inserted inserted) {
        var last = new HashMap<String, Long>();
        for (int i = 0; i < rows.size(); i++) {
            last.put(rows.get(i).command(), inserted.indices().get(i));
        }
        return new Offer(inserted.transaction(), rows.size(), last, null);
    }

    /** A transaction of this node was committed; its commands will ask for their positions. */
    void committed(Offer offer) {
        if (serving == null) {
            bell.written();
        } else {
            offered.add(offer);
        }
    }

    /** Something may have been committed. */
    void look() {
        bell.written();
    }

    /**
     * Somebody waits for a position: unless the sequencer is at it already, the waiting thread does the work itself, which
     * saves two changes of threads.
     */
    void hurry() {
        var table = serving;
        if (table == null || !turn.tryLock()) {
            return;
        }
        try {
            if (serving == table && !step(table)) {
                bell.written();
            }
        } catch (SQLException lost) {
            // the sequencer's own thread will meet the same and knows what to do
            bell.written();
        } finally {
            turn.unlock();
        }
        if (isBehind(table)) {
            bell.written();
        }
    }

    private boolean isBehind(SequencerTable table) {
        return table.owesRun() || !offered.isEmpty();
    }

    /** Numbers whatever is there to number; false if another sequencer has taken over. Under the turn. */
    private boolean step(SequencerTable table) throws SQLException {
        if (!layOut(table)) {
            return false;
        }
        var mine = new ArrayList<Offer>();
        for (var offer = offered.poll(); offer != null; offer = offered.poll()) {
            if (!ahead.remove(offer.transaction())) {
                mine.add(offer);
            }
        }
        if (!mine.isEmpty() && crowded == 0) {
            if (numberMine(table, mine)) {
                return true;
            }
            crowded = CROWDED_STEPS;
        }
        crowded = Math.max(0, crowded - 1);
        mine.forEach(offer -> expected.add(offer.transaction()));
        try {
            if (!number(table, table.fresh())) {
                return false;
            }
        } finally {
            expected.clear();
        }
        answerTheForgotten(table, mine);
        return true;
    }

    /** Whoever wrote a run has his positions already; now everybody can read by them. False if another sequencer has taken over. */
    private boolean layOut(SequencerTable table) throws SQLException {
        if (table.owesRun()) {
            if (!table.layOut()) {
                return false;
            }
            bell.numbered(table.head());
        }
        return true;
    }

    /** Whoever was numbered before it could be known that he waits. */
    private void answerTheForgotten(SequencerTable table, List<Offer> mine) throws SQLException {
        var waiting = new HashMap<String, Long>();
        for (var offer : mine) {
            offer.lastIndices().forEach((command, index) -> {
                if (tickets.isOpen(command)) {
                    waiting.put(command, index);
                }
            });
        }
        table.positions(waiting).forEach(tickets::resolve);
    }

    /** What this node wrote itself it need not read again; false if that was not all. */
    private boolean numberMine(SequencerTable table, List<Offer> mine) throws SQLException {
        var asked = new HashMap<Long, String>();
        mine.forEach(offer -> offer.lastIndices().forEach((command, index) -> asked.put(index, command)));
        var run = mine.size() == 1 ? mine.get(0).run() : null;
        var positions = run != null
                ? table.numberRun(mine.get(0).transaction(), run, List.copyOf(asked.keySet()))
                : table.numberOffered(
                        mine.stream().map(Offer::transaction).toList(),
                        mine.stream().mapToLong(Offer::events).sum(),
                        List.copyOf(asked.keySet()));
        if (positions == null) {
            return false;
        }
        bell.numbered(table.head());
        if (run != null) {
            bell.gave(table.head() + run.length());
        }
        asked.forEach((index, command) -> {
            var position = positions.get(index);
            if (position != null) {
                tickets.resolve(command, position);
            }
        });
        return true;
    }

    /** Gives positions to what was found; false if another sequencer has taken over. */
    private boolean number(SequencerTable table, Found found) throws SQLException {
        if (found.rows().isEmpty()) {
            table.saw(found.snapshot());
            return true;
        }
        var good = checked(table, found.rows());
        good.sort(Comparator.comparingLong(Fenced::globalIndex));
        repair(good);
        if (!table.number(good, found.snapshot())) {
            return false;
        }
        if (ahead.size() > AHEAD) {
            ahead.clear();
        }
        for (var row : good) {
            if (!expected.contains(row.transaction())
                    && tickets.isOpen(row.header().command())) {
                ahead.add(row.transaction());
            }
        }
        answer(table, good.stream().map(row -> row.header().command()).toList());
        return true;
    }

    /** Tells those who wait: these commands' events stand last in the ledger, in this order. */
    private void answer(SequencerTable table, List<String> commands) {
        bell.numbered(table.head());
        long position = table.head() - commands.size();
        var last = new HashMap<String, Long>();
        for (var command : commands) {
            last.put(command, ++position);
        }
        last.forEach(tickets::resolve);
    }

    private List<Fenced> checked(SequencerTable table, List<Fenced> rows) throws SQLException {
        var stream = rows.size() > WORTH_SHARING ? rows.parallelStream() : rows.stream();
        var believed = stream.collect(
                Collectors.partitioningBy(row -> appendKey.wrote(row.header(), row.sha256(), row.size())));
        var forged = believed.getOrDefault(false, List.of()).stream()
                .map(Fenced::globalIndex)
                .toList();
        if (!forged.isEmpty()) {
            table.quarantine(forged, "mac");
            state = new State(state.role(), state.trouble(), table.quarantined());
            log.error(
                    "事件表中有 {} 行不是本系统写入的，已隔离 · rows that this application never wrote, first {}",
                    forged.size(),
                    forged.get(0));
        }
        return new ArrayList<>(believed.getOrDefault(true, List.of()));
    }

    /**
     * Puts each aggregate's events into that aggregate's own places by ascending number: with numbers drawn in blocks by two
     * nodes, the two orders can disagree.
     */
    static void repair(List<Fenced> rows) {
        var places = new HashMap<String, List<Integer>>();
        for (int i = 0; i < rows.size(); i++) {
            places.computeIfAbsent(rows.get(i).header().aggregateId(), none -> new ArrayList<>())
                    .add(i);
        }
        for (var own : places.values()) {
            var ascending = own.stream()
                    .map(rows::get)
                    .sorted(Comparator.comparingLong(row -> row.header().sequenceNumber()))
                    .toList();
            for (int i = 0; i < own.size(); i++) {
                rows.set(own.get(i), ascending.get(i));
            }
        }
    }

    // another node sequences: tell it of our commits, hear from it of positions
    private void follow(SequencerTable table) throws SQLException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CANDIDATE_MILLIS);
        while (!stopping && System.nanoTime() < until) {
            if (bell.awaitWritten(tickets.unresolved().isEmpty() ? 20 : 2)) {
                table.tellOfCommits();
            }
            bell.numbered(table.readHead());
            table.positions(tickets.unresolved()).forEach(tickets::resolve);
        }
    }

    private void become(Role role, @Nullable String trouble) {
        state = new State(role, trouble, state.quarantined());
    }

    private void pause() {
        try {
            Thread.sleep(BACK_OFF_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Time of an event in the ledger: its own, but never before the one that stands before it. */
    static Instant notBefore(Instant at, Instant before) {
        return at.isBefore(before) ? before : at;
    }
}
