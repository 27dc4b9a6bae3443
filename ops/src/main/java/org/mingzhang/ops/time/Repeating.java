package org.mingzhang.ops.time;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** 反复: one piece of work again and again on a thread of its own, until it is stopped; what fails is logged and tried again. */
public final class Repeating {

    private static final Logger LOG = LoggerFactory.getLogger(Repeating.class);

    private final String name;
    private final Duration pause;
    private final Supplier<Duration> work;
    private @Nullable ScheduledExecutorService runner;

    /**
     * Not yet begun.
     *
     * @param name of the thread
     * @param pause before the first time, and after the work failed; none at all, and it never begins
     * @param work answers how long to rest before the next time
     */
    public Repeating(String name, Duration pause, Supplier<Duration> work) {
        this.name = name;
        this.pause = pause;
        this.work = work;
    }

    /** Begins. */
    public synchronized void start() {
        if (pause.isZero()) {
            return;
        }
        runner = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        later(pause);
    }

    private synchronized void later(Duration rest) {
        if (runner != null && !runner.isShutdown()) {
            var unused = runner.schedule(this::once, rest.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void once() {
        var rest = pause;
        try {
            rest = work.get();
        } catch (RuntimeException failed) {
            LOG.warn("{} 未完成，稍后再试 · failed, and is tried again: {}", name, failed.toString());
        }
        later(rest);
    }

    /** Ends; what is being done is interrupted. */
    public synchronized void stop() {
        if (runner != null) {
            runner.shutdownNow();
            runner = null;
        }
    }

    /** Whether it has begun and not ended. */
    public synchronized boolean isRunning() {
        return runner != null;
    }
}
