package org.mingzhang.command.campaign;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.CampaignKey;

/** 签审失效: data changed after they were presented; nothing happens if nothing is presented. */
public record VoidSignatures(@TargetAggregateIdentifier CampaignKey campaign, String reason, String by)
        implements CampaignCommand {}
