package org.mingzhang.command.campaign;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.campaign.FindingEvent;
import org.mingzhang.events.campaign.PlanEvent;

/**
 * 校验批次. The fields mean what they mean in {@link PlanEvent.CheckRunRecorded}.
 *
 * @param failures what failed, one by one
 */
public record RecordCheckRun(
        @TargetAggregateIdentifier CampaignKey campaign,
        String run,
        long position,
        boolean trial,
        int rules,
        int errors,
        int warnings,
        List<PlanEvent.ShareAt> shares,
        List<FindingEvent.Failure> failures,
        @Nullable String contentHash,
        String reportSha256,
        String by)
        implements CampaignCommand {}
