package org.mingzhang.events;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Cells by field name, sorted, so that the same content is always written the same way. */
public final class Cells {

    private Cells() {}

    /** An unmodifiable sorted copy; field names sort by UTF-16 code unit, as canonical JSON wants them. */
    public static SortedMap<String, CellValue> copyOf(Map<String, CellValue> cells) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(cells));
    }
}
