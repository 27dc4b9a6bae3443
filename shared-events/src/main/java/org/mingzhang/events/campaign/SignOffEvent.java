package org.mingzhang.events.campaign;

import java.time.Instant;
import java.util.List;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.EventName;

/** 学校领导审核: how the leaders are shown the data, sign them or send them back. */
public sealed interface SignOffEvent extends CampaignEvent {

    /**
     * 提请审核: the office presented the data to the leaders.
     *
     * @param contentHash digest over every table's code and content hash
     * @param tables how many tables it covers
     * @param entries how many entries they hold
     * @param signers staff numbers of the leaders who must sign
     */
    @EventName("campaign.presented")
    record Presented(
            CampaignKey campaign,
            String contentHash,
            int tables,
            int entries,
            List<String> signers,
            String by,
            Instant at)
            implements SignOffEvent {

        public Presented {
            signers = List.copyOf(signers);
        }
    }

    /**
     * 签审: one leader signed exactly this content, shown by exactly these papers.
     *
     * @param packHash digest over the papers (签审材料) as they were then; empty before there was one
     * @param post the leader's post at that moment
     */
    @EventName(value = "campaign.signed-off", revision = 2)
    record SignedOff(
            CampaignKey campaign,
            String contentHash,
            String packHash,
            String post,
            String opinion,
            String by,
            Instant at)
            implements SignOffEvent {}

    /** 领导退回: a leader sent tables back; all signatures of this round are void. */
    @EventName("campaign.sign-off-returned")
    record SignOffReturned(CampaignKey campaign, List<String> tables, String reason, String by, Instant at)
            implements SignOffEvent {

        public SignOffReturned {
            tables = List.copyOf(tables);
        }
    }

    /** 签审失效: data covered by signatures changed. */
    @EventName("campaign.signatures-voided")
    record SignaturesVoided(CampaignKey campaign, String reason, String by, Instant at) implements SignOffEvent {}

    /** 签审完成: the last required leader signed the same content. */
    @EventName("campaign.signed")
    record Signed(CampaignKey campaign, String contentHash, String by, Instant at) implements SignOffEvent {}
}
