package org.mingzhang.ops.time;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * 时钟回拨: whoever can turn the machine's clock back could make what is late look as if it had been in time. While the clock
 * stands before what it has said already, nothing is written; reading goes on, and so does writing once the clock is right.
 */
@Component
final class ClockGuard implements HandlerInterceptor, WebMvcConfigurer, HealthIndicator {

    /** What a time service may correct. */
    private static final Duration CORRECTION = Duration.ofMinutes(1);

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Logger LOG = LoggerFactory.getLogger(ClockGuard.class);

    private final Clock clock;
    /** Milliseconds since the epoch. */
    private final AtomicLong latest;

    /** Whether the clock shows an old campaign on purpose. */
    private final boolean rehearsing;

    private volatile boolean told;

    ClockGuard(
            Clock clock,
            JdbcClient sql,
            @Value("${mingzhang.demo:false}") boolean settable,
            @Value("${mingzhang.rehearse:}") String rehearsed) {
        this.rehearsing = !rehearsed.isEmpty();
        this.clock = clock;
        var written = settable
                ? Instant.EPOCH
                : sql.sql("select head_at from store.sequencer")
                        .query(OffsetDateTime.class)
                        .single()
                        .toInstant();
        this.latest = new AtomicLong(written.toEpochMilli());
    }

    /** The clock of a demo or test installation was set openly, by an event: it counts from there. */
    void setTo(Instant now) {
        latest.set(now.toEpochMilli());
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(this).addPathPatterns("/api/v1/**").excludePathPatterns("/api/v1/test/clock");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!READING.contains(request.getMethod()) && isBack()) {
            throw new Refusal(Rule.CLOCK_WENT_BACK);
        }
        return true;
    }

    @Override
    public Health health() {
        return (isBack() ? Health.down() : Health.up())
                .withDetail("now", clock.instant().toString())
                .withDetail("latest", Instant.ofEpochMilli(latest.get()).toString())
                .build();
    }

    private boolean isBack() {
        if (rehearsing) {
            return false;
        }
        var now = clock.instant();
        var newest = Instant.ofEpochMilli(latest.accumulateAndGet(now.toEpochMilli(), Math::max));
        boolean back = now.isBefore(newest.minus(CORRECTION));
        if (back && !told) {
            LOG.error("系统时钟回拨：现在 {}，账本已到 {}，暂停写入 · the clock went back, nothing is written", now, newest);
        }
        told = back;
        return back;
    }
}
