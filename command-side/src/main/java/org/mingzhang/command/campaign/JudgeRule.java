package org.mingzhang.command.campaign;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.campaign.FindingEvent;

/** 规则问题. The fields mean what they mean in {@link FindingEvent.RuleJudged}. */
public record JudgeRule(
        @TargetAggregateIdentifier CampaignKey campaign, String rule, boolean faulty, String reason, String by)
        implements CampaignCommand {}
