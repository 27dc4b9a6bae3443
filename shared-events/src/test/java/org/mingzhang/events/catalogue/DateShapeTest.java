package org.mingzhang.events.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A date is one exactly if the calendar has it. */
class DateShapeTest {

    @Property
    void knowsTheDaysOfTheCalendar(@ForAll("written") String written) {
        assertThat(DateShape.exists(written, false)).isEqualTo(parses(written, false));
        assertThat(DateShape.exists(written, true)).isEqualTo(parses(written, true));
    }

    private static boolean parses(String written, boolean monthOnly) {
        if (written.startsWith("0") || !written.matches("[0-9-]{" + (monthOnly ? 7 : 10) + "}")) {
            return false;
        }
        try {
            return (monthOnly ? YearMonth.parse(written) : LocalDate.parse(written)) != null;
        } catch (DateTimeException none) {
            return false;
        }
    }

    @Provide
    Arbitrary<String> written() {
        var numbers = Combinators.combine(
                        Arbitraries.integers().between(0, 9999),
                        Arbitraries.integers().between(0, 14),
                        Arbitraries.integers().between(0, 33))
                .as((year, month, day) -> "%04d-%02d-%02d".formatted(year, month, day));
        var february = Arbitraries.integers()
                .between(1890, 2110)
                .flatMap(year -> Arbitraries.of(year + "-02-28", year + "-02-29", year + "-02-30"));
        var months = numbers.map(date -> date.substring(0, 7));
        var odd = Arbitraries.strings()
                .withChars("0123456789-/:;９月")
                .ofMinLength(6)
                .ofMaxLength(11);
        return Arbitraries.oneOf(numbers, february, months, odd);
    }
}
