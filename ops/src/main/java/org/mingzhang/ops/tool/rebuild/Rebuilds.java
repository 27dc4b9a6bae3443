package org.mingzhang.ops.tool.rebuild;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.events.Unsealing;
import org.mingzhang.ops.store.LedgerSource;
import org.mingzhang.query.rebuild.Rebuild;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Rebuilds the views beside the live ones, one rebuild at a time, in the background; readers and writers are not disturbed. */
@Component
class Rebuilds implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);
    private static final int GRACE_SECONDS = 10;

    /**
     * How it goes.
     *
     * @param state NONE before the first, RUNNING, DONE or FAILED
     * @param outcome what came of it; null unless it is done
     */
    record Progress(String state, Rebuild.@Nullable Outcome outcome) {}

    private final DataSource live;
    private final LedgerSource ledger;
    private final Unsealing unsealing;
    private final ApplicationEventPublisher told;
    private final ExecutorService runner = Executors.newSingleThreadExecutor(work -> {
        var thread = new Thread(work, "rebuild");
        thread.setDaemon(true);
        return thread;
    });

    private Progress progress = new Progress("NONE", null);

    Rebuilds(DataSource live, LedgerSource ledger, Unsealing unsealing, ApplicationEventPublisher told) {
        this.told = told;
        this.live = live;
        this.ledger = ledger;
        this.unsealing = unsealing;
    }

    synchronized Progress progress() {
        return progress;
    }

    /**
     * Begins.
     *
     * @param switchOver whether the new views take the place of the live ones
     * @throws Refusal if one goes on already
     */
    synchronized void start(boolean switchOver) {
        if (progress.state().equals("RUNNING")) {
            throw new Refusal(Rule.REBUILD_GOES_ON);
        }
        progress = new Progress("RUNNING", null);
        runner.execute(() -> set(carryOut(switchOver)));
    }

    /** Compares now, in this thread; null if a rebuild goes on already or this one failed. */
    Rebuild.@Nullable Outcome compare() {
        synchronized (this) {
            if (progress.state().equals("RUNNING")) {
                return null;
            }
            progress = new Progress("RUNNING", null);
        }
        set(carryOut(false));
        return progress().outcome();
    }

    /** Tables of the live views that were not the same as those made again. */
    static List<String> differing(Rebuild.Outcome outcome) {
        return outcome.tables().stream()
                .filter(table -> !table.same())
                .map(Rebuild.Comparison::table)
                .toList();
    }

    private synchronized void set(Progress now) {
        progress = now;
    }

    private Progress carryOut(boolean switchOver) {
        try {
            var outcome = ViewsBeside.rebuild(live.unwrap(HikariDataSource.class), ledger, unsealing, switchOver);
            if (outcome.switched()) {
                told.publishEvent(new ViewsSwitched());
            }
            LOG.info(
                    "视图已重建 · views rebuilt from {} events in {} ms: {}, {}",
                    outcome.events(),
                    outcome.millis(),
                    outcome.same() ? "same" : "DIFFERENT",
                    outcome.switched() ? "switched" : "compared only");
            return new Progress("DONE", outcome);
        } catch (RuntimeException | SQLException failed) {
            LOG.error("视图重建失败，原视图不变 · the views could not be rebuilt; the live ones are as they were", failed);
            return new Progress("FAILED", null);
        }
    }

    @Override
    public void destroy() throws InterruptedException {
        runner.shutdownNow();
        runner.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
    }
}
