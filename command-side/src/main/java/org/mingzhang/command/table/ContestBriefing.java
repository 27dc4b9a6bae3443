package org.mingzhang.command.table;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.TableKey;

/** 异议: the supervising leader contests the report. */
public record ContestBriefing(@TargetAggregateIdentifier TableKey table, String department, String reason, String by)
        implements TableCommand {}
