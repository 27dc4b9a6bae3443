package org.mingzhang.command.campaign;

import org.mingzhang.events.CampaignKey;

/** 签审材料: what the views show the leaders of a campaign before they sign. */
public interface LeadersPapers {

    /** Digest over the papers with everything that was committed before the question, {@code sha256:} and 64 hexadecimal digits. */
    String hash(CampaignKey campaign);
}
