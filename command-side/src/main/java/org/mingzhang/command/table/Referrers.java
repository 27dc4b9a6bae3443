package org.mingzhang.command.table;

import java.util.List;
import java.util.Set;
import org.mingzhang.events.TableKey;

/** 被引用: who else in the campaign writes what stands in an entry; answered outside this side. */
public interface Referrers {

    /**
     * One entry elsewhere that names a value of an entry.
     *
     * @param entry number of the entry that holds the value
     * @param table code of the table that refers to it
     * @param tableName its name
     * @param department whose share it stands in
     * @param departmentName its name
     * @param other number of the entry there
     * @param field title of the field there
     */
    record Referrer(
            int entry,
            String table,
            String tableName,
            String department,
            String departmentName,
            int other,
            String field) {}

    /**
     * Everything that would point to nothing if these entries were removed, by table and number, with everything that was
     * committed before the call.
     *
     * @param entries numbers of entries of the table
     */
    List<Referrer> of(TableKey table, Set<Integer> entries);
}
