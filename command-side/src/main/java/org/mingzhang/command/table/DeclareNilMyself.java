package org.mingzhang.command.table;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.TableKey;

/** 本人零填报: a teacher declares to have nothing to report. */
public record DeclareNilMyself(@TargetAggregateIdentifier TableKey table, String department, String reason, String by)
        implements TableCommand {}
