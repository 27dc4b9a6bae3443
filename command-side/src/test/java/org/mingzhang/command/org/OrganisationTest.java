package org.mingzhang.command.org;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mingzhang.events.Event;
import org.mingzhang.events.EventTypes;

/** Java 17 has no exhaustive switch over sealed types, so a test stands in for the compiler. */
class OrganisationTest {

    @ParameterizedTest
    @CsvSource({
        "org.mingzhang.command.org.Organisation, org.mingzhang.events.org.OrganisationEvent",
        "org.mingzhang.command.org.Account, org.mingzhang.events.org.AccountEvent",
        "org.mingzhang.command.org.Installation, org.mingzhang.events.org.InstallationEvent",
        "org.mingzhang.command.campaign.Campaign, org.mingzhang.events.campaign.CampaignEvent",
        "org.mingzhang.command.erasure.Erasure, org.mingzhang.events.erasure.ErasureEvent",
        "org.mingzhang.command.inspection.Inspection, org.mingzhang.events.inspection.InspectionEvent"
    })
    void knowsEveryEventOfItsFamily(Class<?> aggregate, Class<? extends Event> family) {
        var handled = Arrays.stream(aggregate.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(EventSourcingHandler.class))
                .<Class<?>>map(method -> method.getParameterTypes()[0])
                .toList();
        assertThat(handled).containsExactlyInAnyOrderElementsOf(EventTypes.familyOf(family));
    }
}
