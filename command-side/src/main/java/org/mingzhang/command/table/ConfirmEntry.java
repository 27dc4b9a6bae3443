package org.mingzhang.command.table;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.TableKey;

/** 教师确认: a teacher confirms the own entry. */
public record ConfirmEntry(@TargetAggregateIdentifier TableKey table, int entry, String by) implements TableCommand {}
