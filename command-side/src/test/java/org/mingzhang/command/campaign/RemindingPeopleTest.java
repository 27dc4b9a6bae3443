package org.mingzhang.command.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingzhang.command.table.Refusals.refusal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Nearing;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.AssignmentBook.ShareState;
import org.mingzhang.command.guard.AssignmentBook.TableState;
import org.mingzhang.events.campaign.PlanEvent.PersonReminded;
import org.mingzhang.events.campaign.PlanEvent.ShareAt;
import org.mingzhang.events.campaign.PlanEvent.StageDrawsNear;
import org.mingzhang.events.campaign.Stage;
import org.mingzhang.events.campaign.SubmissionEvent.CampaignClosed;

/** 提醒与催办: by itself before a date, by hand at most once per person in four hours. */
class RemindingPeopleTest extends ACampaign {

    private static final Instant END = Instant.parse("2022-10-15T15:59:59.999Z");

    private final List<ShareAt> awards = List.of(new ShareAt("2.13.1", "0201"));

    @Test
    void theCollectorIsRemindedWhileTheShareIsOpen() {
        book.has(TableState.OPEN, ShareState.RETURNED);
        campaign.given(planned, opened)
                .when(new RemindPeople(CAMPAIGN, List.of(COLLECTOR, HEAD), "请抓紧", OFFICE))
                .expectEvents(new PersonReminded(CAMPAIGN, COLLECTOR, awards, "请抓紧", OFFICE, NOW))
                .expectResultMessagePayload(new RemindPeople.Reminded(List.of(COLLECTOR), List.of(), List.of(HEAD)));
    }

    @Test
    void theReviewerIsRemindedOnceItIsHanded() {
        book.has(TableState.OPEN, ShareState.SUBMITTED);
        campaign.given(planned, opened)
                .when(new RemindPeople(CAMPAIGN, List.of(), "", OFFICE))
                .expectEvents(new PersonReminded(CAMPAIGN, HEAD, awards, "", OFFICE, NOW));
    }

    @Test
    void nobodyIsRemindedOfWhatIsClosedOrDone() {
        for (var table : List.of(TableState.LOCKED, TableState.FROZEN)) {
            book.has(table, ShareState.OPEN);
            refuses(Rule.NOBODY_TO_REMIND);
            aCampaign();
        }
        book.has(TableState.OPEN, ShareState.APPROVED);
        refuses(Rule.NOBODY_TO_REMIND);
    }

    @Test
    void aNoteIsShort() {
        book.has(TableState.OPEN, ShareState.OPEN);
        campaign.given(planned, opened)
                .when(new RemindPeople(CAMPAIGN, List.of(), "请".repeat(201), OFFICE))
                .expectException(refusal(Rule.NOTE_TOO_LONG))
                .expectNoEvents();
    }

    private void refuses(Rule rule) {
        campaign.given(planned, opened)
                .when(new RemindPeople(CAMPAIGN, List.of(), "", OFFICE))
                .expectException(refusal(rule))
                .expectNoEvents();
    }

    @Test
    void nobodyIsRemindedTwiceInFourHours() {
        book.has(TableState.OPEN, ShareState.OPEN);
        var before = new PersonReminded(CAMPAIGN, COLLECTOR, awards, "", OFFICE, NOW);
        clock.set(NOW.plus(Duration.ofHours(4)).minusMillis(1));
        campaign.given(planned, opened, before)
                .when(new RemindPeople(CAMPAIGN, List.of(COLLECTOR), "", OFFICE))
                .expectException(refusal(Rule.REMINDED_LATELY))
                .expectNoEvents();
        aCampaign();
        clock.set(NOW.plus(Duration.ofHours(4)));
        campaign.given(planned, opened, before)
                .when(new RemindPeople(CAMPAIGN, List.of(COLLECTOR), "", OFFICE))
                .expectEvents(new PersonReminded(CAMPAIGN, COLLECTOR, awards, "", OFFICE, clock.instant()));
    }

    @Test
    void aPlanThatIsNotOpenRemindsNobody() {
        book.has(TableState.OPEN, ShareState.OPEN);
        campaign.given(planned)
                .when(new RemindPeople(CAMPAIGN, List.of(), "", OFFICE))
                .expectException(refusal(Rule.CAMPAIGN_STATE));
        aCampaign();
        campaign.given(planned, opened, new CampaignClosed(CAMPAIGN, OFFICE, NOW))
                .when(new RemindPeople(CAMPAIGN, List.of(), "", OFFICE))
                .expectException(refusal(Rule.CAMPAIGN_STATE));
    }

    @Test
    void theNearDateIsToldWhenItsTimeComes() {
        var scheduled = campaign.givenCurrentTime(NOW)
                .andGiven(planned, opened)
                .andGivenCommands(new ScheduleStage(CAMPAIGN, Stage.COLLECTION, null, DAY, null, "", OFFICE));
        var at = END.minus(Duration.ofHours(72));
        clock.set(at);
        scheduled
                .whenTimeAdvancesTo(at)
                .expectEvents(new StageDrawsNear(CAMPAIGN, Stage.COLLECTION, DAY, 72, "system", at));
    }

    @Test
    void aProgramThatWasDownTellsOnlyWhatIsStillTrue() {
        var scheduled = campaign.givenCurrentTime(NOW)
                .andGiven(planned, opened)
                .andGivenCommands(new ScheduleStage(CAMPAIGN, Stage.COLLECTION, null, DAY, null, "", OFFICE));
        var at = END.minus(Duration.ofHours(3));
        clock.set(at);
        scheduled
                .whenTimeAdvancesTo(at)
                .expectEvents(new StageDrawsNear(CAMPAIGN, Stage.COLLECTION, DAY, 4, "system", at));
    }

    @Test
    void nothingIsToldAfterTheDateOrInAPlan() {
        assertThat(Nearing.isTimely(4, END, END.plusMillis(1))).isFalse();
        assertThat(Nearing.isTimely(4, END, END)).isTrue();
        assertThat(Nearing.isTimely(24, END, END.minus(Duration.ofHours(4)))).isFalse();
        assertThat(Nearing.ahead(END, END.minus(Duration.ofHours(5))))
                .extracting(Nearing.Time::hoursLeft)
                .containsExactly(4);
        var scheduled = campaign.givenCurrentTime(NOW)
                .andGiven(planned)
                .andGivenCommands(new ScheduleStage(CAMPAIGN, Stage.COLLECTION, null, DAY, null, "", OFFICE));
        var at = END.minus(Duration.ofHours(72));
        clock.set(at);
        scheduled.whenTimeAdvancesTo(at).expectNoEvents();
    }
}
