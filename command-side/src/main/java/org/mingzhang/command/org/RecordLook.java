package org.mingzhang.command.org;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.org.AccountEvent;

/**
 * 督查查看: nothing happens if the same was recorded lately. The fields mean what they mean in {@link
 * AccountEvent.LookedAt}.
 */
public record RecordLook(
        String college,
        String staffNo,
        String what,
        @Nullable Integer year,
        @Nullable String tableCode,
        @Nullable String share,
        @Nullable String person,
        String by)
        implements AccountCommand {

    /** Within this time of the last record the same is the same look. */
    private static final Duration LASTS = Duration.ofHours(1);

    /** Whether a look that was recorded then stands no longer for one that happens now. */
    public static boolean isOver(Instant then, Instant now) {
        return !now.isBefore(then.plus(LASTS));
    }

    /** What was shown, as one word by which two looks are the same. */
    public String shown() {
        return shown(what, year, tableCode, share, person);
    }

    static String shown(
            String what,
            @Nullable Integer year,
            @Nullable String tableCode,
            @Nullable String share,
            @Nullable String person) {
        return what + "/" + year + "/" + tableCode + "/" + share + "/" + person;
    }
}
