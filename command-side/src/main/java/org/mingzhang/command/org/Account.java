package org.mingzhang.command.org;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
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
import org.mingzhang.command.guard.Tokens;
import org.mingzhang.events.org.AccountEvent;

/** 账号: one person's way in, and what that person did that is not in any table. */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public class Account {

    private static final Duration OFFER = Duration.ofDays(14);
    static final Duration LOCK = Duration.ofMinutes(15);
    private static final int TRIES = 3;
    private static final int MOST_NOTICES = 200;
    private static final int LONGEST_NAME = 40;
    private static final Duration LONGEST_LIFE = Duration.ofDays(366);
    private static final int MOST_TOKENS = 10;

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // the framework reads it
    private @Nullable String id;

    private boolean activated;
    private boolean closed;
    private int failures;
    private Instant lockedUntil = Instant.EPOCH;

    /** Tokens that were not revoked, with their last instants. */
    private final Map<String, Instant> tokens = new HashMap<>();

    /** What was looked at within the last hour, with the instant that was recorded. */
    private final Map<String, Instant> looks = new HashMap<>();

    /** For the framework, which makes an empty one and tells it its past. */
    public Account() {}

    /**
     * What a failed log-in led to.
     *
     * @param lockedUntil until when the account is locked; null if it is not
     */
    public record Failed(@Nullable Instant lockedUntil) {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(OfferActivation offer, Clock clock, Credentials credentials) {
        if (offer.codeHash() != null) {
            credentials.handOut(offer.staffNo(), offer.codeHash());
        }
        var at = BeijingTime.now(clock);
        apply(new AccountEvent.ActivationOffered(offer.college(), offer.staffNo(), at.plus(OFFER), offer.by(), at));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(Activate activate, Clock clock, Credentials credentials) {
        mustBeOpen();
        var at = BeijingTime.now(clock);
        var credential = credentials
                .of(activate.staffNo())
                .orElseThrow(() -> new Refusal(Rule.NO_SUCH_PERSON, activate.staffNo()));
        if (activated || !credential.activatableAt(at)) {
            throw new Refusal(activated || credential.activated() ? Rule.ALREADY_ACTIVATED : Rule.ACTIVATION_LAPSED);
        }
        credentials.choose(activate.staffNo(), activate.passwordHash());
        apply(new AccountEvent.Activated(activate.college(), activate.staffNo(), activate.by(), at));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RecordPasswordChange change, Clock clock, Credentials credentials) {
        mustBeOpen();
        credentials.choose(change.staffNo(), change.passwordHash());
        apply(new AccountEvent.PasswordChanged(
                change.college(), change.staffNo(), change.by(), BeijingTime.now(clock)));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RecordLogIn logIn, Clock clock) {
        mustBeOpen();
        var at = BeijingTime.now(clock);
        if (lockedUntil.isAfter(at)) {
            throw new Refusal(Rule.ACCOUNT_LOCKED, BeijingTime.written(lockedUntil));
        }
        apply(new AccountEvent.LoggedIn(logIn.college(), logIn.staffNo(), logIn.device(), logIn.by(), at));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Failed handle(RecordFailedLogIn failed, Clock clock) {
        var at = BeijingTime.now(clock);
        apply(new AccountEvent.LogInFailed(
                failed.college(), failed.staffNo(), failed.reason(), failed.device(), failed.by(), at));
        if (failures >= TRIES && !lockedUntil.isAfter(at)) {
            apply(new AccountEvent.AccountLocked(failed.college(), failed.staffNo(), at.plus(LOCK), failed.by(), at));
        }
        return new Failed(lockedUntil.isAfter(at) ? lockedUntil : null);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CloseAccount close, Clock clock) {
        if (!closed) {
            apply(new AccountEvent.AccountClosed(
                    close.college(), close.staffNo(), close.reason(), close.by(), BeijingTime.now(clock)));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RecordRefusedAttempt refused, Clock clock) {
        apply(new AccountEvent.AttemptRefused(
                refused.college(),
                refused.staffNo(),
                refused.act(),
                refused.target(),
                refused.rule(),
                refused.by(),
                BeijingTime.now(clock)));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RecordPersonalRead read, Clock clock) {
        apply(new AccountEvent.PersonalValuesRead(
                read.college(),
                read.staffNo(),
                read.table(),
                read.department(),
                read.entries(),
                read.fields(),
                read.purpose(),
                read.by(),
                BeijingTime.now(clock)));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RecordExport export, Clock clock) {
        apply(new AccountEvent.Exported(
                export.college(),
                export.staffNo(),
                export.what(),
                export.target(),
                export.sha256(),
                export.by(),
                BeijingTime.now(clock)));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RecordLook look, Clock clock) {
        var at = BeijingTime.now(clock);
        var last = looks.get(look.shown());
        if (last == null || RecordLook.isOver(last, at)) {
            apply(new AccountEvent.LookedAt(
                    look.college(),
                    look.staffNo(),
                    look.what(),
                    look.year(),
                    look.tableCode(),
                    look.share(),
                    look.person(),
                    look.by(),
                    at));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ReadNotices read, Clock clock) {
        if (read.notices().isEmpty() || read.notices().size() > MOST_NOTICES) {
            throw new Refusal(Rule.NOTICES_UNREADABLE, MOST_NOTICES);
        }
        apply(new AccountEvent.NoticesRead(
                read.college(), read.staffNo(), read.notices(), read.by(), BeijingTime.now(clock)));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(IssueToken issue, Clock clock, Tokens kept) {
        mustBeOpen();
        var at = BeijingTime.now(clock);
        if (issue.name().isBlank() || issue.name().length() > LONGEST_NAME) {
            throw new Refusal(Rule.TOKEN_NAME, LONGEST_NAME);
        }
        if (!issue.until().isAfter(at) || issue.until().isAfter(at.plus(LONGEST_LIFE))) {
            throw new Refusal(Rule.TOKEN_LIFE, LONGEST_LIFE.toDays());
        }
        if (tokens.values().stream().filter(until -> !at.isAfter(until)).count() >= MOST_TOKENS) {
            throw new Refusal(Rule.TOO_MANY_TOKENS, MOST_TOKENS);
        }
        kept.keep(issue.token(), issue.secret());
        apply(new AccountEvent.TokenIssued(
                issue.college(),
                issue.staffNo(),
                issue.token(),
                issue.name(),
                issue.readOnly(),
                issue.until(),
                issue.by(),
                at));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RevokeToken revoke, Clock clock) {
        if (!tokens.containsKey(revoke.token())) {
            throw new Refusal(Rule.NO_SUCH_TOKEN, revoke.token());
        }
        apply(new AccountEvent.TokenRevoked(
                revoke.college(), revoke.staffNo(), revoke.token(), revoke.by(), BeijingTime.now(clock)));
    }

    private void mustBeOpen() {
        if (closed) {
            throw new Refusal(Rule.ACCOUNT_CLOSED);
        }
    }

    @EventSourcingHandler
    void on(AccountEvent.ActivationOffered offered) {
        is(offered);
        activated = false;
        closed = false;
    }

    @EventSourcingHandler
    void on(AccountEvent.Activated done) {
        is(done);
        activated = true;
        failures = 0;
        lockedUntil = Instant.EPOCH;
    }

    @EventSourcingHandler
    void on(AccountEvent.PasswordChanged changed) {
        is(changed);
        failures = 0;
    }

    @EventSourcingHandler
    void on(AccountEvent.LoggedIn loggedIn) {
        is(loggedIn);
        failures = 0;
    }

    @EventSourcingHandler
    void on(AccountEvent.LogInFailed failed) {
        is(failed);
        failures++;
    }

    @EventSourcingHandler
    void on(AccountEvent.AccountLocked locked) {
        is(locked);
        failures = 0;
        lockedUntil = locked.until();
    }

    @EventSourcingHandler
    void on(AccountEvent.AccountClosed gone) {
        is(gone);
        closed = true;
    }

    @EventSourcingHandler
    void on(AccountEvent.AttemptRefused refused) {
        is(refused);
    }

    @EventSourcingHandler
    void on(AccountEvent.PersonalValuesRead read) {
        is(read);
    }

    @EventSourcingHandler
    void on(AccountEvent.Exported exported) {
        is(exported);
    }

    @EventSourcingHandler
    void on(AccountEvent.LookedAt looked) {
        is(looked);
        looks.values().removeIf(last -> RecordLook.isOver(last, looked.at()));
        looks.put(
                RecordLook.shown(looked.what(), looked.year(), looked.tableCode(), looked.share(), looked.person()),
                looked.at());
    }

    @EventSourcingHandler
    void on(AccountEvent.TokenIssued issued) {
        is(issued);
        tokens.put(issued.token(), issued.until());
    }

    @EventSourcingHandler
    void on(AccountEvent.TokenRevoked revoked) {
        is(revoked);
        tokens.remove(revoked.token());
    }

    @EventSourcingHandler
    void on(AccountEvent.NoticesRead read) {
        is(read);
    }

    private void is(AccountEvent event) {
        id = AccountCommand.idOf(event.college(), event.staffNo());
    }
}
