package org.mingzhang.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** 临近截止: when before a date people are told of it: three days, one day and four hours. */
public final class Nearing {

    /** Hours before the date, the earliest first. */
    private static final List<Integer> HOURS = List.of(72, 24, 4);

    private Nearing() {}

    /**
     * One time to tell.
     *
     * @param hoursLeft hours before the date
     */
    public record Time(int hoursLeft, Instant at) {}

    /** The times that are still ahead; none is made up for what is past. */
    public static List<Time> ahead(Instant end, Instant now) {
        return HOURS.stream()
                .map(hours -> new Time(hours, end.minus(Duration.ofHours(hours))))
                .filter(time -> time.at().isAfter(now))
                .toList();
    }

    /**
     * Whether it is still of use to tell this: a program that was down for two days tells once how long there is left, and
     * nothing once the date has passed.
     */
    public static boolean isTimely(int hoursLeft, Instant end, Instant now) {
        return !now.isAfter(end)
                && HOURS.stream()
                        .filter(hours -> hours < hoursLeft)
                        .allMatch(hours -> now.isBefore(end.minus(Duration.ofHours(hours))));
    }
}
