package org.mingzhang.command.table;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.table.AssignmentEvent;

/** 授权: name the people of a share, in full. The fields mean what they mean in {@link AssignmentEvent.ShareAssigned}. */
public record AssignShare(
        @TargetAggregateIdentifier TableKey table,
        String department,
        boolean lead,
        AssignmentEvent.Filling filling,
        List<String> collectors,
        @Nullable String reviewer,
        @Nullable String supervisor,
        List<String> teachers,
        @Nullable String part,
        boolean nilProposed,
        String reason,
        String by)
        implements TableCommand {}
