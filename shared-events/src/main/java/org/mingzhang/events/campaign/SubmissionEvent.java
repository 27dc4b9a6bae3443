package org.mingzhang.events.campaign;

import java.time.Instant;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.EventName;

/** 快照与上报: what was packed, handed to the ministry, sent back or closed. */
public sealed interface SubmissionEvent extends CampaignEvent {

    /**
     * 快照: all tables at one ledger position, with a digest.
     *
     * @param snapshot id of the snapshot
     * @param position ledger position at which it was read
     * @param contentHash digest over every table's content; equal to the signed one in a snapshot for submission
     * @param manifestSha256 digest of the manifest, which names every file's digest
     */
    @EventName("campaign.snapshot-taken")
    record SnapshotTaken(
            CampaignKey campaign,
            String snapshot,
            long position,
            String contentHash,
            String manifestSha256,
            String by,
            Instant at)
            implements SubmissionEvent {}

    /**
     * 登记上报: the first of two people recorded that the package was handed in.
     *
     * @param snapshot the package
     * @param receipt number of the ministry's receipt
     */
    @EventName("campaign.submission-recorded")
    record SubmissionRecorded(
            CampaignKey campaign, String snapshot, String contentHash, String receipt, String by, Instant at)
            implements SubmissionEvent {}

    /** 上报确认: a second person confirmed it; from here everything is frozen. */
    @EventName("campaign.submitted")
    record Submitted(CampaignKey campaign, String snapshot, String contentHash, String receipt, String by, Instant at)
            implements SubmissionEvent {}

    /** 申请重新开放: the office wants to correct what was submitted; a leader has to agree. */
    @EventName("campaign.submission-return-requested")
    record SubmissionReturnRequested(CampaignKey campaign, String reason, String by, Instant at)
            implements SubmissionEvent {}

    /**
     * 上报后更正: what was submitted is opened again, sent back by ministry or province or wrong; the next round begins. Since there
     * is a request, {@code by} is the leader who agreed to it.
     */
    @EventName("campaign.submission-returned")
    record SubmissionReturned(CampaignKey campaign, String reason, String by, Instant at) implements SubmissionEvent {}

    /** 结束: the campaign is over. */
    @EventName("campaign.closed")
    record CampaignClosed(CampaignKey campaign, String by, Instant at) implements SubmissionEvent {}
}
