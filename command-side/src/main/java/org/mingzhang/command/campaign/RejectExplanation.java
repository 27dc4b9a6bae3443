package org.mingzhang.command.campaign;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.campaign.FindingEvent;

/** 说明退回. The fields mean what they mean in {@link FindingEvent.ExplanationRejected}. */
public record RejectExplanation(
        @TargetAggregateIdentifier CampaignKey campaign, String finding, String reason, String by)
        implements CampaignCommand {}
