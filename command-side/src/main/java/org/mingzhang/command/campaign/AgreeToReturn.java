package org.mingzhang.command.campaign;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.CampaignKey;

/** 同意重新开放: a leader agrees that what was submitted is corrected. */
public record AgreeToReturn(@TargetAggregateIdentifier CampaignKey campaign, String by) implements CampaignCommand {}
