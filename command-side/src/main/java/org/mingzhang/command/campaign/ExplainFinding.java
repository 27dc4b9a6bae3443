package org.mingzhang.command.campaign;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.campaign.FindingEvent;

/** 异常说明. The fields mean what they mean in {@link FindingEvent.FindingExplained}. */
public record ExplainFinding(@TargetAggregateIdentifier CampaignKey campaign, String finding, String text, String by)
        implements CampaignCommand {}
