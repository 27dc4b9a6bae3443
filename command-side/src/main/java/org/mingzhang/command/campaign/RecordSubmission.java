package org.mingzhang.command.campaign;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.CampaignKey;

/** 登记上报: the first of two people. */
public record RecordSubmission(
        @TargetAggregateIdentifier CampaignKey campaign, String snapshot, String receipt, String by)
        implements CampaignCommand {}
