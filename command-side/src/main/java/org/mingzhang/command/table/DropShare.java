package org.mingzhang.command.table;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.TableKey;

/** 取消授权: take an empty share from a department. */
public record DropShare(@TargetAggregateIdentifier TableKey table, String department, String reason, String by)
        implements TableCommand {}
