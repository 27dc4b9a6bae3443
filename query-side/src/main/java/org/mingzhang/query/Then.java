package org.mingzhang.query;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * 当时: the moment of the past at which what this thread reads is answered. Its connections then see the views as they were; who may read
 * them is decided as of now.
 *
 * @param position ledger position up to which the views are told
 * @param at the moment that was asked for
 * @param schema in which these views lie
 */
public record Then(long position, Instant at, String schema) {

    private static final ThreadLocal<@Nullable Then> HERE = new ThreadLocal<>();

    /** The moment of this thread's reads; null for now. */
    public static @Nullable Then here() {
        return HERE.get();
    }

    /** From now on this thread reads as of then. */
    public void enter() {
        HERE.set(this);
    }

    /** From now on this thread reads as of now again. */
    public static void leave() {
        HERE.remove();
    }

    /** What somebody answers who reads as of now, whatever this thread otherwise reads. */
    public static <T> T nowadays(Supplier<T> read) {
        var then = HERE.get();
        if (then == null) {
            return read.get();
        }
        HERE.remove();
        try {
            return read.get();
        } finally {
            HERE.set(then);
        }
    }

    /** The moment from which days are counted: now, or then. */
    public static Instant instant(Clock clock) {
        var then = HERE.get();
        return then == null ? clock.instant() : then.at();
    }
}
