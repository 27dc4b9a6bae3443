package org.mingzhang.command.campaign;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.CampaignKey;

/** 答复领导提问, by the head of the department that was asked or by the office. */
public record AnswerLeader(@TargetAggregateIdentifier CampaignKey campaign, String question, String text, String by)
        implements CampaignCommand {}
