package org.mingzhang.command.campaign;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.CampaignKey;

/** 答复: the office answers, or answers anew. */
public record AnswerQuestion(@TargetAggregateIdentifier CampaignKey campaign, String question, String text, String by)
        implements CampaignCommand {}
