package org.mingzhang.command.org;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.mingzhang.command.guard.SomeCredentials;
import org.mingzhang.command.guard.Tokens;
import org.mingzhang.events.org.AccountEvent.AccountClosed;
import org.mingzhang.events.org.AccountEvent.AccountLocked;
import org.mingzhang.events.org.AccountEvent.Activated;
import org.mingzhang.events.org.AccountEvent.LogInFailed;
import org.mingzhang.events.org.AccountEvent.LoggedIn;

/** The account of an invented person: what the specifications have in common. */
abstract class AnAccount {

    static final Instant NOW = Instant.parse("2022-09-10T01:00:00Z");
    static final String COLLEGE = "99001";
    static final String PERSON = "20190004";
    static final String OFFICE = "20050007";

    final Activated activated = new Activated(COLLEGE, PERSON, PERSON, NOW);
    final LoggedIn loggedIn = new LoggedIn(COLLEGE, PERSON, "device", PERSON, NOW);
    final LogInFailed failed = new LogInFailed(COLLEGE, PERSON, "bad-password", "device", "system", NOW);
    final AccountLocked locked = new AccountLocked(COLLEGE, PERSON, NOW.plus(Duration.ofMinutes(15)), "system", NOW);
    final AccountClosed closed = new AccountClosed(COLLEGE, PERSON, "离校", "system", NOW);
    final SomeCredentials credentials = new SomeCredentials();

    final List<String> secrets = new ArrayList<>();

    AggregateTestFixture<Account> account;

    @BeforeEach
    void anAccount() {
        account = new AggregateTestFixture<>(Account.class);
        account.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC))
                .registerInjectableResource(credentials)
                .registerInjectableResource(new KeptTokens());
    }

    /** Notes what is kept; nobody asks it here. */
    private final class KeptTokens implements Tokens {

        @Override
        public Optional<Issued> shown(String token, String secret) {
            return Optional.empty();
        }

        @Override
        public List<Issued> issued(@Nullable String staffNo) {
            return List.of();
        }

        @Override
        public void keep(String token, String secret) {
            secrets.add(token + " " + secret);
        }
    }
}
