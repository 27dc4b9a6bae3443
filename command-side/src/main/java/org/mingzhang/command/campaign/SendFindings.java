package org.mingzhang.command.campaign;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.campaign.FindingEvent;

/** 下发. What is sent if none is named: whatever nobody was sent yet; else as in {@link FindingEvent.FindingsSent}. */
public record SendFindings(
        @TargetAggregateIdentifier CampaignKey campaign, List<String> findings, String note, String by)
        implements CampaignCommand {}
