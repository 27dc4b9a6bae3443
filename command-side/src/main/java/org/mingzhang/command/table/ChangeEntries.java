package org.mingzhang.command.table;

import java.util.List;
import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.table.EntryEvent;
import org.mingzhang.events.table.How;

/**
 * 填报: add, amend and remove entries; a typed cell, a pasted block and an imported file are the same act of different size.
 * All changes are made or none.
 *
 * @param department share that entries are added to; null if nothing is added, then each entry's own share counts
 * @param batch id of the act if it is a batch; null for a single change
 * @param source file of an import; null otherwise
 * @param changes at least one
 * @param carried where the added entries come from, when they are carried from last year; null otherwise
 * @param referrers who refers to the entries that are removed, as the view has it
 */
public record ChangeEntries(
        @TargetAggregateIdentifier TableKey table,
        @Nullable String department,
        How how,
        @Nullable String batch,
        EntryEvent.@Nullable Source source,
        List<Change> changes,
        @Nullable Carry carried,
        List<Referrers.Referrer> referrers,
        String by)
        implements TableCommand {

    public ChangeEntries {
        changes = List.copyOf(changes);
        referrers = List.copyOf(referrers);
    }

    /** Changes that come from nowhere but the person. */
    public ChangeEntries(
            TableKey table,
            @Nullable String department,
            How how,
            @Nullable String batch,
            EntryEvent.@Nullable Source source,
            List<Change> changes,
            String by) {
        this(table, department, how, batch, source, changes, null, List.of(), by);
    }

    /** The same changes, with who refers to what they remove. */
    ChangeEntries referredToBy(List<Referrers.Referrer> found) {
        return new ChangeEntries(table, department, how, batch, source, changes, carried, found, by);
    }

    /**
     * Where carried entries come from.
     *
     * @param from last year's table
     * @param links one for each change, in their order
     */
    public record Carry(TableKey from, List<Link> links) {

        public Carry {
            links = List.copyOf(links);
        }
    }

    /** The entry of last year, and its revision, that a change carries over. */
    public record Link(int fromEntry, int fromRevision) {}

    /** What to do with an entry. */
    public enum Op {
        ADD,
        AMEND,
        REMOVE
    }

    /**
     * One change.
     *
     * @param entry number of the entry; null when adding
     * @param ifRevision revision of the entry that the person saw; null when adding
     * @param owner when adding to a per-teacher share on behalf of a teacher, that teacher's staff number; else null
     * @param values cells by field as they came in, not yet judged
     * @param reason the person's words; may be empty
     * @param row of the file it came from, from 1; null if its place among the changes is its row
     * @param raw what stood in the file, by field, where the value was understood in another form
     */
    public record Change(
            Op op,
            @Nullable Integer entry,
            @Nullable Integer ifRevision,
            @Nullable String owner,
            Map<String, CellValue> values,
            String reason,
            @Nullable Integer row,
            Map<String, String> raw) {

        public Change {
            raw = Map.copyOf(raw);
        }

        /** A change whose place among the changes is its row. */
        public Change(
                Op op,
                @Nullable Integer entry,
                @Nullable Integer ifRevision,
                @Nullable String owner,
                Map<String, CellValue> values,
                String reason) {
            this(op, entry, ifRevision, owner, values, reason, null, Map.of());
        }
    }

    /**
     * What became of the changes, in their order.
     *
     * @param rows one for each change
     */
    public record Changed(List<Row> rows) {}

    /**
     * One changed entry.
     *
     * @param entry its number
     * @param revision its revision now
     * @param merged whether other cells had been changed by somebody else meanwhile
     * @param normalised fields whose value was tidied before it was stored, such as full-width digits
     */
    public record Row(int entry, int revision, boolean merged, List<String> normalised) {}
}
