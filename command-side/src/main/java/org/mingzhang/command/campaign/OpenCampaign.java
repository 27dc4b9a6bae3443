package org.mingzhang.command.campaign;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.CampaignKey;

/** 开始采集. */
public record OpenCampaign(@TargetAggregateIdentifier CampaignKey campaign, String by) implements CampaignCommand {}
