package org.mingzhang.command.campaign;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.campaign.SubmissionEvent;

/** 快照. The fields mean what they mean in {@link SubmissionEvent.SnapshotTaken}. */
public record RecordSnapshot(
        @TargetAggregateIdentifier CampaignKey campaign,
        String snapshot,
        long position,
        String contentHash,
        String manifestSha256,
        String by)
        implements CampaignCommand {}
