package org.mingzhang.ops.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.mingzhang.command.Receipts.Receipt;
import org.mingzhang.command.WaitingLine;

/**
 * 合并写入: commands that are ready at the same time are written in one transaction, whatever aggregates they are of, so that many
 * people cost the disk and the database little more than one.
 *
 * <p>Whoever finds nobody writing writes himself, at once; whoever comes meanwhile waits and is written together with all others
 * who wait. If the database refuses a group, each of it goes its own way and meets the refusal that is his.
 */
final class GroupWriter {

    /**
     * So often whoever is about to write lets others pass: commands that are nearly ready while the processors are busy are written with
     * his, and where nobody else works, passing takes no time.
     */
    private static final int LETS_PASS = 5;

    private final Sequencer sequencer;
    private final Executor helpers;

    private final WaitingLine<Waiting> line = new WaitingLine<>();

    private record Waiting(List<EventRow> rows, List<Receipt> receipts, CompletableFuture<Boolean> written) {}

    /**
     * A writer.
     *
     * @param helpers runs groups of which nobody's thread is free to write
     */
    GroupWriter(Sequencer sequencer, Executor helpers) {
        this.sequencer = sequencer;
        this.helpers = helpers;
    }

    /**
     * Writes events and receipts of a transaction that wrote nothing else, commits them and gives them their positions.
     *
     * @return false if they must be written in the ordinary way; nothing was written, or what was written collides
     */
    boolean write(List<EventRow> rows, List<Receipt> receipts) {
        var mine = new Waiting(rows, receipts, new CompletableFuture<>());
        if (line.join(mine)) {
            letOthersPass();
            serve(line.next());
            if (line.isLeft()) {
                haveTheRestServed();
            }
        }
        return mine.written().join();
    }

    private void haveTheRestServed() {
        try {
            helpers.execute(this::serveTheRest);
        } catch (RejectedExecutionException stopping) {
            // whoever waits is not left waiting, even while the program stops
            serveTheRest();
        }
    }

    private void serveTheRest() {
        for (var group = line.next(); !group.isEmpty(); group = line.next()) {
            serve(group);
            letOthersPass();
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // right or wrong does not depend on it, only how many are written together
    private static void letOthersPass() {
        for (int i = 0; i < LETS_PASS; i++) {
            Thread.yield();
        }
    }

    private void serve(List<Waiting> group) {
        boolean done = false;
        try {
            var rows = new ArrayList<EventRow>();
            var receipts = new ArrayList<Receipt>();
            group.forEach(each -> {
                rows.addAll(each.rows());
                receipts.addAll(each.receipts());
            });
            done = sequencer.write(rows, receipts);
        } catch (SQLException | RuntimeException refused) {
            // each will be told by the database itself what is wrong
        } finally {
            for (var each : group) {
                each.written().complete(done);
            }
        }
    }
}
