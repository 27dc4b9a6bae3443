package org.mingzhang.ops.glue;

import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.campaign.LeadersPapers;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.query.print.SignOffPack;
import org.springframework.stereotype.Component;

/** Hands the digest of the leaders' papers to the law, so that a signature names what it was given on. */
@Component
final class PapersInView implements LeadersPapers {

    private final SignOffPack pack;

    PapersInView(SignOffPack pack) {
        this.pack = pack;
    }

    @Override
    public String hash(CampaignKey campaign) {
        return pack.now(campaign).orElseThrow(() -> new Refusal(Rule.NOT_FOUND)).hash();
    }
}
