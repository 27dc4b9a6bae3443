package org.mingzhang.command.campaign;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mingzhang.events.campaign.PlanEvent;

/**
 * 方案中的日期: dates as people type them, {@code 2022年9月30日}, {@code 9月30日}, {@code 九月1日}, also with the letter l for
 * the digit 1 and in full-width digits.
 */
final class PlanDates {

    private static final String NUMERALS = "一二三四五六七八九";
    private static final String DIGIT = "[0-9０-９lIO一二三四五六七八九十]";
    private static final Pattern DATE =
            Pattern.compile("(?:(" + DIGIT + "{4})\\s*年\\s*)?(" + DIGIT + "{1,3})\\s*月\\s*(" + DIGIT + "{1,3})\\s*日");
    private static final Pattern BETWEEN = Pattern.compile("\\s*[-—–－~～至到]+\\s*");

    private final String text;
    private final List<Found> found = new ArrayList<>();

    private record Found(LocalDate day, int from, int to) {}

    private PlanDates(String text, int year) {
        this.text = text;
        var lastYear = year;
        for (var date = DATE.matcher(text); date.find(); ) {
            lastYear = date.group(1) == null ? lastYear : number(date.group(1));
            add(date, date.group(1) == null ? year : lastYear);
        }
    }

    /** The dates of a passage; one without a year is of the year given. */
    static PlanDates in(String text, int year) {
        return new PlanDates(text, year);
    }

    private void add(Matcher date, int year) {
        try {
            var day = LocalDate.of(year, number(date.group(2)), number(date.group(3)));
            found.add(new Found(day, date.start(), date.end()));
        } catch (DateTimeException noSuchDay) {
            // not a date after all; whoever needs it will miss it and say so
        }
    }

    Optional<LocalDate> last() {
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(found.get(found.size() - 1).day());
    }

    /** First day of the first period, from one date to another. */
    Optional<PlanEvent.Period> period() {
        for (var each = 0; each + 1 < found.size(); each++) {
            var from = found.get(each);
            var to = found.get(each + 1);
            if (BETWEEN.matcher(text.substring(from.to(), to.from())).matches()) {
                return Optional.of(new PlanEvent.Period(from.day(), to.day()));
            }
        }
        return Optional.empty();
    }

    private static int number(String typed) {
        var digits = new StringBuilder();
        typed.chars().forEach(character -> digits.append(digit((char) character)));
        var written = digits.toString();
        if (!written.contains("十")) {
            return Integer.parseInt(written);
        }
        var parts = written.split("十", -1);
        return (parts[0].isEmpty() ? 1 : Integer.parseInt(parts[0])) * 10
                + (parts[1].isEmpty() ? 0 : Integer.parseInt(parts[1]));
    }

    private static char digit(char typed) {
        if (typed == 'l' || typed == 'I') {
            return '1';
        }
        if (typed == 'O') {
            return '0';
        }
        if (typed >= '０' && typed <= '９') {
            return (char) (typed - '０' + '0');
        }
        var numeral = NUMERALS.indexOf(typed);
        return numeral < 0 ? typed : (char) ('1' + numeral);
    }
}
