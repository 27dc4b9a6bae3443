package org.mingzhang.events.org;

import java.time.Instant;
import org.mingzhang.events.Event;
import org.mingzhang.events.EventName;

/** What happens to this installation (本系统) itself. */
public sealed interface InstallationEvent extends Event {

    /**
     * 调整测试时钟: possible in demo and test installations only.
     *
     * @param now what the clock shows from here on
     */
    @EventName("installation.test-clock-set")
    record TestClockSet(Instant now, String by, Instant at) implements InstallationEvent {}

    /** 初始化完成: the one-time set-up code was used. */
    @EventName("installation.set-up")
    record SetUp(String college, String by, Instant at) implements InstallationEvent {}
}
