package org.mingzhang.command.campaign;

import java.time.LocalDate;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.campaign.Stage;

/**
 * 时间节点: give a stage its dates, or move them.
 *
 * @param seenDueOn the date it had when the person looked; null if that does not matter
 */
public record ScheduleStage(
        @TargetAggregateIdentifier CampaignKey campaign,
        Stage stage,
        @Nullable LocalDate opensOn,
        LocalDate dueOn,
        @Nullable LocalDate seenDueOn,
        String reason,
        String by)
        implements CampaignCommand {}
