package org.mingzhang.command.table;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.TableKey;

/** 零填报: declare that the department has nothing to report. */
public record DeclareNil(@TargetAggregateIdentifier TableKey table, String department, String reason, String by)
        implements TableCommand {}
