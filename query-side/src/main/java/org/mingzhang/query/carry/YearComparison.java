package org.mingzhang.query.carry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.carry.Before;
import org.mingzhang.events.carry.Carried;
import org.mingzhang.events.carry.Carrying;
import org.mingzhang.events.carry.Mapping;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Field;

/** 年度对比: last year's approved entries beside this year's, found again by the key that lasts from year to year. */
final class YearComparison {

    /** What became of an entry. */
    enum Kind {
        /** 一致: nothing that may be compared differs. */
        SAME,
        /** 有变化. */
        CHANGED,
        /** 相近: nearly the same key; a person must say whether it is the same. */
        NEAR,
        /** 上年有今年无. */
        GONE,
        /** 今年新增. */
        ADDED
    }

    /**
     * One entry of either year or of both.
     *
     * @param before last year's; null if new
     * @param now this year's; null if gone
     * @param was last year's values in this year's form; empty if new
     * @param differing fields whose values differ; only of a changed one
     */
    record Pair(
            Kind kind,
            @Nullable Before before,
            @Nullable Before now,
            Map<String, CellValue> was,
            List<String> differing) {}

    private final Catalogue catalogue;
    private final Mapping mapping;
    private final List<Field> comparable;

    YearComparison(Catalogue catalogue, Mapping mapping) {
        this.catalogue = catalogue;
        this.mapping = mapping;
        this.comparable = mapping.later().fields().stream()
                .filter(field -> !mapping.of(field.name()).names().isEmpty())
                .toList();
    }

    /** Last year's in their order, then this year's new ones. An entry is the same as one other at most. */
    List<Pair> compare(List<Before> before, List<Before> standing) {
        var byNumber = new HashMap<Integer, Before>();
        standing.forEach(entry -> byNumber.put(entry.entry(), entry));
        var taken = new HashSet<Integer>();
        var pairs = new ArrayList<Pair>();
        for (var carried : new Carrying(catalogue, mapping).propose(before, standing)) {
            var now = carried.like() == null || !taken.add(carried.like()) ? null : byNumber.get(carried.like());
            pairs.add(
                    now == null
                            ? new Pair(Kind.GONE, carried.from(), null, carried.cells(), List.of())
                            : paired(carried, now));
        }
        standing.stream()
                .filter(entry -> !taken.contains(entry.entry()))
                .forEach(entry -> pairs.add(new Pair(Kind.ADDED, null, entry, Map.of(), List.of())));
        return pairs;
    }

    private Pair paired(Carried carried, Before now) {
        var doubtful = new HashSet<String>();
        carried.doubts().forEach(doubt -> doubtful.add(doubt.field()));
        var differing = comparable.stream()
                .map(Field::name)
                .filter(field -> !doubtful.contains(field)
                        && !Objects.equals(
                                written(carried.cells().get(field)),
                                written(now.cells().get(field))))
                .toList();
        var kind = carried.match() == Carried.Match.NEAR ? Kind.NEAR : differing.isEmpty() ? Kind.SAME : Kind.CHANGED;
        return new Pair(kind, carried.from(), now, carried.cells(), differing);
    }

    private static @Nullable CellValue written(@Nullable CellValue value) {
        return value instanceof CellValue.Blank ? null : value;
    }
}
