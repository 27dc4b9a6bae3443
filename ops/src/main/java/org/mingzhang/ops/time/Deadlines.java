package org.mingzhang.ops.time;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * 截止时间: runs the scheduler after everything that a deadline may wake has started, and stops it before. A drill
 * writes nothing, so in one no deadline wakes anything.
 */
@Component
class Deadlines implements SmartLifecycle {

    private final Scheduler scheduler;
    private final boolean drill;
    private volatile boolean running;

    Deadlines(Scheduler scheduler, @Value("${mingzhang.drill:false}") boolean drill) {
        this.drill = drill;
        this.scheduler = scheduler;
    }

    /** Looks at once for what is due, as after the clock was set. */
    void look() {
        scheduler.triggerCheckForDueExecutions();
    }

    @Override
    public void start() {
        if (!drill) {
            scheduler.start();
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        scheduler.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 4096;
    }
}
