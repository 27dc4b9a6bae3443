package org.mingzhang.command.table;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.table.TableStage;

/** 申请延期: ask the office for more time for one share. */
public record RequestExtension(
        @TargetAggregateIdentifier TableKey table,
        String department,
        TableStage stage,
        Instant until,
        String reason,
        String by)
        implements TableCommand {}
