package org.mingzhang.command.org;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Refused;
import org.mingzhang.command.Rule;

/** 登录失败与锁定. */
class FailingToLogInTest extends AnAccount {

    final RecordFailedLogIn fail = new RecordFailedLogIn(COLLEGE, PERSON, "bad-password", "device", "system");
    final RecordLogIn logIn = new RecordLogIn(COLLEGE, PERSON, "device", PERSON);

    @Test
    void isRecorded() {
        account.given(activated).when(fail).expectEvents(failed).expectResultMessagePayload(new Account.Failed(null));
    }

    @Test
    void locksTheAccountForAQuarterOfAnHourTheThirdTime() {
        account.given(activated, failed, failed)
                .when(fail)
                .expectEvents(failed, locked)
                .expectResultMessagePayload(new Account.Failed(NOW.plus(Duration.ofMinutes(15))));
    }

    @Test
    void countsFromTheLastSuccess() {
        account.given(activated, failed, failed, loggedIn, failed).when(fail).expectEvents(failed);
    }

    @Test
    void keepsEvenTheRightPasswordOutWhileLocked() {
        account.given(activated, failed, failed, failed, locked)
                .when(logIn)
                .expectNoEvents()
                .expectException(Refused.with(Rule.ACCOUNT_LOCKED));
    }

    @Test
    void isForgottenAfterASuccess() {
        account.given(activated, failed, failed).when(logIn).expectEvents(loggedIn);
    }

    @Test
    void endsWithTheAccountOfAPersonWhoLeft() {
        account.given(activated, closed)
                .when(logIn)
                .expectNoEvents()
                .expectException(Refused.with(Rule.ACCOUNT_CLOSED));
    }
}
