package org.mingzhang.command.table;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.TableKey;

/** 不予采纳更正. */
public record RejectCorrection(@TargetAggregateIdentifier TableKey table, String correction, String reason, String by)
        implements TableCommand {}
