package org.mingzhang.command.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.test.matchers.Matchers.listWithAnyOf;
import static org.axonframework.test.matchers.Matchers.matches;
import static org.axonframework.test.matchers.Matchers.payloadsMatching;

import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.campaign.PlanCampaign.Tolerance;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.campaign.FindingEvent.ToleranceGranted;
import org.mingzhang.events.campaign.PlanEvent.Period;

/** 容许沿用: what is tolerated for years is known to whoever plans the next one, and stands in its plan. */
class CarryingTolerancesTest extends ACampaign {

    private static final Tolerance TWELVE = new Tolerance("R-1.5.1-02", "1.5.1", "0107", 12, "证件办理中，省厅同意", 2024);

    private static ToleranceGranted granted(int number) {
        return new ToleranceGranted(CAMPAIGN, "R-1.5.1-02", "1.5.1", "0107", number, "证件办理中，省厅同意", 2024, OFFICE, NOW);
    }

    @Test
    void whatIsToleratedIsToldToWhoeverPlansTheNextYear() {
        campaign.given(planned, granted(12))
                .when(new AskPlan(CAMPAIGN))
                .expectResultMessageMatching(told(List.of(TWELVE)));
    }

    @Test
    void whatWasEndedIsNot() {
        campaign.given(planned, granted(12), granted(0))
                .when(new AskPlan(CAMPAIGN))
                .expectResultMessageMatching(told(List.of()));
    }

    @Test
    void itStandsInTheNewPlan() {
        var next = new CampaignKey(CAMPAIGN.college(), 2023);
        var year = new Period(LocalDate.of(2022, 9, 1), LocalDate.of(2023, 8, 31));
        campaign.givenNoPriorActivity()
                .when(new PlanCampaign(
                        next, "2023", year, year, new TreeMap<>(), null, List.of(), List.of(), List.of(TWELVE), OFFICE))
                .expectEventsMatching(payloadsMatching(listWithAnyOf(matches(event -> event.equals(new ToleranceGranted(
                        next, "R-1.5.1-02", "1.5.1", "0107", 12, "证件办理中，省厅同意", 2024, OFFICE, NOW))))));
    }

    private static org.hamcrest.Matcher<org.axonframework.commandhandling.CommandResultMessage<?>> told(
            List<Tolerance> tolerances) {
        return matches(result -> {
            assertThat(((AskPlan.Answer) result.getPayload()).tolerances()).isEqualTo(tolerances);
            return true;
        });
    }
}
