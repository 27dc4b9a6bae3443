package org.mingzhang.command.intake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.mingzhang.command.Act;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Receipts;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.table.ChangeEntries;
import org.mingzhang.command.table.ChangeEntries.Changed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * 导入的登记: what runs and what came of it. Only what ran since the last start is known here; what was stored before is known
 * from its receipt, and what has none was not stored.
 */
@Component
class Imports implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);
    private static final int AT_ONCE = 2;
    private static final int REMEMBERED = 500;
    private static final int GRACE_SECONDS = 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Commands commands;
    private final Receipts receipts;
    private final ExecutorService runners;
    private final Map<String, Import> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Import> eldest) {
            return size() > REMEMBERED && !eldest.getValue().isRunning();
        }
    };

    Imports(Commands commands, Receipts receipts) {
        this.commands = commands;
        this.receipts = receipts;
        this.runners = Executors.newFixedThreadPool(AT_ONCE, task -> {
            var thread = new Thread(task, "import");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Begins an import unless the same request began it before; one that was refused is tried again.
     *
     * @throws Refusal if the key was used for something else
     */
    Import begin(Import wanted, ChangeEntries command, Act act) {
        var earlier = find(wanted.by(), wanted.id());
        if (earlier.isPresent() && !earlier.get().bodySha256().equals(wanted.bodySha256())) {
            throw new Refusal(Rule.IDEMPOTENCY_KEY_REUSED);
        }
        synchronized (known) {
            var name = name(wanted.by(), wanted.id());
            var now = known.get(name);
            if (now != null && now.state() != Import.State.REFUSED) {
                return now;
            }
            if (now == null && earlier.isPresent()) {
                return earlier.get();
            }
            known.put(name, wanted);
        }
        runners.execute(() -> run(wanted, command, act));
        return wanted;
    }

    /** What is known of an import; empty if nothing was stored under this key. */
    Optional<Import> find(String by, String id) {
        synchronized (known) {
            var here = known.get(name(by, id));
            if (here != null) {
                return Optional.of(here);
            }
        }
        return receipts.find(by, id).map(Imports::stored);
    }

    private static Import stored(Receipts.Receipt receipt) {
        var changed = JSON.readValue(receipt.resultJson(), Changed.class);
        return new Import(
                receipt.key(),
                receipt.by(),
                receipt.bodySha256(),
                null,
                null,
                false,
                changed.rows().size(),
                Import.State.DONE,
                numbers(changed),
                receipt.position(),
                null);
    }

    private void run(Import running, ChangeEntries command, Act act) {
        Import outcome;
        try {
            var done = commands.send(command, Changed.class, act);
            outcome = running.done(numbers(done.result()), done.position());
        } catch (Refusal refusal) {
            outcome = running.refused(refusal);
        } catch (RuntimeException defect) {
            LOG.error("import {} into {} failed", running.id(), running.table(), defect);
            outcome = running.refused(new Refusal(Rule.DEFECT, act.correlation()));
        }
        synchronized (known) {
            known.put(name(running.by(), running.id()), outcome);
        }
    }

    private static List<Integer> numbers(Changed changed) {
        return changed.rows().stream().map(ChangeEntries.Row::entry).toList();
    }

    private static String name(String by, String id) {
        return by + " " + id;
    }

    /** An import that has begun is stored as a whole or not at all, so stopping may wait for it or cut it short. */
    @Override
    public void destroy() throws InterruptedException {
        runners.shutdown();
        if (!runners.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
            runners.shutdownNow();
        }
    }
}
