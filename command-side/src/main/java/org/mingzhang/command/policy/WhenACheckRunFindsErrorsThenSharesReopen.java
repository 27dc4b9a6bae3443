package org.mingzhang.command.policy;

import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.mingzhang.command.table.ReopenShare;
import org.mingzhang.events.Event;
import org.mingzhang.events.campaign.PlanEvent.CheckRunRecorded;
import org.springframework.stereotype.Component;

/** 整改: a binding run reopens the shares that hold errors (plan §3(六)). */
@Component
@ProcessingGroup("policy")
class WhenACheckRunFindsErrorsThenSharesReopen {

    private final ByItself system;

    WhenACheckRunFindsErrorsThenSharesReopen(ByItself system) {
        this.system = system;
    }

    @EventHandler
    void on(CheckRunRecorded run, EventMessage<?> because) {
        if (run.trial()) {
            return;
        }
        for (var share : run.shares()) {
            system.follows(
                    because,
                    new ReopenShare(
                            run.campaign().table(share.table()),
                            share.department(),
                            "逻辑性校验（批次 " + run.run() + "）发现错误，须整改",
                            List.of(),
                            Event.SYSTEM));
        }
    }
}
