package org.mingzhang.command.campaign;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.campaign.FindingEvent;

/**
 * 发布规则. The fields mean what they mean in {@link FindingEvent.RulePublished}; null leaves what the rule said so far.
 *
 * @param table number of the table of a new rule; null where it takes the place of one
 */
public record PublishRule(
        @TargetAggregateIdentifier CampaignKey campaign,
        String rule,
        @Nullable String table,
        @Nullable String severity,
        @Nullable String expression,
        @Nullable String words,
        @Nullable String message,
        String reason,
        String by)
        implements CampaignCommand {}
