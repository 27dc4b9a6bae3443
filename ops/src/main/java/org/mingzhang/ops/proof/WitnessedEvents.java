package org.mingzhang.ops.proof;

import org.mingzhang.command.campaign.Witnessing;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.EventTypes;
import org.mingzhang.events.campaign.CampaignEvent;
import org.mingzhang.ops.store.LedgerLeaves;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Compares where an event stands with the newest checkpoint that the witness signed. */
@Component
final class WitnessedEvents implements Witnessing {

    private final Witness witness;
    private final LedgerLeaves leaves;
    private final boolean demo;

    WitnessedEvents(Witness witness, LedgerLeaves leaves, @Value("${mingzhang.demo:false}") boolean demo) {
        this.witness = witness;
        this.leaves = leaves;
        this.demo = demo;
    }

    @Override
    public boolean hasSeen(CampaignKey campaign, Class<? extends CampaignEvent> event) {
        if (demo && witness.key().isEmpty()) {
            return true;
        }
        long seen = witness.signed();
        return leaves.newest(campaign.toString(), EventTypes.nameOf(event).value()).stream()
                .allMatch(position -> position <= seen);
    }
}
