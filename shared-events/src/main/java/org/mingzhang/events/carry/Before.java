package org.mingzhang.events.carry;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;

/**
 * 原记录: an entry that stands, plain, as a view keeps it.
 *
 * @param entry number within its table
 * @param owner staff number of the teacher whose entry it is; null if nobody's
 * @param cells values by field
 */
public record Before(
        int entry,
        int revision,
        String department,
        @Nullable String owner,
        SortedMap<String, CellValue> cells) {

    public Before {
        cells = Collections.unmodifiableSortedMap(new TreeMap<>(cells));
    }
}
