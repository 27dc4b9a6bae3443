package org.mingzhang.ops.time;

import java.time.Clock;
import java.time.ZoneId;
import org.mingzhang.ops.database.DataDirectory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The clock of this program, in whole milliseconds, Beijing time; settable in demo and test installations only. A
 * rehearsal has its own.
 */
@Configuration(proxyBeanMethods = false)
class ClockConfiguration {

    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    @Bean
    @ConditionalOnBooleanProperty(name = "mingzhang.demo", havingValue = false)
    @ConditionalOnProperty(name = "mingzhang.rehearse", havingValue = "no", matchIfMissing = true)
    Clock clock() {
        return Clock.tickMillis(BEIJING);
    }

    @Bean
    @ConditionalOnProperty("mingzhang.rehearse")
    RehearsalClock rehearsalClock() {
        return new RehearsalClock(Clock.tickMillis(BEIJING));
    }

    @Bean
    @ConditionalOnBooleanProperty("mingzhang.demo")
    SettableClock settableClock(DataDirectory directory) {
        return new SettableClock(Clock.tickMillis(BEIJING), directory.resolve("test-clock"));
    }
}
