package org.mingzhang.command.campaign;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.campaign.PlanEvent;

/** 待定事项; nothing happens if it stands already. The fields mean what they mean in {@link PlanEvent.PointRaised}. */
public record RaisePoint(
        @TargetAggregateIdentifier CampaignKey campaign,
        String point,
        String kind,
        @Nullable String table,
        String text,
        List<String> candidates,
        String by)
        implements CampaignCommand {}
