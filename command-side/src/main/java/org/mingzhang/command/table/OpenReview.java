package org.mingzhang.command.table;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.TableKey;

/** 打开审核: the reviewer looks at the submitted content. */
public record OpenReview(@TargetAggregateIdentifier TableKey table, String department, String by)
        implements TableCommand {}
