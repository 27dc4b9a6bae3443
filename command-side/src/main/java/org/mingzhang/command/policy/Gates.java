package org.mingzhang.command.policy;

import java.util.List;
import java.util.stream.Collectors;
import org.mingzhang.command.guard.AssignmentBook.PlannedTable;
import org.mingzhang.command.guard.AssignmentBook.TableState;
import org.mingzhang.events.table.AssignmentEvent.Form;

/**
 * 开放条件: a table opens when every source table it refers to is whole, table by table, so that nobody waits for a table he does
 * not use (plan §3(五): 数据源表是其他表格的工作基础).
 */
final class Gates {

    private Gates() {}

    /** The tables that may open now and are not open yet. */
    static List<PlannedTable> toOpen(List<PlannedTable> tables) {
        var whole = tables.stream()
                .filter(PlannedTable::whole)
                .map(table -> table.table().code())
                .collect(Collectors.toSet());
        return tables.stream()
                .filter(table -> table.state() == TableState.LOCKED && table.filled())
                .filter(table -> table.form() == Form.SOURCE || whole.containsAll(table.sources()))
                .toList();
    }

    /** The open tables that refer to this one. */
    static List<PlannedTable> dependingOn(String code, List<PlannedTable> tables) {
        return tables.stream()
                .filter(table -> table.state() == TableState.OPEN)
                .filter(table -> table.sources().contains(code))
                .toList();
    }
}
