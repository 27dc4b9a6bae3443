package org.mingzhang.command.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.intake.StandingEntries.Version;
import org.mingzhang.command.table.ChangeEntries.Change;
import org.mingzhang.command.table.ChangeEntries.Op;
import org.mingzhang.events.CellValue;

/**
 * 撤销: what takes back an import, or what one person did in a stretch of time. Nothing is erased: each change is answered by its
 * opposite, and what somebody else changed afterwards is named and left to people.
 */
final class Undoing {

    private final Predicate<Version> ours;
    private final String reason;
    private final List<Change> changes = new ArrayList<>();
    private final List<Left> left = new ArrayList<>();

    /**
     * What was changed afterwards, so that it is not taken back.
     *
     * @param field null if the whole entry is meant
     * @param by staff number of who changed it last
     */
    record Left(int entry, @Nullable String field, String by) {}

    /**
     * What there is to be done.
     *
     * @param ours which versions are to be taken back
     * @param versions of every entry concerned, each from the first on
     */
    Undoing(Predicate<Version> ours, String reason, List<Version> versions) {
        this.ours = ours;
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
        int first = first(versions);
        if (first < 0) {
            return;
        }
        var last = versions.get(versions.size() - 1);
        var other = lastOther(versions, first);
        if (first == 0) {
            takeOut(last, other);
        } else if (!last.removed()) {
            restore(versions, last);
        } else if (other != null) {
            left.add(new Left(last.entry(), null, other.by()));
        } else {
            putBack(versions.get(first));
        }
    }

    private int first(List<Version> versions) {
        for (int i = 0; i < versions.size(); i++) {
            if (ours.test(versions.get(i))) {
                return i;
            }
        }
        return -1;
    }

    /** The last version after one that is not to be taken back; null if there is none. */
    private @Nullable Version lastOther(List<Version> versions, int first) {
        for (int i = versions.size() - 1; i > first; i--) {
            if (!ours.test(versions.get(i))) {
                return versions.get(i);
            }
        }
        return null;
    }

    /** What was added goes, unless somebody worked on it since. */
    private void takeOut(Version last, @Nullable Version other) {
        if (last.removed()) {
            return;
        }
        if (other != null) {
            left.add(new Left(last.entry(), null, other.by()));
            return;
        }
        changes.add(new Change(Op.REMOVE, last.entry(), last.revision(), null, Map.of(), reason));
    }

    /** What was removed comes back as it was before the first change that is taken back, as a new entry. */
    private void putBack(Version first) {
        var cells = new TreeMap<>(first.before());
        cells.values().removeIf(value -> value instanceof CellValue.Erased);
        changes.add(new Change(Op.ADD, null, null, first.owner(), cells, ""));
    }

    private void restore(List<Version> versions, Version last) {
        var fields = new LinkedHashSet<String>();
        versions.stream().filter(ours).forEach(version -> fields.addAll(version.changed()));
        var values = new TreeMap<String, CellValue>();
        for (var field : fields) {
            var touched = versions.stream()
                    .filter(version -> version.changed().contains(field))
                    .toList();
            var newest = touched.get(touched.size() - 1);
            if (!ours.test(newest)) {
                left.add(new Left(last.entry(), field, newest.by()));
                continue;
            }
            var before = before(touched).get(field);
            var value = before == null ? CellValue.blank() : before;
            if (!value.equals(Objects.requireNonNullElse(last.after().get(field), CellValue.blank()))) {
                values.put(field, value);
            }
        }
        values.values().removeIf(value -> value instanceof CellValue.Erased);
        if (!values.isEmpty()) {
            changes.add(new Change(Op.AMEND, last.entry(), last.revision(), null, values, reason));
        }
    }

    /** The cells before the changes that are taken back, as far as nobody else's lie between them. */
    private Map<String, CellValue> before(List<Version> touched) {
        int start = touched.size() - 1;
        while (start > 0 && ours.test(touched.get(start - 1))) {
            start--;
        }
        return touched.get(start).before();
    }
}
