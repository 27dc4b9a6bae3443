package org.mingzhang.command.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.BeijingTime;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.events.campaign.Stage;

/** 时间节点: the dates of a campaign's stages. A later stage never ends before an earlier one. Immutable. */
record Timetable(Map<Stage, Dates> dates) {

    /**
     * The dates of one stage.
     *
     * @param passed whether it was recorded that the last day ended
     */
    record Dates(@Nullable LocalDate opensOn, LocalDate dueOn, boolean passed) {}

    Timetable {
        var sorted = new EnumMap<Stage, Dates>(Stage.class);
        sorted.putAll(dates);
        dates = Collections.unmodifiableMap(sorted);
    }

    static Timetable empty() {
        return new Timetable(Map.of());
    }

    /** Whether the stage has exactly these dates already. */
    boolean says(Stage stage, @Nullable LocalDate opensOn, LocalDate dueOn) {
        return of(stage)
                .filter(known -> known.dueOn().equals(dueOn) && Objects.equals(known.opensOn(), opensOn))
                .isPresent();
    }

    Optional<Dates> of(Stage stage) {
        return Optional.ofNullable(dates.get(stage));
    }

    /** Nobody moves a date that somebody else has just moved without having seen it. */
    void mustStandAsSeen(Stage stage, @Nullable LocalDate seen) {
        var now = of(stage).map(Dates::dueOn).orElse(null);
        if (seen != null && !seen.equals(now)) {
            throw new Refusal(
                    Rule.STAGE_MOVED_MEANWHILE, StageNames.of(stage), Objects.toString(now, "—"), seen.toString());
        }
    }

    /** The timetable with a stage's dates, if the order of the stages allows it. */
    Timetable with(Stage stage, @Nullable LocalDate opensOn, LocalDate dueOn) {
        if (opensOn != null && opensOn.isAfter(dueOn)) {
            throw new Refusal(Rule.STAGE_DATES_WRONG);
        }
        for (var other : dates.entrySet()) {
            var before = other.getKey().compareTo(stage) < 0
                    && other.getValue().dueOn().isAfter(dueOn);
            var after = other.getKey().compareTo(stage) > 0
                    && other.getValue().dueOn().isBefore(dueOn);
            if (before || after) {
                var first = before ? other.getKey() : stage;
                var second = before ? stage : other.getKey();
                throw new Refusal(Rule.STAGE_ORDER, StageNames.of(first), StageNames.of(second));
            }
        }
        return scheduled(stage, opensOn, dueOn);
    }

    /** The timetable with a stage's dates, as history has it. */
    Timetable scheduled(Stage stage, @Nullable LocalDate opensOn, LocalDate dueOn) {
        return put(stage, new Dates(opensOn, dueOn, false));
    }

    /** The timetable with a stage recorded as passed. */
    Timetable passed(Stage stage) {
        return of(stage)
                .map(known -> put(stage, new Dates(known.opensOn(), known.dueOn(), true)))
                .orElse(this);
    }

    /** The day that ended, if the stage's last day ended before that instant and it was not recorded yet. */
    Optional<LocalDate> justPassed(Stage stage, Instant now) {
        return of(stage)
                .filter(known -> !known.passed() && now.isAfter(BeijingTime.endOf(known.dueOn())))
                .map(Dates::dueOn);
    }

    private Timetable put(Stage stage, Dates next) {
        var all = new EnumMap<Stage, Dates>(Stage.class);
        all.putAll(dates);
        all.put(stage, next);
        return new Timetable(all);
    }
}
