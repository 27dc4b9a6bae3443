package org.mingzhang.command.intake;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.table.ChangeEntries.Op;
import org.mingzhang.events.CellValue;

/**
 * 导入方案: what a file would do to a share, compared cell by cell with what stands there; nothing of it has happened yet.
 *
 * @param rows entries to be added or amended, in the order of the file
 * @param removals entries that the file held when it went out and does not hold now
 * @param clashes what both the file and somebody else changed since it went out
 * @param tidied cells that were understood in another form than they were written
 * @param faults cells that cannot be taken
 * @param unchanged entries of the share that stay as they are
 * @param remarks what else there is to say of the file
 */
record Plan(
        List<Line> rows,
        List<Removal> removals,
        List<Clash> clashes,
        List<Tidied> tidied,
        List<Bad> faults,
        int unchanged,
        List<Meant.Said> remarks) {

    Plan {
        rows = List.copyOf(rows);
        removals = List.copyOf(removals);
        clashes = List.copyOf(clashes);
        tidied = List.copyOf(tidied);
        faults = List.copyOf(faults);
        remarks = List.copyOf(remarks);
    }

    /**
     * One row that changes something.
     *
     * @param row in the file, from 1
     * @param entry null if it is added
     * @param revision of the entry as it stands; null if it is added
     * @param owner the teacher whose own entry it will be; null if none
     * @param values cells to be written; blank ones are emptied
     * @param before what stands there now, as the person sees it
     */
    record Line(
            int row,
            Op op,
            @Nullable Integer entry,
            @Nullable Integer revision,
            @Nullable String owner,
            SortedMap<String, CellValue> values,
            Map<String, String> before) {

        Line with(String field, CellValue value, String stood) {
            var more = new TreeMap<>(values);
            more.put(field, value);
            var seen = new TreeMap<>(before);
            seen.put(field, stood);
            return new Line(row, op, entry, revision, owner, more, seen);
        }
    }

    /** An entry to be removed, with the words of its business key. */
    record Removal(int entry, int revision, String label) {}

    /**
     * What two changed, or what its teacher has confirmed and the file says otherwise. Without a field it is about the whole entry: taken out of the file and changed meanwhile, or changed
     * in the file and removed meanwhile.
     *
     * @param id by which the choice names it
     * @param row in the file; 0 if it is not in the file any more
     * @param base what went out; null if that is not known
     * @param confirmed whether its teacher has confirmed what stands there
     * @param line what is done if the file's is chosen
     * @param value what is written if the file's is chosen; null for a whole entry
     */
    record Clash(
            String id,
            int row,
            int entry,
            @Nullable String field,
            String address,
            @Nullable String base,
            String mine,
            String theirs,
            boolean confirmed,
            @Nullable Line line,
            @Nullable CellValue value) {}

    /** A cell that was understood in another form than it was written. */
    record Tidied(int row, String field, String address, String raw, String kept, String zh, String en) {}

    /**
     * A cell that cannot be taken.
     *
     * @param field null if the whole row is at fault
     */
    record Bad(int row, @Nullable String field, String address, String rule, String zh, String en) {}

    long added() {
        return rows.stream().filter(line -> line.op() == Op.ADD).count();
    }

    long amended() {
        return rows.stream().filter(line -> line.op() == Op.AMEND).count();
    }

    /** How many rows have a fault. */
    long refused() {
        return faults.stream().mapToInt(Bad::row).distinct().count();
    }

    boolean changesNothing() {
        return rows.isEmpty() && removals.isEmpty() && clashes.isEmpty();
    }
}
