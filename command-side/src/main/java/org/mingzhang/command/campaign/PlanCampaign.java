package org.mingzhang.command.campaign;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.campaign.FindingEvent;
import org.mingzhang.events.campaign.PlanEvent;
import org.mingzhang.events.campaign.Stage;

/**
 * 制定方案: plan the campaign of a year, with the dates and open points its work plan gives. The fields mean what they mean
 * in {@link PlanEvent.CampaignPlanned}.
 *
 * @param stages dates the plan gives, in any order
 * @param points what the plan leaves open
 * @param tolerances what was tolerated before and still may be
 */
public record PlanCampaign(
        @TargetAggregateIdentifier CampaignKey campaign,
        String edition,
        PlanEvent.Period academicYear,
        PlanEvent.Period calendarYear,
        SortedMap<String, String> parameters,
        @Nullable String planSha256,
        List<Dates> stages,
        List<Point> points,
        List<Tolerance> tolerances,
        String by)
        implements CampaignCommand {

    /** First and last day of a stage. */
    public record Dates(Stage stage, @Nullable LocalDate opensOn, LocalDate dueOn) {}

    /** A tolerance; the fields mean what they mean in {@link FindingEvent.ToleranceGranted}. */
    public record Tolerance(
            String rule, String table, @Nullable String department, int number, String reason, int lastYear) {}

    /** An open point; the fields mean what they mean in {@link PlanEvent.PointRaised}. */
    public record Point(String point, String kind, @Nullable String table, String text, List<String> candidates) {}
}
