package org.mingzhang.command.campaign;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.campaign.QuestionEvent;

/** 领导提问. The fields mean what they mean in {@link QuestionEvent.LeaderAsked}. */
public record AskDepartment(
        @TargetAggregateIdentifier CampaignKey campaign,
        String question,
        String department,
        @Nullable String indicator,
        String text,
        boolean required,
        String by)
        implements CampaignCommand {}
