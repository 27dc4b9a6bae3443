package org.mingzhang.command.campaign;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.CampaignKey;

/** 领导退回. */
public record ReturnSignOff(
        @TargetAggregateIdentifier CampaignKey campaign, List<String> tables, String reason, String by)
        implements CampaignCommand {}
