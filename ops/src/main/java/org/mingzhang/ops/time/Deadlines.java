package org.mingzhang.ops.time;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** 截止时间: runs the scheduler after everything that a deadline may wake has started, and stops it before. */
@Component
class Deadlines implements SmartLifecycle {

    private final Scheduler scheduler;
    private volatile boolean running;

    Deadlines(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Looks at once for what is due, as after the clock was set. */
    void look() {
        scheduler.triggerCheckForDueExecutions();
    }

    @Override
    public void start() {
        scheduler.start();
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
