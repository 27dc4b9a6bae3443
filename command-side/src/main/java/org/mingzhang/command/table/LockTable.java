package org.mingzhang.command.table;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.TableKey;

/** 关闭: a source table was reopened; nothing happens if the table is locked. */
public record LockTable(@TargetAggregateIdentifier TableKey table, String reason, String by) implements TableCommand {}
