package org.mingzhang.command.campaign;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.campaign.Stage;

/** 节点已过: the last day of a stage ended; nothing happens if it did not, or was passed already. */
public record PassStage(@TargetAggregateIdentifier CampaignKey campaign, Stage stage, String by)
        implements CampaignCommand {}
