package org.mingzhang.ops.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * 刚写入: rows that this node wrote a moment ago and that have their positions, so that the views that follow along need not ask the
 * database for them. Exactly what was written, byte for byte; whatever is not here is read from the ledger.
 */
final class JustWritten {

    private static final int ROWS = 2_048;

    /** Larger rows are not kept: at most a few megabytes lie here. */
    private static final int LARGEST = 4_096;

    private final AtomicReferenceArray<NumberedRow> ring = new AtomicReferenceArray<>(ROWS);

    /** These rows got the positions after this one, in their order. */
    void add(long before, List<EventRow> rows) {
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            if (row.payload().length <= LARGEST) {
                long position = before + 1 + i;
                ring.set(slot(position), new NumberedRow(position, row));
            }
        }
    }

    /** Rows after a position without a gap, no more than so many; none if the next one is not here. */
    List<NumberedRow> after(long position, int most) {
        var found = new ArrayList<NumberedRow>();
        while (found.size() < most) {
            long wanted = position + 1 + found.size();
            var row = ring.get(slot(wanted));
            if (row == null || row.position() != wanted) {
                break;
            }
            found.add(row);
        }
        return found;
    }

    private static int slot(long position) {
        return (int) (position % ROWS);
    }
}
