package org.mingzhang.command.table;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.command.table.ChangeEntries.Change;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.table.AssignmentEvent;
import org.mingzhang.events.table.EntryEvent;

/**
 * 接收往年数据: a table of an earlier year with everything that was reported in it. All of it is kept or nothing; said again, it is kept
 * once.
 *
 * @param edition catalogue edition whose form the table has
 * @param form how it was filled
 * @param batch id of the whole reception: the digest of its file
 * @param source the file
 * @param parts entries to be added, by code of the department they belong to; none in a computed table
 */
public record ReceiveTable(
        @TargetAggregateIdentifier TableKey table,
        String edition,
        AssignmentEvent.Form form,
        String batch,
        EntryEvent.Source source,
        SortedMap<String, List<Change>> parts,
        String by)
        implements TableCommand {

    public ReceiveTable {
        parts = new TreeMap<>(parts);
    }
}
