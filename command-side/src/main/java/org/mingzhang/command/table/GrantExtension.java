package org.mingzhang.command.table;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.table.TableStage;

/** 延期: give one share more time. */
public record GrantExtension(
        @TargetAggregateIdentifier TableKey table,
        String department,
        TableStage stage,
        Instant until,
        String reason,
        String by)
        implements TableCommand {}
