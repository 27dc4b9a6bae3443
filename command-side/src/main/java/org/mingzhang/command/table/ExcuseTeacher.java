package org.mingzhang.command.table;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.TableKey;

/** 免于确认: excuse a teacher who cannot confirm. */
public record ExcuseTeacher(
        @TargetAggregateIdentifier TableKey table, String department, String teacher, String reason, String by)
        implements TableCommand {}
