package org.mingzhang.command.table;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.table.ShareEvent;

/** 退回: send the share back to the collector. */
public record ReturnShare(
        @TargetAggregateIdentifier TableKey table,
        String department,
        String reason,
        List<ShareEvent.CellAt> cells,
        String by)
        implements TableCommand {}
