package org.mingzhang.command.campaign;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.campaign.FindingEvent;

/** 容许, for the rule and the place of a finding; see {@link FindingEvent.ToleranceGranted}. */
public record GrantTolerance(
        @TargetAggregateIdentifier CampaignKey campaign,
        String finding,
        int number,
        String reason,
        int lastYear,
        String by)
        implements CampaignCommand {}
