package org.mingzhang.command.campaign;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.CampaignKey;

/** 准备情况: ask what is still missing before the campaign can open; nothing happens. Answers {@link Missing}. */
public record AskReadiness(@TargetAggregateIdentifier CampaignKey campaign) implements CampaignCommand {

    /** All that is missing; empty if the campaign can open. */
    public record Missing(List<Thing> things) {}

    /**
     * One thing that is missing.
     *
     * @param pointer where, such as {@code /tables/2.9.3/shares/0106}
     * @param rule stable code of what is missing
     */
    public record Thing(String pointer, String rule, String zh, String en) {}
}
