package org.mingzhang.events.table;

import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.Cells;
import org.mingzhang.events.EventName;
import org.mingzhang.events.TableKey;

/**
 * 提出更正: a teacher disputes values of the own entry that an import brought, and who answers for them decides. The proposal
 * changes nothing; what is accepted becomes an amendment by the one who accepted it.
 */
public sealed interface CorrectionEvent extends TableEvent {

    /** Code of the department in whose share it happened. */
    String department();

    /**
     * 提出更正.
     *
     * @param entry number of the entry within the table
     * @param revision revision of the entry that the teacher saw
     * @param correction the proposal's id, the idempotency key of its request
     * @param changes disputed cells only, as the teacher says they are; {@link CellValue#blank()} for one that should be empty
     * @param digest keyed hash (Base64url) over the cells, by which exactly these are recognised when they are accepted
     * @param reason the teacher's words
     * @param evidence id of a piece of evidence of the entry; null if none was named
     */
    @EventName(value = "table.correction-proposed", revision = 2)
    record CorrectionProposed(
            TableKey table,
            String department,
            int entry,
            int revision,
            String correction,
            SortedMap<String, CellValue> changes,
            String digest,
            String reason,
            @Nullable String evidence,
            String by,
            Instant at)
            implements CorrectionEvent {

        public CorrectionProposed {
            changes = Cells.copyOf(changes);
            if (changes.isEmpty()) {
                throw new IllegalArgumentException("a correction concerns at least one cell");
            }
        }
    }

    /**
     * 采纳更正: the amendment before it made the cells what the teacher proposed. They need no confirmation again.
     *
     * @param revision the entry's revision with the correction
     * @param teacher staff number of the teacher who proposed it
     */
    @EventName("table.correction-accepted")
    record CorrectionAccepted(
            TableKey table,
            String department,
            int entry,
            int revision,
            String correction,
            String teacher,
            String by,
            Instant at)
            implements CorrectionEvent {}

    /**
     * 不予采纳: the value stays as it is.
     *
     * @param teacher staff number of the teacher who proposed it
     */
    @EventName("table.correction-rejected")
    record CorrectionRejected(
            TableKey table,
            String department,
            int entry,
            String correction,
            String teacher,
            String reason,
            String by,
            Instant at)
            implements CorrectionEvent {}

    /** 撤回更正: the teacher took the proposal back. */
    @EventName("table.correction-withdrawn")
    record CorrectionWithdrawn(TableKey table, String department, int entry, String correction, String by, Instant at)
            implements CorrectionEvent {}
}
