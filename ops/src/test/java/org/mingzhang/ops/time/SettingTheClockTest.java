package org.mingzhang.ops.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 测试时钟. */
class SettingTheClockTest {

    private static final Instant REAL = Instant.parse("2026-03-02T01:00:00Z");
    private static final Instant COLLECTION = Instant.parse("2022-10-10T01:00:00Z");
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    @TempDir
    Path directory;

    @Test
    void showsTheRealTimeUntilItIsSet() {
        assertThat(at(REAL).instant()).isEqualTo(REAL);
    }

    @Test
    void runsOnFromWhereItWasSet() {
        at(REAL).set(COLLECTION);
        assertThat(at(REAL.plusSeconds(90)).instant()).isEqualTo(COLLECTION.plusSeconds(90));
    }

    @Test
    void canBeSetAgainAndBack() {
        var clock = at(REAL);
        clock.set(COLLECTION);
        clock.set(COLLECTION.minus(Duration.ofDays(3)));
        assertThat(clock.instant()).isEqualTo(COLLECTION.minus(Duration.ofDays(3)));
    }

    @Test
    void keepsItsZone() {
        assertThat(at(REAL).getZone()).isEqualTo(BEIJING);
    }

    /** A clock of an installation that is started at this instant. */
    private SettableClock at(Instant now) {
        return new SettableClock(Clock.fixed(now, BEIJING), directory.resolve("test-clock"));
    }
}
