package org.mingzhang.command.table;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.TableKey;

/** 确认汇报: the supervising leader confirms the report. */
public record ConfirmBriefing(@TargetAggregateIdentifier TableKey table, String department, String by)
        implements TableCommand {}
