package org.mingzhang.ops.time;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** 测试时钟: a clock that can be set and runs on from there, also after a restart. */
final class SettableClock extends Clock {

    private final Clock real;
    private final Path file;
    private volatile Duration ahead;

    /**
     * A clock that remembers how far it is set.
     *
     * @param real what it runs with
     * @param file where it keeps how far ahead of the real clock it is, as an ISO duration
     */
    SettableClock(Clock real, Path file) {
        this.real = real;
        this.file = file;
        this.ahead = read(file);
    }

    void set(Instant now) {
        var change = Duration.between(real.instant(), now);
        write(change);
        ahead = change;
    }

    @Override
    public Instant instant() {
        return real.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(real, ahead).withZone(zone);
    }

    private static Duration read(Path file) {
        try {
            return Files.exists(file) ? Duration.parse(Files.readString(file).strip()) : Duration.ZERO;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Duration change) {
        try {
            var part = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(part, change + "\n");
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
