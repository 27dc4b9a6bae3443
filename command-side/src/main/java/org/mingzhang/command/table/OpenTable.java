package org.mingzhang.command.table;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.TableKey;

/** 开放: the gate is met; nothing happens if the table is open. */
public record OpenTable(@TargetAggregateIdentifier TableKey table, String by) implements TableCommand {}
