package org.mingzhang.command.campaign;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.campaign.QuestionEvent;

/** 提问. The fields mean what they mean in {@link QuestionEvent.QuestionAsked}. */
public record AskQuestion(
        @TargetAggregateIdentifier CampaignKey campaign,
        String question,
        String table,
        @Nullable String field,
        String text,
        String by)
        implements CampaignCommand {}
