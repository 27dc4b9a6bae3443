package org.mingzhang.command.campaign;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.CampaignKey;

/** 事项已定: decide an open point. */
public record SettlePoint(@TargetAggregateIdentifier CampaignKey campaign, String point, String decision, String by)
        implements CampaignCommand {}
