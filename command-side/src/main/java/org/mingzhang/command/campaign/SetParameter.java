package org.mingzhang.command.campaign;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.CampaignKey;

/**
 * 调整参数: what a parameter of the campaign's rules, computed tables and indicators is worth from now on.
 *
 * @param parameter its name
 * @param value written as text
 */
record SetParameter(
        @TargetAggregateIdentifier CampaignKey campaign, String parameter, String value, String reason, String by)
        implements CampaignCommand {}
