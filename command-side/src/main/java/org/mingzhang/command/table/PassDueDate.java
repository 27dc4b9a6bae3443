package org.mingzhang.command.table;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.table.TableStage;

/** 节点已过: a date passed; every share that is not done falls late. */
public record PassDueDate(@TargetAggregateIdentifier TableKey table, TableStage stage, String by)
        implements TableCommand {}
