package org.mingzhang.query.table;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;

/**
 * 记录, as it stood at some position.
 *
 * @param id number within the table
 * @param owner in a per-teacher share, staff number of the teacher whose entry it is
 * @param cells plain values by field; blank ones are absent
 */
public record Entry(
        int id, String department, int revision, @Nullable String owner, SortedMap<String, CellValue> cells) {}
