package org.mingzhang.ops.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** 演练时钟: runs through an old campaign faster than time did, stands still when told to, and never runs past its end. */
public final class RehearsalClock extends Clock {

    /** A year in half a minute: faster than anybody can look. */
    public static final int FASTEST = 1_000_000;

    private final Clock real;
    private volatile Course course;

    /**
     * How it runs since it was last set.
     *
     * @param since real time of that
     * @param from what it showed then
     * @param until where it stops
     * @param speed seconds a second; 0 while it stands still
     */
    private record Course(Instant since, Instant from, Instant until, int speed) {

        Instant at(Instant now) {
            var shown = from.plus(Duration.between(since, now).multipliedBy(speed));
            return shown.isAfter(until) ? until : shown;
        }
    }

    RehearsalClock(Clock real) {
        this.real = real;
        this.course = new Course(real.instant(), Instant.EPOCH, Instant.EPOCH, 0);
    }

    /** It shows this moment now and runs on from it. */
    public synchronized void run(Instant from, Instant until, int speed) {
        if (speed < 0 || speed > FASTEST) {
            throw new IllegalArgumentException("a speed of " + speed);
        }
        course = new Course(real.instant(), from, until, speed);
    }

    /** Seconds a second; 0 while it stands still. */
    public int speed() {
        return course.speed();
    }

    @Override
    public Instant instant() {
        return course.at(real.instant());
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}
