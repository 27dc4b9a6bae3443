package org.mingzhang.command.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.intake.StandingEntries.Version;
import org.mingzhang.command.table.ChangeEntries.Change;
import org.mingzhang.command.table.ChangeEntries.Op;
import org.mingzhang.events.CellValue;

/**
 * 撤销导入: what takes a whole import back. Nothing is erased: each change is answered by its opposite, and what somebody changed
 * afterwards is named and left to people.
 */
final class Undoing {

    private final String batch;
    private final String reason;
    private final List<Change> changes = new ArrayList<>();
    private final List<Left> left = new ArrayList<>();

    /**
     * What was changed after the import, so that it is not taken back.
     *
     * @param field null if the whole entry is meant
     * @param by staff number of who changed it last
     */
    record Left(int entry, @Nullable String field, String by) {}

    Undoing(String batch, String reason, List<Version> versions) {
        this.batch = batch;
        this.reason = reason;
        var byEntry = new LinkedHashMap<Integer, List<Version>>();
        versions.forEach(version -> byEntry.computeIfAbsent(version.entry(), entry -> new ArrayList<>())
                .add(version));
        byEntry.values().forEach(this::entry);
    }

    List<Change> changes() {
        return List.copyOf(changes);
    }

    List<Left> left() {
        return List.copyOf(left);
    }

    private void entry(List<Version> versions) {
        for (int i = 0; i < versions.size(); i++) {
            if (batch.equals(versions.get(i).batch())) {
                undo(versions.get(i), versions.subList(i + 1, versions.size()));
                return;
            }
        }
    }

    private void undo(Version made, List<Version> later) {
        var last = later.isEmpty() ? made : later.get(later.size() - 1);
        if (made.removed()) {
            add(made);
        } else if (made.revision() == 1) {
            remove(made, last);
        } else if (last.removed()) {
            left.add(new Left(made.entry(), null, last.by()));
        } else {
            restore(made, later, last);
        }
    }

    private void add(Version removed) {
        var cells = new TreeMap<>(removed.before());
        cells.values().removeIf(value -> value instanceof CellValue.Erased);
        changes.add(new Change(Op.ADD, null, null, removed.owner(), cells, ""));
    }

    private void remove(Version added, Version last) {
        if (last.removed()) {
            return;
        }
        if (last.revision() > added.revision()) {
            left.add(new Left(added.entry(), null, last.by()));
            return;
        }
        changes.add(new Change(Op.REMOVE, added.entry(), added.revision(), null, Map.of(), reason));
    }

    private void restore(Version made, List<Version> later, Version last) {
        var values = new TreeMap<String, CellValue>();
        for (var field : made.changed()) {
            var after = changedAfter(later, field);
            if (after.isPresent()) {
                left.add(new Left(made.entry(), field, after.get().by()));
            } else {
                var before = made.before().get(field);
                values.put(field, before == null ? CellValue.blank() : before);
            }
        }
        values.values().removeIf(value -> value instanceof CellValue.Erased);
        if (!values.isEmpty()) {
            changes.add(new Change(Op.AMEND, made.entry(), last.revision(), null, values, reason));
        }
    }

    private static Optional<Version> changedAfter(List<Version> later, String field) {
        return later.stream()
                .filter(version -> version.changed().contains(field))
                .reduce((first, second) -> second);
    }
}
