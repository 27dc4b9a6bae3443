package org.mingzhang.command.table;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.TableKey;

/** 解冻: a correction round begins; nothing happens if the table is not frozen. */
public record UnfreezeTable(@TargetAggregateIdentifier TableKey table, String reason, String by)
        implements TableCommand {}
