package org.mingzhang.query.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingzhang.query.Database;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 提示: facts only, each with the events it rests on. */
class SignalsTest {

    private static final Signals.Thresholds THRESHOLDS = new Signals.Thresholds(
            Duration.ofSeconds(60), Duration.ofMinutes(10), Duration.ofDays(7), Duration.ofHours(1), 3);
    private static final String HEAD = "20000001";
    private static final String SECRETARY = "20110022";

    private JdbcClient sql;
    private Signals signals;

    @BeforeEach
    void anEmptyTrail() {
        sql = JdbcClient.create(Database.views());
        signals = new Signals(sql);
    }

    private void happens(long position, String at, String kind, String by, String device, @Nullable String subject) {
        sql.sql("""
                        insert into trail (position, event_id, at, by_staff, post, post_department, family, kind, subject,
                            device, correlation, command, facts)
                        values (?, ?, ?, ?, '', '', ?, ?, ?, ?, '', '', '{}')""")
                .params(
                        position,
                        "e" + position,
                        OffsetDateTime.ofInstant(Instant.parse(at), ZoneOffset.UTC),
                        by,
                        kind.split("\\.")[0],
                        kind,
                        subject,
                        device)
                .update();
    }

    @Test
    void ordinaryWorkIsNoSignal() {
        happens(1, "2022-10-15T01:00:00Z", "table.entry-added", SECRETARY, "a", null);
        happens(2, "2022-10-16T01:00:00Z", "table.share-approved", HEAD, "a", null);
        happens(3, "2022-10-16T01:01:01Z", "table.share-approved", HEAD, "b", null);
        assertThat(signals.upTo(3, THRESHOLDS)).isEmpty();
    }

    @Test
    void refusedAttemptsAreNamed() {
        happens(1, "2022-10-16T01:00:00Z", "account.attempt-refused", HEAD, "a", HEAD);
        assertThat(signals.upTo(1, THRESHOLDS)).extracting(Signals.Signal::kind).containsExactly("attempt-refused");
        assertThat(signals.upTo(0, THRESHOLDS)).isEmpty();
    }

    @Test
    void signaturesWithinAMinuteAreNamedWithBothEvents() {
        happens(1, "2022-10-16T01:00:00Z", "table.share-approved", HEAD, "a", null);
        happens(2, "2022-10-16T01:00:09Z", "table.share-approved", HEAD, "a", null);
        assertThat(signals.upTo(2, THRESHOLDS))
                .containsExactly(new Signals.Signal(
                        "signatures-close", 1, 2, 2, Instant.parse("2022-10-16T01:00:09Z"), HEAD, null, 9L));
    }

    @Test
    void somebodyElseAtTheDeviceShortlyBeforeASignatureIsNamed() {
        happens(1, "2022-10-16T01:00:00Z", "account.logged-in", SECRETARY, "a", SECRETARY);
        happens(2, "2022-10-16T01:09:59Z", "table.share-approved", HEAD, "a", null);
        assertThat(signals.upTo(2, THRESHOLDS))
                .containsExactly(new Signals.Signal(
                        "same-device", 1, 2, 2, Instant.parse("2022-10-16T01:09:59Z"), HEAD, SECRETARY, 599L));
        happens(3, "2022-10-16T01:30:00Z", "table.share-approved", HEAD, "a", null);
        assertThat(signals.upTo(3, THRESHOLDS)).hasSize(1);
    }

    @Test
    void aNightIsOneFactHoweverManyEditsItHolds() {
        happens(1, "2022-10-14T14:30:00Z", "table.entry-added", SECRETARY, "a", null);
        happens(2, "2022-10-14T21:59:00Z", "table.entry-amended", SECRETARY, "a", null);
        happens(3, "2022-10-14T22:00:00Z", "table.entry-amended", SECRETARY, "a", null);
        assertThat(signals.upTo(3, THRESHOLDS))
                .containsExactly(new Signals.Signal(
                        "at-night", 1, 2, 2, Instant.parse("2022-10-14T14:30:00Z"), SECRETARY, null, null));
    }

    private void inShare(long position, String at, String kind, String by, String facts) {
        happens(position, at, kind, by, "a", null);
        sql.sql(
                        "update trail set table_key = '99001/2022/2.13.1', department = '0201', facts = cast(? as jsonb) where position = ?")
                .params(facts, position)
                .update();
    }

    @Test
    void aReviewTriedWithoutTheBriefingIsNamedSo() {
        inShare(1, "2022-10-16T01:00:00Z", "account.attempt-refused", HEAD, "{\"rule\":\"briefing-missing\"}");
        assertThat(signals.upTo(1, THRESHOLDS)).extracting(Signals.Signal::kind).containsExactly("unbriefed-review");
    }

    @Test
    void whatIsWrittenInTheLastHourIsNamedByTheDateThatCounts() {
        inShare(
                1,
                "2022-09-08T01:00:00Z",
                "table.due-date-set",
                "20050007",
                "{\"stage\":\"COLLECTION\",\"dueAt\":\"2022-10-15T15:59:59.999Z\"}");
        inShare(2, "2022-10-15T09:00:00Z", "table.entry-added", SECRETARY, "{}");
        inShare(
                3,
                "2022-10-15T09:30:00Z",
                "table.extension-granted",
                "20050007",
                "{\"stage\":\"COLLECTION\",\"until\":\"2022-10-17T08:00:00Z\"}");
        inShare(4, "2022-10-17T07:10:00Z", "table.entry-amended", SECRETARY, "{}");
        inShare(5, "2022-10-17T07:20:00Z", "table.entry-amended", SECRETARY, "{}");
        assertThat(signals.upTo(5, THRESHOLDS))
                .containsExactly(new Signals.Signal(
                        "last-hour", 4, 5, 2, Instant.parse("2022-10-17T07:10:00Z"), SECRETARY, null, null));
    }

    @Test
    void manyChangesAfterAnApprovedShareWasOpenedAgainAreNamed() {
        inShare(1, "2022-10-16T01:00:00Z", "table.share-reopened", "20050007", "{}");
        for (int i = 2; i <= 4; i++) {
            inShare(i, "2022-10-16T02:00:0" + i + "Z", "table.entry-amended", SECRETARY, "{}");
        }
        inShare(5, "2022-10-16T03:00:00Z", "table.share-submitted", SECRETARY, "{}");
        inShare(6, "2022-10-16T03:10:00Z", "table.entry-amended", SECRETARY, "{}");
        assertThat(signals.upTo(6, THRESHOLDS))
                .containsExactly(new Signals.Signal(
                        "bulk-after-approval", 1, 4, 3, Instant.parse("2022-10-16T02:00:02Z"), SECRETARY, null, null));
    }

    @Test
    void aSignatureSoonAfterTheAppointmentIsNamed() {
        happens(1, "2022-10-12T01:00:00Z", "org.head-appointed", "20050007", "x", HEAD);
        happens(2, "2022-10-13T01:00:00Z", "table.share-approved", HEAD, "a", null);
        assertThat(signals.upTo(2, THRESHOLDS))
                .containsExactly(new Signals.Signal(
                        "appointed-lately", 1, 2, 2, Instant.parse("2022-10-13T01:00:00Z"), HEAD, null, 86_400L));
    }
}
