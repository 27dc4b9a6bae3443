package org.mingzhang.events.carry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.events.catalogue.FieldType;
import org.mingzhang.events.catalogue.Judge;
import org.mingzhang.events.catalogue.Table;

/** 带入上年: turns last year's entries into this year's form and finds which of them this year's table has already. */
public final class Carrying {

    /** Comparisons of nearly equal names in one request; beyond, only equal keys are recognised. */
    private static final long MOST_COMPARISONS = 4_000_000;

    private final Catalogue catalogue;
    private final Mapping mapping;
    private final List<String> lasting;

    /**
     * Carrying between two forms of a table.
     *
     * @param catalogue this year's edition
     * @param mapping where this year's fields come from
     */
    public Carrying(Catalogue catalogue, Mapping mapping) {
        this.catalogue = catalogue;
        this.mapping = mapping;
        var table = mapping.later();
        this.lasting = (table.yearOnYearKey().isEmpty() ? table.key() : table.yearOnYearKey())
                .stream()
                        .filter(name ->
                                table.field(name).filter(this::isOfItsYear).isEmpty())
                        .toList();
    }

    /**
     * Proposes last year's entries, in their order.
     *
     * @param before last year's approved entries
     * @param standing what stands in this year's table, of any department
     */
    public List<Carried> propose(List<Before> before, List<Before> standing) {
        var index = new HashMap<List<CellValue>, Before>();
        standing.forEach(entry -> key(entry.cells()).ifPresent(key -> index.putIfAbsent(key, entry)));
        var drawn = before.stream().map(this::draw).toList();
        var near = (long) before.size() * standing.size() <= MOST_COMPARISONS;
        var same = new HashSet<Integer>();
        drawn.forEach(each -> key(each.cells()).map(index::get).ifPresent(found -> same.add(found.entry())));
        return drawn.stream()
                .map(each -> {
                    var equal = key(each.cells()).map(index::get);
                    if (equal.isPresent()) {
                        return matched(each, Carried.Match.STANDS, equal.get().entry());
                    }
                    return (near ? standing.stream() : standing.stream().limit(0))
                            .filter(other -> !same.contains(other.entry()) && isNear(each.cells(), other.cells()))
                            .findFirst()
                            .map(other -> matched(each, Carried.Match.NEAR, other.entry()))
                            .orElse(each);
                })
                .toList();
    }

    private static Carried matched(Carried drawn, Carried.Match match, int like) {
        return new Carried(drawn.from(), drawn.cells(), drawn.doubts(), match, like);
    }

    /** One entry in this year's form. */
    private Carried draw(Before before) {
        var doubts = new ArrayList<Carried.Doubt>();
        var cells = new TreeMap<String, CellValue>();
        for (var field : mapping.later().fields()) {
            var value = value(field, before.cells(), doubts);
            if (value != null) {
                cells.put(field.name(), value);
            }
        }
        for (var problem : Judge.judge(catalogue, mapping.later(), cells).problems()) {
            cells.remove(problem.field());
            doubts.add(new Carried.Doubt(
                    problem.field(),
                    problem.rule(),
                    "上年的值今年不适用：" + problem.zh(),
                    "not valid this year: " + problem.en()));
        }
        return new Carried(before, cells, doubts, Carried.Match.NEW, null);
    }

    private @Nullable CellValue value(Field field, Map<String, CellValue> cells, List<Carried.Doubt> doubts) {
        var origin = mapping.of(field.name());
        if (origin instanceof Mapping.Unchosen unchosen) {
            doubts.add(new Carried.Doubt(
                    field.name(),
                    "unchosen",
                    "“" + field.zh() + "”由多个原字段合并，请选择沿用哪一个：" + String.join("、", titles(unchosen.candidates())),
                    "“" + field.zh() + "” is made of several earlier fields; choose one"));
            return null;
        }
        if (origin.names().isEmpty()) {
            return null;
        }
        var value = cells.get(origin.names().get(0));
        if (value == null || value instanceof CellValue.Blank || value instanceof CellValue.Erased) {
            return null;
        }
        if (isOfItsYear(field)) {
            doubts.add(new Carried.Doubt(
                    field.name(),
                    "outside-period",
                    "“" + field.zh() + "”属于上一统计时段，请按本年填写",
                    "belongs to last year; give this year's"));
            return null;
        }
        var unit =
                mapping.earlier().field(origin.names().get(0)).map(Field::unit).orElse(null);
        if (!Objects.equals(unit, field.unit())) {
            doubts.add(new Carried.Doubt(
                    field.name(),
                    "unit-changed",
                    "“" + field.zh() + "”的单位由" + unit + "改为" + field.unit() + "，请按新单位填写",
                    "the unit was " + unit + " and is " + field.unit() + "; fill it in anew"));
            return null;
        }
        return origin instanceof Mapping.Part part ? part(field, part, value, doubts) : value;
    }

    private List<String> titles(List<String> names) {
        return names.stream()
                .map(name -> mapping.earlier().field(name).map(Field::zh).orElse(name))
                .toList();
    }

    /** A date that makes the thing the thing of one period, such as when an award was won: it never carries over. */
    private boolean isOfItsYear(Field field) {
        var table = mapping.later();
        return table.period() != Table.Period.AS_OF
                && (field.type() == FieldType.DATE || field.type() == FieldType.YEAR_MONTH)
                && table.key().contains(field.name());
    }

    private static @Nullable CellValue part(
            Field field, Mapping.Part part, CellValue value, List<Carried.Doubt> doubts) {
        var parts = value instanceof CellValue.Text text
                ? text.text().split(Pattern.quote(part.separator()), -1)
                : new String[0];
        if (parts.length != part.parts()) {
            doubts.add(new Carried.Doubt(
                    field.name(),
                    "not-split",
                    "“" + field.zh() + "”由原字段拆分，上年的值不是 " + part.parts() + " 段，请自行填写",
                    "last year's value has not " + part.parts() + " parts; fill it in yourself"));
            return null;
        }
        var written = parts[part.part()].strip();
        return written.isEmpty() ? null : CellValue.text(written);
    }

    /** The values of the key that lasts from year to year, if all are there. */
    private Optional<List<CellValue>> key(SortedMap<String, CellValue> cells) {
        var key = new ArrayList<CellValue>();
        for (var field : lasting) {
            var value = cells.get(field);
            if (value == null || value instanceof CellValue.Blank) {
                return Optional.empty();
            }
            key.add(value);
        }
        return key.isEmpty() ? Optional.empty() : Optional.of(key);
    }

    /** Whether every text of the key is nearly the same and everything else is the same. Numbers of people are never near. */
    private boolean isNear(Map<String, CellValue> one, Map<String, CellValue> other) {
        var compared = false;
        for (var name : lasting) {
            var field = mapping.later().field(name).orElseThrow();
            var first = one.get(name);
            var second = other.get(name);
            if (first == null || second == null || field.isPersonal()) {
                return false;
            }
            if (first instanceof CellValue.Text text
                    && second instanceof CellValue.Text its
                    && field.type() == FieldType.TEXT) {
                compared = true;
                if (!Near.names(text.text(), its.text())) {
                    return false;
                }
            } else if (!first.equals(second)) {
                return false;
            }
        }
        return compared;
    }
}
