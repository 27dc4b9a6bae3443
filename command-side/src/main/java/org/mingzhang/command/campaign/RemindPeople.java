package org.mingzhang.command.campaign;

import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.CampaignKey;

/**
 * 催办: ask people to get on with what is theirs to do.
 *
 * @param people staff numbers; empty for everybody for whom something waits
 * @param note the office's words; may be empty
 */
public record RemindPeople(@TargetAggregateIdentifier CampaignKey campaign, List<String> people, String note, String by)
        implements CampaignCommand {

    public RemindPeople {
        people = List.copyOf(people);
    }

    /**
     * What came of it.
     *
     * @param reminded who was asked
     * @param withheld who was asked within the last hours and is left in peace
     * @param idle for whom nothing waits
     */
    public record Reminded(List<String> reminded, List<Withheld> withheld, List<String> idle) {}

    /** Somebody who may be asked again only later. */
    public record Withheld(String staffNo, Instant until) {}
}
