package org.mingzhang.ops.tool.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.mingzhang.events.Event;
import org.mingzhang.ops.time.TestClock;
import org.mingzhang.ops.tool.demo.Browser.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One campaign at the demo college, told day by day: what every year has in common. */
abstract class DemoYear {

    private static final Logger LOG = LoggerFactory.getLogger(DemoYear.class);
    private static final int PATIENCE = 600;
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    final DemoCollege college;
    final DemoRows rows;
    final Cast cast;
    final Deeds deeds;
    private final TestClock clock;
    private Instant now = Instant.EPOCH;

    DemoYear(DemoCollege college, DemoRows rows, Cast cast, TestClock clock, Deeds deeds) {
        this.college = college;
        this.rows = rows;
        this.cast = cast;
        this.clock = clock;
        this.deeds = deeds;
    }

    /** The shares of a table that its departments have worked on. */
    abstract List<String> done(String table);

    /** What the clock says. */
    final Instant now() {
        return now;
    }

    /** Tables open by themselves, shortly after what they wait for. */
    void awaitOpen(String table) {
        await("table " + table + " does not open", () -> state(table).equals("OPEN"));
    }

    static void await(String otherwise, BooleanSupplier come) {
        for (int turn = 0; !come.getAsBoolean(); turn++) {
            if (turn > PATIENCE) {
                throw new IllegalStateException(otherwise);
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
    }

    String state(String table) {
        return must(deeds.office().get(deeds.tableOf(table)))
                .json()
                .path("state")
                .asString("");
    }

    /** Handed over, reported ten minutes later, signed. */
    void approve(String table) {
        for (var department : done(table)) {
            must(deeds.submit(table, department));
        }
        later();
        for (var department : done(table)) {
            must(deeds.openReview(table, department));
            must(deeds.brief(table, department, now));
            must(deeds.approve(table, department));
        }
    }

    final void now(String beijing) {
        LOG.info("示例学校：{}", beijing.substring(0, 10));
        now = LocalDateTime.parse(beijing).atZone(BEIJING).toInstant();
        clock.set(now, Event.SYSTEM);
    }

    final void later() {
        now = now.plus(Duration.ofMinutes(10));
        clock.set(now, Event.SYSTEM);
    }

    static Answer must(Answer answer) {
        return answer.mustBeOk();
    }

    static void inParallel(List<Runnable> deeds) {
        var threads = Executors.newFixedThreadPool(4);
        try {
            var all = new ArrayList<Future<?>>();
            deeds.forEach(deed -> all.add(threads.submit(deed)));
            for (var one : all) {
                one.get();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
