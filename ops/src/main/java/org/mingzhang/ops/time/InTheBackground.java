package org.mingzhang.ops.time;

import org.springframework.context.SmartLifecycle;

/** 后台工作: does one piece of work again and again for as long as the program runs. */
public interface InTheBackground extends SmartLifecycle {

    /** The work. */
    Repeating repeated();

    @Override
    default void start() {
        repeated().start();
    }

    @Override
    default void stop() {
        repeated().stop();
    }

    @Override
    default boolean isRunning() {
        return repeated().isRunning();
    }
}
