package org.mingzhang.command.campaign;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.command.campaign.PlanCampaign.Tolerance;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.campaign.PlanEvent;

/** 查方案: what a campaign was planned with, to plan the next from it. */
record AskPlan(@TargetAggregateIdentifier CampaignKey campaign) implements CampaignCommand {

    /**
     * The fields mean what they mean in {@link PlanEvent.CampaignPlanned}.
     *
     * @param tolerances what is tolerated at present
     */
    record Answer(
            String edition,
            PlanEvent.Period academicYear,
            PlanEvent.Period calendarYear,
            SortedMap<String, String> parameters,
            List<Tolerance> tolerances) {

        Answer with(String parameter, String value) {
            var now = new TreeMap<>(parameters);
            now.put(parameter, value);
            return new Answer(edition, academicYear, calendarYear, now, tolerances);
        }

        Answer with(List<Tolerance> now) {
            return new Answer(edition, academicYear, calendarYear, parameters, now);
        }
    }
}
