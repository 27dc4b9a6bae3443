package org.mingzhang.command.campaign;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.campaign.SignOffEvent;

/** 签审: sign exactly this content. The fields mean what they mean in {@link SignOffEvent.SignedOff}. */
public record SignOff(
        @TargetAggregateIdentifier CampaignKey campaign, String contentHash, String packHash, String opinion, String by)
        implements CampaignCommand {}
