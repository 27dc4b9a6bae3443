package org.mingzhang.command.campaign;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.CampaignKey;

/** 上级退回. */
public record ReturnSubmission(@TargetAggregateIdentifier CampaignKey campaign, String reason, String by)
        implements CampaignCommand {}
