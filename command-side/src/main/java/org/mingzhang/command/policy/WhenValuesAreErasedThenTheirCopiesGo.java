package org.mingzhang.command.policy;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.mingzhang.command.erasure.Leftovers;
import org.mingzhang.events.erasure.ErasureEvent.ErasureCarriedOut;
import org.springframework.stereotype.Component;

/** 删除之后: imported files, packages that lie here, and dead rows follow the values they hold copies of. */
@Component
@ProcessingGroup("policy")
class WhenValuesAreErasedThenTheirCopiesGo {

    private final Leftovers leftovers;

    WhenValuesAreErasedThenTheirCopiesGo(Leftovers leftovers) {
        this.leftovers = leftovers;
    }

    @EventHandler
    void on(ErasureCarriedOut done) {
        leftovers.clear(done.keys());
    }
}
