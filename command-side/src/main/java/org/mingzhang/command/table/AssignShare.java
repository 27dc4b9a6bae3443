package org.mingzhang.command.table;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.guard.AssignmentBook.ShareNow;
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
        implements TableCommand {

    /** The share with the people it has. */
    public static AssignShare again(TableKey table, ShareNow share, String reason, String by) {
        return new AssignShare(
                table,
                share.department(),
                share.lead(),
                share.filling(),
                share.collectors(),
                share.reviewer(),
                share.supervisor(),
                share.teachers(),
                share.part(),
                share.nilProposed(),
                reason,
                by);
    }

    /** The same under another reviewer. */
    public AssignShare reviewedBy(@Nullable String other) {
        return new AssignShare(
                table,
                department,
                lead,
                filling,
                collectors,
                other,
                supervisor,
                teachers,
                part,
                nilProposed,
                reason,
                by);
    }

    /** The same under another supervising leader. */
    public AssignShare supervisedBy(@Nullable String other) {
        return new AssignShare(
                table, department, lead, filling, collectors, reviewer, other, teachers, part, nilProposed, reason, by);
    }

    /** The same, but another department leads. */
    public AssignShare yielding() {
        return new AssignShare(
                table,
                department,
                false,
                filling,
                collectors,
                reviewer,
                supervisor,
                teachers,
                part,
                nilProposed,
                reason,
                by);
    }
}
