package org.mingzhang.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingzhang.events.campaign.CampaignEvent;
import org.mingzhang.events.erasure.ErasureEvent;
import org.mingzhang.events.inspection.InspectionEvent;
import org.mingzhang.events.org.AccountEvent;
import org.mingzhang.events.org.InstallationEvent;
import org.mingzhang.events.org.OrganisationEvent;
import org.mingzhang.events.table.TableEvent;

class EventTypesTest {

    private static final Map<Class<? extends Event>, String> PREFIX = Map.of(
            InstallationEvent.class, "installation",
            OrganisationEvent.class, "org",
            AccountEvent.class, "account",
            CampaignEvent.class, "campaign",
            TableEvent.class, "table",
            ErasureEvent.class, "erasure",
            InspectionEvent.class, "inspection");

    @Test
    void everyEventHasANameOfItsOwn() {
        int classes = Event.FAMILIES.stream()
                .mapToInt(family -> EventTypes.familyOf(family).size())
                .sum();

        assertThat(EventTypes.all()).hasSize(classes);
        assertThat(new HashSet<>(EventTypes.all().values())).hasSize(classes);
    }

    @Test
    void everyEventIsARecordNamedAfterItsFamily() {
        for (var family : Event.FAMILIES) {
            assertThat(EventTypes.familyOf(family)).isNotEmpty().allSatisfy(type -> {
                assertThat(type).isRecord();
                assertThat(EventTypes.nameOf(type).value()).matches(PREFIX.get(family) + "\\.[a-z]+(-[a-z]+)*");
                assertThat(EventTypes.nameOf(type).revision()).isPositive();
            });
        }
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThatThrownBy(() -> EventTypes.named("table.entry-guessed"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("table.entry-guessed");
    }
}
