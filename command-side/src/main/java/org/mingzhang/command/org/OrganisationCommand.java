package org.mingzhang.command.org;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What one can ask of the organisation (组织机构) of a college. */
public interface OrganisationCommand {

    /** Ministry code of the college. */
    @TargetAggregateIdentifier
    String college();
}
