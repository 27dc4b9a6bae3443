package org.mingzhang.command.policy;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.mingzhang.command.table.ReopenShare;
import org.mingzhang.events.Event;
import org.mingzhang.events.campaign.FindingEvent.FindingsRecorded;
import org.springframework.stereotype.Component;

/** 整改: a binding run reopens the shares that hold errors, for exactly the cells that fail (plan §3(六)). */
@Component
@ProcessingGroup("policy")
class WhenFindingsBlockThenSharesReopen {

    private final ByItself system;

    WhenFindingsBlockThenSharesReopen(ByItself system) {
        this.system = system;
    }

    @EventHandler
    void on(FindingsRecorded found, EventMessage<?> because) {
        for (var share : found.shares()) {
            system.follows(
                    because,
                    new ReopenShare(
                            found.campaign().table(share.table()),
                            share.department(),
                            "逻辑性校验（批次 " + found.run() + "）发现错误，须整改",
                            share.cells(),
                            Event.SYSTEM));
        }
    }
}
