package org.mingzhang.command.org;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Refused;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.SomeCredentials;
import org.mingzhang.events.org.InstallationEvent.LedgerReopened;
import org.mingzhang.events.org.InstallationEvent.LogKeyChanged;
import org.mingzhang.events.org.InstallationEvent.SetUp;
import org.mingzhang.events.org.InstallationEvent.TamperingNoticed;
import org.mingzhang.events.org.InstallationEvent.TestClockSet;

/** 初始化与测试时钟. */
class SettingUpTest {

    static final Instant NOW = Instant.parse("2022-09-01T01:00:00Z");

    AggregateTestFixture<Installation> installation;

    @BeforeEach
    void anInstallation() {
        installation = new AggregateTestFixture<>(Installation.class);
        installation
                .registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC))
                .registerInjectableResource(new SomeCredentials());
    }

    @Test
    void happensOnce() {
        var set = new SetUpInstallation("99001", "system");
        var done = new SetUp("99001", "system", NOW);
        installation.givenNoPriorActivity().when(set).expectEvents(done);
        installation.given(done).when(set).expectNoEvents().expectException(Refused.with(Rule.ALREADY_SET_UP));
    }

    @Test
    void keepsEverySettingOfTheTestClock() {
        var next = Instant.parse("2022-10-16T01:00:00Z");
        installation
                .givenNoPriorActivity()
                .when(new SetTestClock(next, "system"))
                .expectEvents(new TestClockSet(next, "system", NOW));
    }

    @Test
    void tellsOnceThatTheLogChangedItsKey() {
        var change = new RecordLogKeyChange("note", "0a1b2c3d", "4e5f6071", 20_852, "每年更换", "20080011");
        var told = new LogKeyChanged("note", "0a1b2c3d", "4e5f6071", 20_852, "每年更换", "20080011", NOW);
        installation.givenNoPriorActivity().when(change).expectEvents(told);
        installation.given(told).when(change).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void tellsOnceThatTheLedgerWasReopened() {
        var reopening = new RecordReopening("note", "mz/1", "mz/2", 207, 243, "inspection-office", "磁盘损坏", "20080011");
        var told = new LedgerReopened("note", "mz/1", "mz/2", 207, 243, "inspection-office", "磁盘损坏", "20080011", NOW);
        installation.givenNoPriorActivity().when(reopening).expectEvents(told);
        installation
                .given(told)
                .when(reopening)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void tellsEachTimeThatSomethingWasChanged() {
        var noticed = new RecordTampering("views", List.of("view.progress"), "system");
        var told = new TamperingNoticed("views", List.of("view.progress"), "system", NOW);
        installation.given(told).when(noticed).expectEvents(told);
    }
}
