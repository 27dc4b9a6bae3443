package org.mingzhang.ops.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RehearsalClockTest {

    private static final Instant PLANNED = Instant.parse("2022-09-08T01:00:00Z");
    private static final Instant FROZEN = Instant.parse("2022-10-31T08:00:00Z");

    private final ByHand real = new ByHand();
    private final RehearsalClock clock = new RehearsalClock(real);

    @Test
    void runsAsManyTimesFasterAsItIsTold() {
        clock.run(PLANNED, FROZEN, 100);
        real.passes(Duration.ofMinutes(36));
        assertThat(clock.instant()).isEqualTo(PLANNED.plus(Duration.ofHours(60)));
    }

    @Test
    void standsStillAndGoesOnFromThere() {
        clock.run(PLANNED, FROZEN, 0);
        real.passes(Duration.ofHours(1));
        assertThat(clock.instant()).isEqualTo(PLANNED);
        clock.run(clock.instant(), FROZEN, 2);
        real.passes(Duration.ofHours(1));
        assertThat(clock.instant()).isEqualTo(PLANNED.plus(Duration.ofHours(2)));
    }

    @Test
    void neverRunsPastTheEnd() {
        clock.run(PLANNED, FROZEN, RehearsalClock.FASTEST);
        real.passes(Duration.ofDays(1));
        assertThat(clock.instant()).isEqualTo(FROZEN);
    }

    @Test
    void doesNotRunBackwards() {
        assertThatThrownBy(() -> clock.run(PLANNED, FROZEN, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static final class ByHand extends Clock {

        private Instant now = Instant.parse("2023-08-20T00:00:00Z");

        void passes(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
