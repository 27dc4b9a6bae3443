package org.mingzhang.command.table;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.TableKey;

/** 冻结: the data were signed; nothing happens if the table is frozen. */
public record FreezeTable(@TargetAggregateIdentifier TableKey table, String by) implements TableCommand {}
