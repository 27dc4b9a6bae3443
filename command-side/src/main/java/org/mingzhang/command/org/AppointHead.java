package org.mingzhang.command.org;

import org.mingzhang.events.org.OrganisationEvent;

/** 任命负责人. The fields mean what they mean in {@link OrganisationEvent.HeadAppointed}. */
public record AppointHead(String college, String department, String staffNo, String document, String by)
        implements OrganisationCommand {}
