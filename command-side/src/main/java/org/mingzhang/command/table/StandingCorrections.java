package org.mingzhang.command.table;

import java.util.Map;
import java.util.Optional;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.TableKey;

/** 更正的内容, asked of the view: the table itself keeps no values. */
public interface StandingCorrections {

    /** The plain cells of a proposal as its teacher wrote them; empty if the view knows none of that id in the table. */
    Optional<Map<String, CellValue>> changes(TableKey table, String correction);
}
