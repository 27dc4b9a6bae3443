package org.mingzhang.ops.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
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

    private final DataSource database;
    private final AppendKey appendKey;
    private final Tickets tickets;
    private final Bell bell;

    private volatile State state = new State(Role.STARTING, null, 0);
    private volatile boolean stopping;
    private @Nullable Thread thread;

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

    Sequencer(DataSource database, AppendKey appendKey, Tickets tickets, Bell bell) {
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
            try (var connection = database.getConnection()) {
                var table = new SequencerTable(connection);
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
        bell.numbered(table.head());
        var left = table.unnumbered();
        while (number(table, left) && !left.rows().isEmpty()) {
            left = table.unnumbered();
        }
        table.watch();
        state = new State(Role.SEQUENCING, null, table.quarantined());
        log.info("定序开始，账本位置 {} · sequencing from position {} on", table.head(), table.head());
        while (!stopping) {
            bell.awaitWritten(IDLE_MILLIS);
            if (!number(table, table.fresh())) {
                log.warn("定序由另一节点接替 · another node has taken over the sequencing");
                return;
            }
        }
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
        long position = table.head() - good.size();
        var last = new HashMap<String, Long>();
        for (var row : good) {
            last.put(row.header().command(), ++position);
        }
        last.forEach(tickets::resolve);
        bell.numbered(table.head());
        return true;
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
