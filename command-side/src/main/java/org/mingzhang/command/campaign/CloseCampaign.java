package org.mingzhang.command.campaign;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.CampaignKey;

/** 结束. */
public record CloseCampaign(@TargetAggregateIdentifier CampaignKey campaign, String by) implements CampaignCommand {}
