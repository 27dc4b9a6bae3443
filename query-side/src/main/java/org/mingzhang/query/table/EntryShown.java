package org.mingzhang.query.table;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry as a reader is told it.
 *
 * @param values by field, in the order of the form; null for a blank cell
 * @param masked fields whose values are shown in part
 */
record EntryShown(
        int id,
        String department,
        int revision,
        @Nullable String owner,
        Map<String, @Nullable Object> values,
        List<String> masked) {}
