package org.mingzhang.command.table;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.table.AssignmentEvent;

/** 列入采集: make the table part of the campaign. The fields mean what they mean in {@link AssignmentEvent.TablePlanned}. */
public record PlanTable(
        @TargetAggregateIdentifier TableKey table,
        String edition,
        AssignmentEvent.Form form,
        List<String> sources,
        String by)
        implements TableCommand {}
