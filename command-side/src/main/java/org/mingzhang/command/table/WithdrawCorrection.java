package org.mingzhang.command.table;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.TableKey;

/** 撤回更正. */
public record WithdrawCorrection(@TargetAggregateIdentifier TableKey table, String correction, String by)
        implements TableCommand {}
