package org.mingzhang.command.campaign;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.campaign.FindingEvent;

/** 说明采纳. The fields mean what they mean in {@link FindingEvent.ExplanationsAccepted}. */
public record AcceptExplanations(@TargetAggregateIdentifier CampaignKey campaign, List<String> findings, String by)
        implements CampaignCommand {}
