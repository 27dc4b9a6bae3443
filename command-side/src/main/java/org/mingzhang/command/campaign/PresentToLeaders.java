package org.mingzhang.command.campaign;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.CampaignKey;

/** 提请审核; answers {@link Presentation}. */
public record PresentToLeaders(@TargetAggregateIdentifier CampaignKey campaign, String by) implements CampaignCommand {

    /** What the leaders were presented with. */
    public record Presentation(String contentHash, int tables, int entries, List<String> signers) {}
}
