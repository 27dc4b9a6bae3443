package org.mingzhang.command.table;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.table.TableStage;

/** 时限: say until when the shares are to be collected or reviewed; nothing happens if it says so already. */
public record SetDueDate(
        @TargetAggregateIdentifier TableKey table, TableStage stage, Instant dueAt, String reason, String by)
        implements TableCommand {}
