package org.mingzhang.ops.tool.rehearsal;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mingzhang.ops.CannotStart;
import org.mingzhang.ops.store.Horizon;
import org.mingzhang.ops.time.RehearsalClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * 演练: tells the ledger again from where a campaign was planned, each event when the rehearsal's clock reaches its time. The
 * clock is shown to everything, so that days left, lateness and whose turn it is are those of that moment.
 */
final class Rehearsal implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final long STEP_MILLIS = 50;

    private final int year;
    private final int speed;
    private final JdbcClient sql;
    private final RehearsalClock clock;
    private final Horizon horizon;

    /** Last position of each moment at which something happened; empty before it starts. */
    private final TreeMap<Instant, Long> moments = new TreeMap<>();

    private final ScheduledExecutorService player = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "rehearsal");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean running;

    /**
     * Where it stands.
     *
     * @param from when the campaign was planned
     * @param until when the last thing happened
     * @param at the moment it shows now
     * @param position up to which the ledger is told
     * @param speed seconds a second; 0 while it stands still
     */
    record State(int year, Instant from, Instant until, Instant at, long position, int speed) {}

    Rehearsal(int year, int speed, JdbcClient sql, RehearsalClock clock, Horizon horizon) {
        this.year = year;
        this.speed = speed;
        this.sql = sql;
        this.clock = clock;
        this.horizon = horizon;
    }

    State state() {
        return new State(
                year,
                moments.firstKey(),
                moments.lastKey(),
                clock.instant(),
                horizon.of(Long.MAX_VALUE),
                clock.speed());
    }

    /**
     * Goes on from a moment; null for the one that is shown now.
     *
     * @return false if that moment was told already, and what was told cannot be untold; then it goes on as it did
     */
    synchronized boolean play(@Nullable Instant from, int newSpeed) {
        var now = clock.instant();
        var until = moments.lastKey();
        var start = from == null ? now : from;
        if (start.isBefore(now)) {
            return false;
        }
        clock.run(start.isAfter(until) ? until : start, until, newSpeed);
        tell();
        return true;
    }

    private void tell() {
        var reached = moments.floorEntry(clock.instant());
        if (reached != null) {
            horizon.at(reached.getValue());
        }
    }

    @Override
    public void start() {
        var planned = sql.sql("""
                        select l.position from store.ledger l join store.event e on e.global_index = l.global_index
                        where e.event_type = 'campaign.planned' and e.aggregate_id like '%/' || ?
                        order by l.position limit 1""")
                .param(Integer.toString(year))
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new CannotStart(
                        "备份中没有 " + year + " 年度的采集活动，不能演练。",
                        "The backup holds no campaign of " + year + " that could be rehearsed."));
        sql.sql("""
                        select at, max(position) as position from (
                            select l.position, max(e.at) over (order by l.position) as at
                            from store.ledger l join store.event e on e.global_index = l.global_index
                            where l.position >= ?) told
                        group by at""")
                .param(planned)
                .query((row, number) ->
                        Map.entry(row.getObject("at", OffsetDateTime.class).toInstant(), row.getLong("position")))
                .list()
                .forEach(moment -> moments.put(moment.getKey(), moment.getValue()));
        clock.run(moments.firstKey(), moments.lastKey(), speed);
        tell();
        var unused = player.scheduleWithFixedDelay(this::tell, STEP_MILLIS, STEP_MILLIS, TimeUnit.MILLISECONDS);
        running = true;
        LOG.info(
                "演练 {} 年度：从 {} 起以 {} 倍速重放，只能查看 · rehearsing {} at {} times its speed",
                year,
                moments.firstKey(),
                speed,
                year,
                speed);
    }

    @Override
    public void stop() {
        player.shutdownNow();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before whoever follows the ledger. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 500;
    }
}
