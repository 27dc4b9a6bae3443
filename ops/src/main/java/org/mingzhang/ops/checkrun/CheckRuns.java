package org.mingzhang.ops.checkrun;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.mingzhang.command.Act;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Positions;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.campaign.RecordCheckRun;
import org.mingzhang.command.campaign.StartCheckRun;
import org.mingzhang.command.campaign.StartCheckRun.Started;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.query.check.Checks;
import org.mingzhang.query.check.Checks.Checked;
import org.mingzhang.query.check.RecordedRuns;
import org.mingzhang.query.check.RecordedRuns.Recorded;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * 校验批次的进行: one run of a campaign at a time, in the background. The report is kept first and recorded then; a run that dies
 * on the way is not recorded and has no result.
 */
@Component
class CheckRuns implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(CheckRuns.class);
    private static final int REMEMBERED = 100;
    private static final int GRACE_SECONDS = 10;

    private final Checks checks;
    private final RecordedRuns recorded;
    private final Commands commands;
    private final Positions positions;
    private final ExecutorService runner;
    private final Map<String, CheckRun> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CheckRun> eldest) {
            return size() > REMEMBERED && !eldest.getValue().isRunning();
        }
    };

    CheckRuns(Checks checks, RecordedRuns recorded, Commands commands, Positions positions) {
        this.checks = checks;
        this.recorded = recorded;
        this.commands = commands;
        this.positions = positions;
        this.runner = Executors.newSingleThreadExecutor(task -> {
            var thread = new Thread(task, "check-run");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts a run unless the same request started it before; one that failed or died may be asked for again.
     *
     * @throws Refusal if the law says no, or another run goes on
     */
    String start(CampaignKey campaign, boolean trial, Act act) {
        var id = String.valueOf(act.key());
        var started = commands.send(new StartCheckRun(campaign, trial, act.by()), Started.class, act);
        if (started.repeated() && (isRunning(id) || recorded(campaign, id).isPresent())) {
            return id;
        }
        var run = CheckRun.begun(id, campaign, trial, positions.head());
        begin(run);
        var bindsContent = started.result().contentHash() != null;
        runner.execute(() -> carryOut(run, bindsContent, act));
        return id;
    }

    private synchronized boolean isRunning(String id) {
        var run = known.get(id);
        return run != null && run.isRunning();
    }

    private synchronized void begin(CheckRun run) {
        for (var other : known.values()) {
            if (other.isRunning() && other.campaign().equals(run.campaign())) {
                throw new Refusal(Rule.RUN_GOES_ON, other.id());
            }
        }
        known.remove(run.id());
        known.put(run.id(), run);
    }

    private void carryOut(CheckRun run, boolean bindsContent, Act act) {
        try {
            Checks.Watching watching = (done, total, table) -> set(run.step(done, total, table));
            // what binds people rests on nothing that was worked out before
            var checked = (run.trial()
                            ? checks.run(run.campaign(), run.position(), watching)
                            : checks.runAnew(run.campaign(), run.position(), watching))
                    .orElseThrow(() -> new Refusal(Rule.NOT_FOUND));
            record(run, checked, bindsContent, act);
            set(now(run).recorded());
        } catch (Refusal refusal) {
            set(now(run).failed(refusal));
        } catch (RuntimeException defect) {
            LOG.error("check run {} of {} failed", run.id(), run.campaign(), defect);
            set(now(run).failed(new Refusal(Rule.DEFECT, act.correlation())));
        }
    }

    private void record(CheckRun run, Checked checked, boolean bindsContent, Act act) {
        var report = checked.report();
        checks.keep(run.id(), checked);
        try {
            commands.send(
                    new RecordCheckRun(
                            run.campaign(),
                            run.id(),
                            run.position(),
                            run.trial(),
                            report.rules(),
                            report.errors(),
                            report.warnings(),
                            checked.shares(),
                            run.trial() ? List.of() : checks.failures(run.campaign(), report),
                            bindsContent ? report.contentHash() : null,
                            checked.sha256(),
                            act.by()),
                    act.step("record"));
        } catch (RuntimeException notRecorded) {
            checks.forget(run.id());
            throw notRecorded;
        }
    }

    /** A run that began since the last start; empty if none with this id did. */
    synchronized Optional<CheckRun> find(CampaignKey campaign, String id) {
        return Optional.ofNullable(known.get(id)).filter(run -> run.campaign().equals(campaign));
    }

    /** What stands in the ledger of a run. */
    Optional<Recorded> recorded(CampaignKey campaign, String id) {
        return recorded.of(campaign, positions.head()).stream()
                .filter(run -> run.id().equals(id))
                .findFirst();
    }

    private synchronized CheckRun now(CheckRun run) {
        return known.getOrDefault(run.id(), run);
    }

    private synchronized void set(CheckRun run) {
        known.put(run.id(), run);
    }

    @Override
    public void destroy() throws InterruptedException {
        runner.shutdownNow();
        runner.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
    }
}
