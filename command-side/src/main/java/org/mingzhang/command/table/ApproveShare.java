package org.mingzhang.command.table;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.TableKey;

/** 审核通过: sign exactly the content that was shown. */
public record ApproveShare(@TargetAggregateIdentifier TableKey table, String department, String contentHash, String by)
        implements TableCommand {}
