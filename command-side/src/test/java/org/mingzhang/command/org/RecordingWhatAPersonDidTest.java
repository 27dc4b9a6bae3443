package org.mingzhang.command.org;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Refusal;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.org.AccountEvent.AttemptRefused;
import org.mingzhang.events.org.AccountEvent.Exported;
import org.mingzhang.events.org.AccountEvent.LookedAt;
import org.mingzhang.events.org.AccountEvent.NoticesRead;
import org.mingzhang.events.org.AccountEvent.PasswordChanged;
import org.mingzhang.events.org.AccountEvent.PersonalValuesRead;

/** 留痕: refused attempts, readings of personal values, exports and password changes. */
class RecordingWhatAPersonDidTest extends AnAccount {

    static final TableKey STUDENTS = TableKey.of("99001/2022/1.5.1");

    @Test
    void keepsARefusedAttempt() {
        account.givenNoPriorActivity()
                .when(new RecordRefusedAttempt(
                        COLLEGE, PERSON, "approve-share", "2022/1.4.1/0201", "not-the-reviewer", PERSON))
                .expectEvents(new AttemptRefused(
                        COLLEGE, PERSON, "approve-share", "2022/1.4.1/0201", "not-the-reviewer", PERSON, NOW));
    }

    @Test
    void keepsAReadingOfPersonalValues() {
        account.given(activated)
                .when(new RecordPersonalRead(
                        COLLEGE, PERSON, STUDENTS, "0107", List.of(7), List.of("id_no"), "核对", PERSON))
                .expectEvents(new PersonalValuesRead(
                        COLLEGE, PERSON, STUDENTS, "0107", List.of(7), List.of("id_no"), "核对", PERSON, NOW));
    }

    @Test
    void keepsAnExport() {
        account.given(activated)
                .when(new RecordExport(COLLEGE, PERSON, "snapshot", "2022", "ab", PERSON))
                .expectEvents(new Exported(COLLEGE, PERSON, "snapshot", "2022", "ab", PERSON, NOW));
    }

    @Test
    void keepsWhatAnInspectorLookedAtOnceAnHour() {
        var look = new RecordLook(COLLEGE, PERSON, "entries", 2022, "1.5.1", "0101", null, PERSON);
        account.given(activated).when(look).expectEvents(lookedAt("0101", NOW));
        anAccount();
        account.given(activated, lookedAt("0101", NOW.minusSeconds(3_599)))
                .when(look)
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
        anAccount();
        account.given(activated, lookedAt("0101", NOW.minusSeconds(3_600)))
                .when(look)
                .expectEvents(lookedAt("0101", NOW));
        anAccount();
        account.given(activated, lookedAt("0102", NOW)).when(look).expectEvents(lookedAt("0101", NOW));
    }

    private static LookedAt lookedAt(String share, Instant at) {
        return new LookedAt(COLLEGE, PERSON, "entries", 2022, "1.5.1", share, null, PERSON, at);
    }

    @Test
    void keepsAPasswordChangeButNoPassword() {
        account.given(activated)
                .when(new RecordPasswordChange(COLLEGE, PERSON, "hash", PERSON))
                .expectEvents(new PasswordChanged(COLLEGE, PERSON, PERSON, NOW));
    }

    @Test
    void keepsWhichNoticesWereRead() {
        account.given(activated)
                .when(new ReadNotices(COLLEGE, PERSON, List.of(12L, 15L), PERSON))
                .expectEvents(new NoticesRead(COLLEGE, PERSON, List.of(12L, 15L), PERSON, NOW));
        anAccount();
        account.given(activated)
                .when(new ReadNotices(COLLEGE, PERSON, List.of(), PERSON))
                .expectException(Refusal.class)
                .expectNoEvents();
    }

    @Test
    void closesAnAccountOnce() {
        var close = new CloseAccount(COLLEGE, PERSON, "离校", "system");
        account.given(activated).when(close).expectEvents(closed);
        account.given(activated, closed).when(close).expectNoEvents().expectSuccessfulHandlerExecution();
    }
}
