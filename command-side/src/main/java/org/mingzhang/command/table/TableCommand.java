package org.mingzhang.command.table;

import org.mingzhang.events.TableKey;

/** What one can ask of a collection table (采集表). */
public interface TableCommand {

    TableKey table();
}
