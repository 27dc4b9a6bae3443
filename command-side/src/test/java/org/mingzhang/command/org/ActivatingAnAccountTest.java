package org.mingzhang.command.org;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Refused;
import org.mingzhang.command.Rule;
import org.mingzhang.events.org.AccountEvent.ActivationOffered;

/** 激活账号 — plan §4.1: staff number and first password are the same, and that log-in only activates. */
class ActivatingAnAccountTest extends AnAccount {

    final Activate activate = new Activate(COLLEGE, PERSON, "hash", PERSON);

    @Test
    void keepsThePasswordBesideTheLedger() {
        credentials.person(PERSON, null, "011234", NOW.plusSeconds(1));
        account.givenNoPriorActivity().when(activate).expectEvents(activated);
        assertThat(credentials.passwordOf(PERSON)).isEqualTo("hash");
    }

    @Test
    void isRefusedAfterFourteenDaysUnused() {
        credentials.person(PERSON, null, "011234", NOW.minusSeconds(1));
        account.givenNoPriorActivity()
                .when(activate)
                .expectNoEvents()
                .expectException(Refused.with(Rule.ACTIVATION_LAPSED));
    }

    @Test
    void isRefusedTheSecondTime() {
        credentials.person(PERSON, "hash", "011234", NOW.plusSeconds(1));
        account.given(activated).when(activate).expectNoEvents().expectException(Refused.with(Rule.ALREADY_ACTIVATED));
    }

    @Test
    void isOfferedAgainByTheOffice() {
        credentials.person(PERSON, null, "011234", NOW.minusSeconds(1));
        account.givenNoPriorActivity()
                .when(new OfferActivation(COLLEGE, PERSON, "code", OFFICE))
                .expectEvents(new ActivationOffered(COLLEGE, PERSON, NOW.plus(Duration.ofDays(14)), OFFICE, NOW));
    }

    @Test
    void isRefusedForAPersonWhoLeft() {
        credentials.person(PERSON, null, "011234", NOW.plusSeconds(1));
        account.given(closed).when(activate).expectNoEvents().expectException(Refused.with(Rule.ACCOUNT_CLOSED));
    }
}
