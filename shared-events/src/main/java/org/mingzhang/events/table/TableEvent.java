package org.mingzhang.events.table;

import org.mingzhang.events.Event;
import org.mingzhang.events.TableKey;

/** Everything that can happen to a collection table (采集表). */
public sealed interface TableEvent extends Event permits AssignmentEvent, CorrectionEvent, EntryEvent, ShareEvent {

    TableKey table();
}
