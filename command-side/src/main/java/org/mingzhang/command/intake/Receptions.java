package org.mingzhang.command.intake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Act;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.campaign.ReceivedYears;
import org.mingzhang.command.table.ReceiveTable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.events.table.AssignmentEvent.Form;
import org.mingzhang.events.table.EntryEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * 接收的登记: receptions of earlier years as they run. Table after table is stored, each as a whole; only when all are, the year is
 * entered among the campaigns, so that nobody compares with half of it. One that was cut short goes on when the same file is
 * brought again.
 */
@Component
class Receptions implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Receptions.class);
    private static final int GRACE_SECONDS = 20;

    private final Commands commands;
    private final ReceivedYears years;
    private final ExecutorService runner;
    private final Map<CampaignKey, Reception> known = new LinkedHashMap<>();

    Receptions(Commands commands, ReceivedYears years) {
        this.commands = commands;
        this.years = years;
        this.runner = Executors.newSingleThreadExecutor(task -> {
            var thread = new Thread(task, "reception");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * One of them, as far as it is.
     *
     * @param done tables stored
     * @param total tables to be stored
     * @param position ledger position of the last event; 0 until done
     * @param refusal why it stopped; null unless it was refused
     */
    record Reception(
            CampaignKey year,
            String fileName,
            String sha256,
            Import.State state,
            int done,
            int total,
            long position,
            @Nullable Refusal refusal) {}

    /** What is to be stored. */
    record Wanted(
            CampaignKey year,
            Catalogue catalogue,
            EntryEvent.Source source,
            boolean confirmed,
            List<YearTable> tables) {}

    Optional<Reception> find(CampaignKey year) {
        synchronized (known) {
            return Optional.ofNullable(known.get(year));
        }
    }

    /** Begins; while one runs for that year, that one goes on. */
    Reception begin(Wanted wanted, Act act) {
        var begun = new Reception(
                wanted.year(),
                wanted.source().fileName(),
                wanted.source().sha256(),
                Import.State.RUNNING,
                0,
                wanted.tables().size(),
                0,
                null);
        synchronized (known) {
            var now = known.get(wanted.year());
            if (now != null && now.state() == Import.State.RUNNING) {
                if (!now.sha256().equals(begun.sha256())) {
                    throw new Refusal(Rule.BUSY);
                }
                return now;
            }
            known.put(wanted.year(), begun);
        }
        runner.execute(() -> run(wanted, begun, act));
        return begun;
    }

    private void run(Wanted wanted, Reception begun, Act act) {
        var now = begun;
        try {
            for (var table : wanted.tables()) {
                commands.send(
                        command(wanted, table, act),
                        act.step("table " + table.table().code()));
                now = told(now, now.done() + 1, Import.State.RUNNING, 0, null);
            }
            var counts = new TreeMap<String, Integer>();
            wanted.tables().forEach(table -> counts.put(table.table().code(), table.entries()));
            var done = years.enter(wanted.year(), wanted.catalogue(), wanted.source(), wanted.confirmed(), counts, act);
            told(now, now.total(), Import.State.DONE, done.position(), null);
        } catch (Refusal refusal) {
            told(now, now.done(), Import.State.REFUSED, 0, refusal);
        } catch (RuntimeException defect) {
            LOG.error("the reception of {} failed", wanted.year(), defect);
            told(now, now.done(), Import.State.REFUSED, 0, new Refusal(Rule.DEFECT, act.correlation()));
        }
    }

    private Reception told(Reception before, int done, Import.State state, long position, @Nullable Refusal refusal) {
        var now = new Reception(
                before.year(), before.fileName(), before.sha256(), state, done, before.total(), position, refusal);
        synchronized (known) {
            known.put(now.year(), now);
        }
        return now;
    }

    private static ReceiveTable command(Wanted wanted, YearTable table, Act act) {
        return new ReceiveTable(
                wanted.year().table(table.table().code()),
                wanted.catalogue().edition(),
                form(table.table()),
                wanted.source().sha256(),
                wanted.source(),
                table.parts(),
                act.by());
    }

    private static Form form(Table table) {
        return switch (table.kind()) {
            case SOURCE -> Form.SOURCE;
            case COLLECTED -> Form.COLLECTED;
            case COMPUTED -> Form.COMPUTED;
        };
    }

    /** What is not stored by then is not; the same file brought again stores the rest. */
    @Override
    public void destroy() throws InterruptedException {
        runner.shutdownNow();
        runner.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
    }
}
