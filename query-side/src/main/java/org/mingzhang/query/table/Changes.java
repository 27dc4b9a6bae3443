package org.mingzhang.query.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Table;

/** 单元格更改: what changed from one state of an entry to another, as a reader is told it. */
final class Changes {

    /**
     * One cell before and after.
     *
     * @param zh the field's title
     */
    record Change(
            String field,
            String zh,
            @Nullable Object from,
            @Nullable Object to) {}

    private Changes() {}

    /** The cells that differ, in the order of the form. */
    static List<Change> between(Table table, Mask mask, Map<String, CellValue> from, Map<String, CellValue> to) {
        var names = new TreeSet<>(from.keySet());
        names.addAll(to.keySet());
        return of(table, mask, names, from, to);
    }

    /** Those of the named cells that differ, in the order of the form. */
    static List<Change> of(
            Table table, Mask mask, Collection<String> names, Map<String, CellValue> from, Map<String, CellValue> to) {
        var changes = new ArrayList<Change>();
        for (var field : table.fields()) {
            var before = from.get(field.name());
            var after = to.get(field.name());
            if (names.contains(field.name()) && !Objects.equals(before, after)) {
                changes.add(new Change(field.name(), field.zh(), mask.show(field, before), mask.show(field, after)));
            }
        }
        return changes;
    }
}
