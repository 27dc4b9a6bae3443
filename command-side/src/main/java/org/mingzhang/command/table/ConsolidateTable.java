package org.mingzhang.command.table;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.TableKey;

/** 汇总: the lead department joins the approved shares. */
public record ConsolidateTable(@TargetAggregateIdentifier TableKey table, String by) implements TableCommand {}
