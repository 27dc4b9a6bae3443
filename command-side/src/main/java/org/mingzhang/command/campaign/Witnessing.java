package org.mingzhang.command.campaign;

import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.campaign.CampaignEvent;

/**
 * 外部见证: what the witness on the inspection office's own machine has seen. Nobody signs, and nothing is handed in, that could still
 * be exchanged without anybody outside noticing. Answered by whoever keeps the ledger.
 */
@FunctionalInterface
public interface Witnessing {

    /**
     * Whether the witness signed a ledger that holds the newest such event of a campaign. True if there is no such event, and where
     * a demonstration has no witness.
     */
    boolean hasSeen(CampaignKey campaign, Class<? extends CampaignEvent> event);
}
