package org.mingzhang.command.table;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.table.TableStage;

/** 不同意延期: decline what was asked for. */
public record DeclineExtension(
        @TargetAggregateIdentifier TableKey table, String department, TableStage stage, String reason, String by)
        implements TableCommand {}
