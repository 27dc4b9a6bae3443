package org.mingzhang.command.table;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.table.ShareEvent;

/** 汇报: record the report to the supervising leader. The fields mean what they mean in {@link ShareEvent.BriefingRecorded}. */
public record RecordBriefing(
        @TargetAggregateIdentifier TableKey table,
        String department,
        String leader,
        Instant heldAt,
        String manner,
        String note,
        String by)
        implements TableCommand {}
