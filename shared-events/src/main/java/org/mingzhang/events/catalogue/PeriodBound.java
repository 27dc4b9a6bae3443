package org.mingzhang.events.catalogue;

import java.time.LocalDate;

/** 统计时段: what of a campaign's periods a rule parameter follows, so that an edition can serve more than one year. */
public enum PeriodBound {
    ACADEMIC_FROM,
    ACADEMIC_TO,
    CALENDAR_FROM,
    CALENDAR_TO,
    ACADEMIC_FROM_YEAR,
    CALENDAR_FROM_YEAR;

    /** Its value in a campaign of these periods, written as text: a day, or a year for those that say so. */
    public String in(LocalDate academicFrom, LocalDate academicTo, LocalDate calendarFrom, LocalDate calendarTo) {
        return switch (this) {
            case ACADEMIC_FROM -> academicFrom.toString();
            case ACADEMIC_TO -> academicTo.toString();
            case CALENDAR_FROM -> calendarFrom.toString();
            case CALENDAR_TO -> calendarTo.toString();
            case ACADEMIC_FROM_YEAR -> Integer.toString(academicFrom.getYear());
            case CALENDAR_FROM_YEAR -> Integer.toString(calendarFrom.getYear());
        };
    }
}
