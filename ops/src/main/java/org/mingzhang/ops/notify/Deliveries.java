package org.mingzhang.ops.notify;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.mingzhang.ops.notify.Channel.Unreachable;
import org.mingzhang.ops.notify.DeliveryTable.At;
import org.mingzhang.ops.store.WriteGate;
import org.mingzhang.query.ViewPositions;
import org.mingzhang.query.Views;
import org.mingzhang.query.notice.Notices;
import org.mingzhang.query.notice.Notices.Notice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * 送出: takes each notice once to each channel, in the order of the ledger. What cannot be sent now waits and is tried again,
 * ever less often; a notice is sent twice only if the program dies between sending and noting it.
 */
final class Deliveries implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final int AT_ONCE = 200;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final List<Channel> channels;
    private final DeliveryTable table;
    private final Notices notices;
    private final ViewPositions views;
    private final WriteGate gate;
    private final Clock clock;
    private volatile boolean running;
    private ScheduledExecutorService runner = Executors.newScheduledThreadPool(0);

    Deliveries(
            List<Channel> channels,
            DeliveryTable table,
            Notices notices,
            ViewPositions views,
            WriteGate gate,
            Clock clock) {
        this.gate = gate;
        this.channels = List.copyOf(channels);
        this.table = table;
        this.notices = notices;
        this.views = views;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        if (channels.isEmpty()) {
            return;
        }
        runner = Executors.newScheduledThreadPool(channels.size(), task -> {
            var thread = new Thread(task, "delivery");
            thread.setDaemon(true);
            return thread;
        });
        for (var channel : channels) {
            LOG.info("通知经 {} 送出 · notices are sent by {}", channel.name(), channel.name());
            table.begin(channel.name(), views.of(Views.PROGRESS));
            later(channel, channel.pause());
        }
        gate.whenClosed(this::alarm);
    }

    /** Of a ledger that is frozen people are told past the ledger, for no event can be written any more. */
    private void alarm() {
        if (running) {
            var frozen = notices.ofFrozenLedger(clock.instant());
            channels.forEach(channel -> runner.execute(() -> alarm(channel, frozen, channel.pause())));
        }
    }

    private void alarm(Channel channel, List<Notice> waiting, Duration pause) {
        try {
            for (var rest = waiting; !rest.isEmpty() && running; ) {
                rest = rest.subList(channel.send(rest).handled(), rest.size());
            }
        } catch (Unreachable away) {
            var longer = trouble(channel, pause, String.valueOf(away.getMessage()));
            var unused =
                    runner.schedule(() -> alarm(channel, waiting, longer), longer.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void later(Channel channel, Duration pause) {
        if (running) {
            var unused = runner.schedule(
                    () -> later(channel, send(channel, pause)), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Sends what waits; answers how long to rest. */
    private Duration send(Channel channel, Duration rested) {
        try {
            while (running) {
                var at = table.of(channel.name()).orElseThrow();
                var waiting = notices.after(at.position(), at.staffNo(), AT_ONCE);
                if (waiting.isEmpty()) {
                    break;
                }
                var sent = channel.send(waiting);
                var last = waiting.get(sent.handled() - 1);
                table.reached(channel.name(), new At(last.position(), last.staffNo()), sent);
            }
            return channel.pause();
        } catch (Unreachable away) {
            return trouble(channel, rested, String.valueOf(away.getMessage()));
        } catch (RuntimeException defect) {
            return trouble(channel, rested, defect.toString());
        }
    }

    private Duration trouble(Channel channel, Duration rested, String why) {
        LOG.warn("通知暂时无法经 {} 送出，稍后再试 · cannot be sent now, tried again later: {}", channel.name(), why);
        try {
            table.troubled(channel.name(), why, clock.instant());
        } catch (RuntimeException noDatabase) {
            LOG.warn("not noted either", noDatabase);
        }
        var longer = rested.multipliedBy(2);
        return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }

    @Override
    public void stop() {
        running = false;
        runner.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
