package org.mingzhang.command.org;

import java.time.Instant;
import org.mingzhang.events.org.InstallationEvent;

/** 调整测试时钟. The fields mean what they mean in {@link InstallationEvent.TestClockSet}. */
public record SetTestClock(Instant now, String by) implements InstallationCommand {}
