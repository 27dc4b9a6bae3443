package org.mingzhang.command.campaign;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;

/** 开始校验: ask whether a check run may start; answers {@link Started}. */
public record StartCheckRun(@TargetAggregateIdentifier CampaignKey campaign, boolean trial, String by)
        implements CampaignCommand {

    /**
     * What the run will check.
     *
     * @param contentHash digest over every table's content, to be handed back when the run is recorded; null in a trial while
     *     shares are still open
     */
    public record Started(@Nullable String contentHash) {}
}
