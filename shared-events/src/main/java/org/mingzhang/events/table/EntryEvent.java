package org.mingzhang.events.table;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.Cells;
import org.mingzhang.events.EventName;
import org.mingzhang.events.KeyHashes;
import org.mingzhang.events.TableKey;

/**
 * 记录: what happens to the entries of a table. Values are as the catalogue states for each field and are never rescaled;
 * personal ones are sealed in the ledger.
 */
public sealed interface EntryEvent extends TableEvent {

    /** Code of the department in whose share it happened. */
    String department();

    /**
     * Where a change stands in a larger act: a paste or an import.
     *
     * @param batch the act's id
     * @param row row in the pasted block or file, from 1
     */
    record Origin(String batch, int row) {}

    /**
     * 新增记录.
     *
     * @param entry number of the entry within the table, from 1, never reused
     * @param key keyed hashes (Base64url) of the cells of the business key, by field; a cell without value is absent
     * @param owner in a per-teacher share, staff number of the teacher whose entry it is; else null
     * @param cells all cells that have a value
     */
    @EventName(value = "table.entry-added", revision = 2)
    record EntryAdded(
            TableKey table,
            String department,
            int entry,
            SortedMap<String, String> key,
            @Nullable String owner,
            SortedMap<String, CellValue> cells,
            How how,
            @Nullable Origin origin,
            String by,
            Instant at)
            implements EntryEvent {

        public EntryAdded {
            key = KeyHashes.copyOf(key);
            cells = Cells.copyOf(cells);
        }
    }

    /**
     * 修改记录.
     *
     * @param entry number of the entry within the table
     * @param revision the entry's revision after this change; it was 1 when added
     * @param key keyed hashes of the changed cells of the business key, by field; one that was emptied is absent
     * @param changes changed cells only, at least one; {@link CellValue#blank()} empties a cell
     * @param reason the person's words, up to 200 characters; required once the share was ever submitted, else may be empty
     */
    @EventName(value = "table.entry-amended", revision = 2)
    record EntryAmended(
            TableKey table,
            String department,
            int entry,
            int revision,
            SortedMap<String, String> key,
            SortedMap<String, CellValue> changes,
            String reason,
            How how,
            @Nullable Origin origin,
            String by,
            Instant at)
            implements EntryEvent {

        public EntryAmended {
            key = KeyHashes.copyOf(key);
            changes = Cells.copyOf(changes);
            if (changes.isEmpty()) {
                throw new IllegalArgumentException("an amendment changes at least one cell");
            }
        }
    }

    /**
     * 删除记录. What stood there stays in the ledger.
     *
     * @param revision the entry's revision after the removal
     */
    @EventName("table.entry-removed")
    record EntryRemoved(
            TableKey table,
            String department,
            int entry,
            int revision,
            String reason,
            How how,
            @Nullable Origin origin,
            String by,
            Instant at)
            implements EntryEvent {}

    /**
     * 批次完成: closes the changes of one paste or import, which are stored together or not at all.
     *
     * @param batch the act's id, the idempotency key of the request
     * @param added entries added
     * @param amended entries amended
     * @param removed entries removed
     * @param source where an import came from; null for a paste
     */
    @EventName("table.batch-closed")
    record BatchClosed(
            TableKey table,
            String department,
            String batch,
            How how,
            int added,
            int amended,
            int removed,
            @Nullable Source source,
            String by,
            Instant at)
            implements EntryEvent {}

    /**
     * 原样: what was written in cells that the ledger keeps in another form, such as full-width digits or a code by its name; told
     * beside the entries they belong to, before a batch is closed. Personal ones are sealed like the values they became.
     *
     * @param batch the batch they came in; null for a single change
     * @param entries one for each entry with such cells; a large batch tells them in several events
     */
    @EventName(value = "table.values-tidied", revision = 2)
    record ValuesTidied(
            TableKey table, String department, @Nullable String batch, List<AsWritten> entries, String by, Instant at)
            implements EntryEvent {

        public ValuesTidied {
            entries = List.copyOf(entries);
            if (entries.isEmpty()) {
                throw new IllegalArgumentException("something was written in another form");
            }
        }
    }

    /**
     * What was written in an entry's cells.
     *
     * @param entry number of the entry
     * @param revision the entry's revision in which the tidied values are kept
     * @param raw what was written, by field
     */
    record AsWritten(int entry, int revision, SortedMap<String, CellValue> raw) {

        public AsWritten {
            raw = Cells.copyOf(raw);
        }
    }

    /**
     * 带入上年: says of the entries a batch added where each came from, so that every carried cell can be followed back.
     *
     * @param batch the batch that added them
     * @param from last year's table
     * @param entries each entry and the one it was carried from
     */
    @EventName("table.entries-carried")
    record EntriesCarried(
            TableKey table,
            String department,
            String batch,
            TableKey from,
            List<CarriedFrom> entries,
            String by,
            Instant at)
            implements EntryEvent {

        public EntriesCarried {
            entries = List.copyOf(entries);
        }
    }

    /**
     * Where an entry came from.
     *
     * @param entry number of the new entry
     * @param fromEntry number of the entry in last year's table
     * @param fromRevision its revision that was carried
     */
    record CarriedFrom(int entry, int fromEntry, int fromRevision) {}

    /**
     * A file that was imported.
     *
     * @param fileName the file's own name
     * @param sha256 digest of its bytes, 64 hexadecimal digits
     * @param preparedBy who prepared it, in the uploader's words
     */
    record Source(String fileName, String sha256, String preparedBy) {}

    /**
     * 教师确认: the teacher confirmed that his or her own entry is right.
     *
     * @param revision the entry's revision that was confirmed
     */
    @EventName("table.entry-confirmed")
    record EntryConfirmed(TableKey table, String department, int entry, int revision, String by, Instant at)
            implements EntryEvent {}

    /** 本人零填报: a teacher declared to have nothing to report; it holds until an entry of his or hers is added. */
    @EventName("table.teacher-declared-nil")
    record TeacherDeclaredNil(TableKey table, String department, String reason, String by, Instant at)
            implements EntryEvent {}

    /** 免于确认: a teacher who cannot confirm was excused, with the reason. */
    @EventName("table.teacher-excused")
    record TeacherExcused(TableKey table, String department, String teacher, String reason, String by, Instant at)
            implements EntryEvent {}
}
