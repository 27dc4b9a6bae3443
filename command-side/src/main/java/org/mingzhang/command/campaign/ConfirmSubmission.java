package org.mingzhang.command.campaign;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.CampaignKey;

/** 上报确认: the second person. */
public record ConfirmSubmission(@TargetAggregateIdentifier CampaignKey campaign, String by)
        implements CampaignCommand {}
