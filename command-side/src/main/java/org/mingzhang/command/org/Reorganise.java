package org.mingzhang.command.org;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.org.OrganisationEvent;

/**
 * 机构调整: departments end and another answers for them from today. The fields mean what they mean in
 * {@link OrganisationEvent.DepartmentsMerged}.
 *
 * @param into the department that answers for them, new or changed or as it is
 * @param head staff number of who heads it; null to leave that as it is
 */
public record Reorganise(
        String college,
        List<String> from,
        DepartmentRow into,
        @Nullable String head,
        String document,
        String by) implements OrganisationCommand {

    public Reorganise {
        from = List.copyOf(from);
    }
}
