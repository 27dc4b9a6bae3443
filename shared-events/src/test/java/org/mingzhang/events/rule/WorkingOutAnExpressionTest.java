package org.mingzhang.events.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 语义. */
class WorkingOutAnExpressionTest {

    static final Row ROW = Row.of(Map.of(
            "no",
            "p1",
            "name",
            "𠮷田甲",
            "age",
            new BigDecimal("30"),
            "born",
            LocalDate.of(1992, 2, 29),
            "joined",
            LocalDate.of(2010, 9, 1),
            "married",
            true,
            "kind",
            "1",
            "ids",
            "p1 ,p2"));

    static final Row LAST_YEARS_ROW = Row.of(Map.of("no", "p1", "age", new BigDecimal("29")));

    static final Tables THIS_YEAR = Tables.of(Map.of(
            "person",
            List.of(ROW, Row.of(Map.of("no", "p2", "age", new BigDecimal("40.0"), "kind", "2"))),
            "mark",
            List.of(
                    mark("p1", "甲", "1.5"),
                    mark("p1", "乙", "2.50"),
                    mark("p2", "甲", "2.5"),
                    Row.of(Map.of("no", "p3")))));

    static final Tables LAST_YEAR = Tables.of(Map.of("person", List.of(LAST_YEARS_ROW)));

    static Row mark(String no, String subject, String points) {
        return Row.of(Map.of("no", no, "subject", subject, "points", new BigDecimal(points)));
    }

    static Evaluator evaluator(@Nullable Tables lastYear) {
        return new Evaluator(
                THIS_YEAR,
                lastYear,
                Map.of("limit", new BigDecimal("10"), "day", LocalDate.of(2022, 8, 31)),
                Map.of(
                        "people", read("count(person)"),
                        "points", read("ratio(sum(mark.points), ind.people)")));
    }

    static Expression read(String text) {
        return Expression.read(text, "person", SmallSchema.SCHEMA);
    }

    static @Nullable Object value(String text) {
        return evaluator(LAST_YEAR).value(read(text), ROW, LAST_YEARS_ROW);
    }

    static String shown(@Nullable Object value) {
        return value instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : String.valueOf(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # nothing is neither true nor false
            weight = 1                              | null
            weight is null                          | true
            weight is not null                      | false
            not (weight = 1)                        | null
            weight = 1 and false                    | false
            weight = 1 and true                     | null
            weight = 1 or true                      | true
            weight = 1 or false                     | null
            weight in (1, 2)                        | null
            weight between 1 and 2                  | null
            age between weight and 40               | null
            age in (weight, 30)                     | true
            age in (weight, 31)                     | false
            null = null                             | null
            if weight = 1 then false                | true
            if age = 30 then weight = 1             | null
            if age = 30 then age > 40               | false
            if age > 40 then false                  | true
            married = (kind = '1')                  | true
            (name is null) = (weight is null)       | false
            coalesce(weight, 0) + 1                 | 1
            coalesce(weight, weight)                | null
            # numbers
            1.10 = 1.1                              | true
            0.1 + 0.2 = 0.3                         | true
            1 + 2 * 3 - 4 / 2                       | 5
            -age + 31                               | 1
            -(age - 1)                              | -29
            age / 0                                 | null
            ratio(age, 0)                           | null
            ratio(age, 4)                           | 7.5
            round(1 / 3, 2)                         | 0.33
            round(0.125, 2)                         | 0.12
            round(0.135, 2)                         | 0.14
            abs(1 - age)                            | 29
            min_of(age, 7)                          | 7
            # texts and dates
            len(name)                               | 3
            startswith(name, '𠮷')                   | true
            startswith(name, '吉')                   | false
            'a' < 'b'                               | true
            '𠮷' > '￥'                               | true
            year(joined)                            | 2010
            month(joined)                           | 9
            age_at(born, param.day)                 | 30
            age_at(joined, param.day)               | 11
            years_between(joined, born)             | -19
            days_between(joined, joined)            | 0
            joined < param.day                      | true
            id_check('11010519491231002X')          | true
            id_check('110105194912310021')          | false
            id_check('11010519491231002x')          | false
            id_check('1')                           | false
            id_birth('11010519491231002X')          | 1949-12-31
            id_birth('110105194913310021')          | null
            id_birth('1')                           | null
            # other rows
            count(mark)                             | 4
            count(mark where no = this.no)          | 2
            count(mark where this.no = no)          | 2
            count(mark where no = this.name)        | 0
            count(mark where points = this.weight)  | 0
            sum(mark.points where no = this.no)     | 4
            sum(mark.points where no = 'nobody')    | 0
            avg(mark.points)                        | 2.166666666666666666666666666666667
            avg(mark.points where no = 'nobody')    | null
            min(mark.subject)                       | 乙
            max(mark.points where no = this.no)     | 2.5
            count_distinct(mark.points)             | 2
            exists(mark where mark.no = this.no and points > 2)      | true
            exists(mark where no = this.no and points > param.limit) | false
            exists(mark where points is null)       | true
            count(person where age = this.age + 10) | 1
            count(person where exists(mark where mark.no = person.no and points < 2)) | 1
            count(mark where lookup(person.age, no = mark.no) = this.age) | 2
            lookup(person.age, no = 'p2')           | 40
            lookup(person.age, no = 'nobody')       | null
            lookup(person.age, no = null)           | null
            list_all_in(ids, person.no)             | true
            list_all_in('p1,p9', person.no)         | false
            list_all_in('p1,', person.no)           | false
            list_all_in(coalesce(null, ids), mark.no) | true
            # last year
            prev.age                                | 29
            prev.weight is null                     | true
            prev(count(person))                     | 1
            prev(count(person where age = this.age)) | 0
            prev(exists(person where no = this.no)) | true
            # indicators
            ind.people                              | 2
            ind.points                              | 3.25
            """)
    void gives(String text, String expected) {
        assertThat(shown(value(text))).isEqualTo(expected);
    }

    @Test
    void knowsNothingOfAYearThatWasNot() {
        assertThat(evaluator(null).value(read("prev(count(person))"), ROW, null))
                .isNull();
        assertThat(evaluator(null).value(read("prev.age"), ROW, null)).isNull();
    }

    @Test
    void failsOnlyWhatIsFalse() {
        assertThat(evaluator(null).fails(read("weight = 1"), ROW, null)).isFalse();
        assertThat(evaluator(null).fails(read("age = 1"), ROW, null)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            age > 40                                | 30 | 40
            abs(age - 5) <= 1                       | 30 | 5
            abs(age) <= 1                           | 30 | 1
            age = 30 and age < 20                   | 30 | 20
            if married then count(mark) = 0         | 4  | 0
            weight is not null or age = 0 or age / 4 < 2 | 7.5 | 2
            age between 40 and 50                   | 30 | 40
            age in (1, 2)                           | 30 | null
            prev(count(person)) is null or abs(count(person) - prev(count(person))) < 1 | 2 | 1
            """)
    void namesTheSidesThroughWhichARuleFailed(String text, String left, String right) {
        var sides = evaluator(LAST_YEAR).sides(read(text), ROW, LAST_YEARS_ROW).orElseThrow();
        assertThat(shown(sides.leftValue())).isEqualTo(left);
        assertThat(shown(sides.rightValue())).isEqualTo(right);
    }

    @Test
    void namesNoSidesWhereNothingWasCompared() {
        assertThat(evaluator(null).sides(read("weight is not null"), ROW, null)).isEmpty();
        assertThat(evaluator(null).sides(read("age = 30"), ROW, null)).isEmpty();
    }

    @Test
    void asksAnIndexForEachOfTenThousandRows() {
        var people = new ArrayList<Row>();
        var marks = new ArrayList<Row>();
        for (var i = 0; i < 10_000; i++) {
            var cells = new HashMap<String, Object>();
            cells.put("no", "p" + i);
            cells.put("kind", String.valueOf(i % 20));
            cells.put("age", BigDecimal.valueOf(i % 50));
            people.add(Row.of(cells));
            marks.add(mark("p" + i, "甲", "1"));
        }
        var evaluator = new Evaluator(Tables.of(Map.of("person", people, "mark", marks)), null, Map.of(), Map.of());
        var rules = List.of(
                read("exists(mark where no = this.no and points > 0)"),
                read("count(mark where this.no = no) = 1"),
                read("sum(mark.points where lookup(person.kind, no = mark.no) = this.kind) = 500"),
                read("count(person where kind = this.kind and age >= 40) > 0"),
                read("count(mark) = 10000 and lookup(person.age, no = this.no) = age"));
        for (var rule : rules) {
            for (var row : people) {
                assertThat(evaluator.fails(rule, row, null)).isFalse();
            }
        }
    }
}
