package org.mingzhang.command.org;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.BeijingTime;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.Credentials;
import org.mingzhang.events.org.InstallationEvent;

/** 本系统: what happened to the installation as such. */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public class Installation {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // the framework reads it
    private @Nullable String id;

    private boolean setUp;

    /** Notes by which the log went on under other keys, each told once. */
    private final Set<String> succeeded = new HashSet<>();

    /** For the framework, which makes an empty one and tells it its past. */
    public Installation() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(SetTestClock set, Clock clock) {
        apply(new InstallationEvent.TestClockSet(
                set.now().truncatedTo(ChronoUnit.MILLIS), set.by(), BeijingTime.now(clock)));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(SetUpInstallation set, Clock clock, Credentials credentials) {
        if (setUp) {
            throw new Refusal(Rule.ALREADY_SET_UP);
        }
        credentials.useSetUpCode();
        apply(new InstallationEvent.SetUp(set.college(), set.by(), BeijingTime.now(clock)));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RecordLogKeyChange change, Clock clock) {
        if (!succeeded.contains(change.note())) {
            apply(new InstallationEvent.LogKeyChanged(
                    change.note(),
                    change.from(),
                    change.to(),
                    change.size(),
                    change.reason(),
                    change.by(),
                    BeijingTime.now(clock)));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RecordReopening reopening, Clock clock) {
        if (!succeeded.contains(reopening.note())) {
            apply(new InstallationEvent.LedgerReopened(
                    reopening.note(),
                    reopening.from(),
                    reopening.to(),
                    reopening.size(),
                    reopening.known(),
                    reopening.witness(),
                    reopening.reason(),
                    reopening.by(),
                    BeijingTime.now(clock)));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RecordTampering noticed, Clock clock) {
        apply(new InstallationEvent.TamperingNoticed(
                noticed.what(), noticed.places(), noticed.by(), BeijingTime.now(clock)));
    }

    @EventSourcingHandler
    void on(InstallationEvent.TamperingNoticed noticed) {
        id = InstallationCommand.ID;
    }

    @EventSourcingHandler
    void on(InstallationEvent.LogKeyChanged changed) {
        id = InstallationCommand.ID;
        succeeded.add(changed.note());
    }

    @EventSourcingHandler
    void on(InstallationEvent.LedgerReopened reopened) {
        id = InstallationCommand.ID;
        succeeded.add(reopened.note());
    }

    @EventSourcingHandler
    void on(InstallationEvent.TestClockSet set) {
        id = InstallationCommand.ID;
    }

    @EventSourcingHandler
    void on(InstallationEvent.SetUp done) {
        id = InstallationCommand.ID;
        setUp = true;
    }
}
