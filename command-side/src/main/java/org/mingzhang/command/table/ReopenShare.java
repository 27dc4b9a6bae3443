package org.mingzhang.command.table;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.table.ShareEvent;

/** 重新打开: reopen an approved share for rectification. */
public record ReopenShare(
        @TargetAggregateIdentifier TableKey table,
        String department,
        String reason,
        List<ShareEvent.CellAt> cells,
        String by)
        implements TableCommand {}
