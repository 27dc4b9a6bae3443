package org.mingzhang.command.org;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What one can ask of this installation (本系统) itself. */
public interface InstallationCommand {

    /** The one id of the one installation. */
    String ID = "installation";

    @TargetAggregateIdentifier
    default String installation() {
        return ID;
    }
}
