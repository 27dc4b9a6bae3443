package org.mingzhang.command.intake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.TableKey;

/** 现有记录: what stands in a table, asked of the view, to compare a file with. What it tells never leaves the house plain. */
public interface StandingEntries {

    /**
     * An entry.
     *
     * @param cells plain values; blank ones are absent
     * @param confirmed whether its teacher, other than the asking person, has confirmed it
     * @param covered how the cells that the asking person is not shown in full look to him or her
     */
    record Stood(
            int entry,
            String department,
            int revision,
            @Nullable String owner,
            boolean confirmed,
            SortedMap<String, CellValue> cells,
            Map<String, String> covered) {}

    /**
     * One version of an entry: what an act made of it.
     *
     * @param removed whether it was removed
     * @param batch the act, if it was a paste or an import
     * @param by staff number of who did it
     * @param at when
     * @param changed fields it changed
     * @param before cells before it; empty if it was added then
     * @param after cells after it
     */
    record Version(
            int entry,
            int revision,
            @Nullable String owner,
            boolean removed,
            @Nullable String batch,
            String by,
            Instant at,
            List<String> changed,
            SortedMap<String, CellValue> before,
            SortedMap<String, CellValue> after) {}

    /** The ledger position of the view, once it shows everything that was committed before. */
    long position();

    /** The entries of the whole table at a position, by number, as a person sees them. */
    List<Stood> at(String reader, TableKey table, long position);

    /** All versions up to now of one entry, from the first on. */
    List<Version> of(TableKey table, int entry);

    /** All versions up to now of the entries that a batch touched, entry by entry, each from the first on. */
    List<Version> touchedBy(TableKey table, String batch);

    /**
     * The same of the entries of a share that a person changed in a stretch of time.
     *
     * @param by staff number
     * @param from the first moment
     * @param to the last moment
     */
    List<Version> touchedBy(TableKey table, String department, String by, Instant from, Instant to);
}
