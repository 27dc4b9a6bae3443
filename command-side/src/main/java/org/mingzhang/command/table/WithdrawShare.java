package org.mingzhang.command.table;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.TableKey;

/** 撤回: take a submitted share back before the reviewer opened it. */
public record WithdrawShare(@TargetAggregateIdentifier TableKey table, String department, String by)
        implements TableCommand {}
