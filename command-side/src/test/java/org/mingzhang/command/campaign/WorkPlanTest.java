package org.mingzhang.command.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.campaign.PlanCampaign.Dates;
import org.mingzhang.events.campaign.PlanEvent.Period;
import org.mingzhang.events.campaign.Stage;

/** 工作方案 — what is read from the text of a plan as colleges write it. */
class WorkPlanTest {

    static String resource(String name) {
        try (var stream = WorkPlanTest.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    final WorkPlan plan = WorkPlan.read(resource("work-plan.txt"), 2022);

    @Test
    void givesEveryStageItsLastDay() {
        assertThat(plan.stages().values().stream().map(dates -> Map.entry(dates.stage(), dates.dueOn())))
                .containsExactlyInAnyOrder(
                        Map.entry(Stage.PLATFORM, LocalDate.of(2022, 9, 20)),
                        Map.entry(Stage.SOURCE_TABLES, LocalDate.of(2022, 9, 30)),
                        Map.entry(Stage.COLLECTION, LocalDate.of(2022, 10, 15)),
                        Map.entry(Stage.REVIEW, LocalDate.of(2022, 10, 18)),
                        Map.entry(Stage.CHECKING, LocalDate.of(2022, 10, 22)),
                        Map.entry(Stage.LEADERS, LocalDate.of(2022, 10, 29)),
                        Map.entry(Stage.SUBMISSION, LocalDate.of(2022, 10, 30)));
    }

    @Test
    void givesAStageItsFirstDayWhereThePlanDoes() {
        assertThat(plan.stages().get(Stage.PLATFORM))
                .isEqualTo(new Dates(Stage.PLATFORM, LocalDate.of(2022, 9, 4), LocalDate.of(2022, 9, 20)));
    }

    @Test
    void readsTheAcademicYearAlthoughADigitIsTypedAsALetter() {
        assertThat(plan.academicYear()).isEqualTo(new Period(LocalDate.of(2021, 9, 1), LocalDate.of(2022, 8, 31)));
    }

    @Test
    void readsTheCalendarYearOfTheFinanceTables() {
        assertThat(plan.calendarYear()).isEqualTo(new Period(LocalDate.of(2021, 1, 1), LocalDate.of(2021, 12, 31)));
    }

    @Test
    void readsChineseNumeralsAndFullWidthDigits() {
        assertThat(PlanDates.in("于九月l日至十月二十五日", 2022).period())
                .contains(new Period(LocalDate.of(2022, 9, 1), LocalDate.of(2022, 10, 25)));
        assertThat(PlanDates.in("２０２２年１０月１５日前", 2021).last()).contains(LocalDate.of(2022, 10, 15));
    }

    @Test
    void guessesNothingThatThePlanDoesNotSay() {
        var empty = WorkPlan.read("关于做好采集工作的通知", 2022);
        assertThat(empty.stages()).isEmpty();
        assertThat(empty.academicYear()).isNull();
        assertThat(PlanDates.in("2022年13月45日", 2022).last()).isEmpty();
    }
}
