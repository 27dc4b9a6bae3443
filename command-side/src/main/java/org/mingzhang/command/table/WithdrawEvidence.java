package org.mingzhang.command.table;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.TableKey;

/** 撤回佐证材料. */
public record WithdrawEvidence(
        @TargetAggregateIdentifier TableKey table, String department, String evidence, String reason, String by)
        implements TableCommand {}
