package org.mingzhang.ops.story;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.table.How;

/**
 * 账外之账: what the story itself has written down, beside the ledger and without looking at it: which events each act must
 * have left, what stands in every cell, who wrote it, how far every share is.
 */
final class Book {

    /** One writing of one entry. */
    record Version(
            int revision, String by, How how, String reason, boolean removed, SortedMap<String, CellValue> cells) {}

    /** One entry with its whole life, the newest version last. */
    record Line(String department, @Nullable String owner, List<Version> life) {

        Version now() {
            return life.get(life.size() - 1);
        }

        Line then(Version next) {
            var longer = new ArrayList<>(life);
            longer.add(next);
            return new Line(department, owner, List.copyOf(longer));
        }
    }

    /** A moment to come back to: its ledger position and what stood in every table. */
    record Moment(String name, long position, java.time.Instant at, Map<String, SortedMap<Integer, Line>> tables) {}

    private final SortedMap<String, SortedMap<Integer, Line>> tables = new TreeMap<>();
    private final SortedMap<String, List<String>> events = new TreeMap<>();
    private final SortedMap<String, String> shares = new TreeMap<>();
    private final SortedMap<String, Integer> planning = new TreeMap<>();
    private final List<Moment> moments = new ArrayList<>();

    /** An act left these events on one aggregate, in this order. */
    void happened(String aggregate, String... types) {
        events.computeIfAbsent(aggregate, none -> new ArrayList<>()).addAll(List.of(types));
    }

    void happened(String aggregate, String type, int times) {
        var all = events.computeIfAbsent(aggregate, none -> new ArrayList<>());
        for (int i = 0; i < times; i++) {
            all.add(type);
        }
    }

    /** The plan is made. What the office, the plan and the dates did to one table until now may stand in any order. */
    void planningEnds() {
        events.forEach((aggregate, types) -> planning.put(aggregate, types.size()));
    }

    /** How many of an aggregate's first events may stand in any order. */
    int inAnyOrder(String aggregate) {
        return planning.getOrDefault(aggregate, 0);
    }

    void added(
            String table,
            int entry,
            String department,
            @Nullable String owner,
            SortedMap<String, CellValue> cells,
            String by,
            How how) {
        var first = new Version(1, by, how, "", false, cells);
        var earlier = lines(table).put(entry, new Line(department, owner, List.of(first)));
        if (earlier != null) {
            throw new AssertionError("entry " + entry + " of " + table + " was added twice");
        }
    }

    void amended(String table, int entry, Map<String, CellValue> changes, String by, How how, String reason) {
        var line = line(table, entry);
        var cells = new TreeMap<>(line.now().cells());
        changes.forEach((field, value) -> {
            if (value instanceof CellValue.Blank) {
                cells.remove(field);
            } else {
                cells.put(field, value);
            }
        });
        lines(table).put(entry, line.then(new Version(line.now().revision() + 1, by, how, reason, false, cells)));
    }

    void removed(String table, int entry, String by, How how, String reason) {
        var line = line(table, entry);
        var now = line.now();
        lines(table).put(entry, line.then(new Version(now.revision() + 1, by, how, reason, true, now.cells())));
    }

    void stands(String table, String department, String stage) {
        shares.put(table + "/" + department, stage);
    }

    String stageOf(String table, String department) {
        return Objects.requireNonNull(shares.get(table + "/" + department), table + "/" + department);
    }

    void remember(String name, long position, java.time.Instant at) {
        var copy = new TreeMap<String, SortedMap<Integer, Line>>();
        tables.forEach((table, lines) -> copy.put(table, new TreeMap<>(lines)));
        moments.add(new Moment(name, position, at, copy));
    }

    Line line(String table, int entry) {
        return Objects.requireNonNull(lines(table).get(entry), () -> "entry " + entry + " of " + table);
    }

    SortedMap<Integer, Line> lines(String table) {
        return tables.computeIfAbsent(table, none -> new TreeMap<>());
    }

    /** Entries that stand in a share now. */
    List<Integer> standing(String table, String department) {
        return lines(table).entrySet().stream()
                .filter(line -> line.getValue().department().equals(department))
                .filter(line -> !line.getValue().now().removed())
                .map(Map.Entry::getKey)
                .toList();
    }

    SortedMap<String, SortedMap<Integer, Line>> tables() {
        return tables;
    }

    SortedMap<String, List<String>> events() {
        return events;
    }

    SortedMap<String, String> shares() {
        return shares;
    }

    List<Moment> moments() {
        return moments;
    }
}
