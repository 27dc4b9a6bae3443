package org.mingzhang.command.org;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Act;
import org.mingzhang.command.BeijingTime;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Passwords;
import org.mingzhang.command.Recording;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.Credentials;
import org.mingzhang.command.guard.Credentials.Credential;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.events.Event;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * 登录: who is who. A stranger takes as long to refuse as a known person with a wrong password, and is locked out alike; the
 * attempts at one account are tried one after the other, so that guessing in parallel gains nothing.
 */
@Component
class LogIn implements Passwords {

    private static final int STRIPES = 64;
    private static final int STRANGERS = 10_000;
    private static final int TRIES = 5;

    private final Credentials credentials;
    private final Directory directory;
    private final PasswordEncoder encoder;
    private final Commands commands;
    private final Recording recording;
    private final Clock clock;
    private final String nobodysHash;
    private final Object[] stripes = new Object[STRIPES];
    private final Map<String, Integer> strangers = new LinkedHashMap<>();

    /** What a log-in led to. */
    enum Entered {
        /** The person may act. */
        STAFF,
        /** The person may only activate the account. */
        ACTIVATING
    }

    LogIn(
            Credentials credentials,
            Directory directory,
            PasswordEncoder encoder,
            Commands commands,
            Recording recording,
            Clock clock) {
        this.recording = recording;
        this.credentials = credentials;
        this.directory = directory;
        this.encoder = encoder;
        this.commands = commands;
        this.clock = clock;
        this.nobodysHash = String.valueOf(encoder.encode(UUID.randomUUID().toString()));
        for (var stripe = 0; stripe < STRIPES; stripe++) {
            stripes[stripe] = new Object();
        }
    }

    /** Lets a person in, or refuses. */
    Entered enter(String password, Act act) {
        synchronized (stripe(act.by())) {
            var known = known(act.by());
            if (known.isEmpty()) {
                throw refuseStranger(act.by(), password);
            }
            var person = known.get();
            refuseIfLocked(person, password);
            if (password.equals(person.staffNo())) {
                encoder.matches(password, nobodysHash);
                return activating(person, act);
            }
            if (!recording.possible()) {
                return look(person, password);
            }
            if (!matches(password, person.passwordHash())) {
                throw failed(person, "bad-password", Rule.LOG_IN_REFUSED, Event.SYSTEM, act);
            }
            commands.send(new RecordLogIn(college(), person.staffNo(), act.device(), person.staffNo()), act);
            return Entered.STAFF;
        }
    }

    /** Lets a person in to look while nothing can be recorded, who may not try for ever either. */
    private Entered look(Credential person, String password) {
        synchronized (strangers) {
            if (strangers.getOrDefault(person.staffNo(), 0) < TRIES && matches(password, person.passwordHash())) {
                return Entered.STAFF;
            }
            strangers.merge(person.staffNo(), 1, Integer::sum);
        }
        throw new Refusal(Rule.LOG_IN_REFUSED);
    }

    private Entered activating(Credential person, Act act) {
        if (person.activatableAt(clock.instant())) {
            return Entered.ACTIVATING;
        }
        if (!person.activated()) {
            throw new Refusal(Rule.ACTIVATION_LAPSED);
        }
        throw failed(person, "bad-password", Rule.LOG_IN_REFUSED, Event.SYSTEM, act);
    }

    /** Activates an account: the proof is the end of the identity number or the office's one-time code. */
    void activate(String proof, String password, Act act) {
        synchronized (stripe(act.by())) {
            var person = known(act.by()).orElseThrow(() -> new Refusal(Rule.ACCOUNT_CLOSED));
            refuseIfLocked(person, proof);
            if (!person.activatableAt(clock.instant())) {
                throw new Refusal(person.activated() ? Rule.ALREADY_ACTIVATED : Rule.ACTIVATION_LAPSED);
            }
            if (!proves(proof, person)) {
                throw failed(person, "bad-proof", Rule.ACTIVATION_PROOF_WRONG, Event.SYSTEM, act);
            }
            PasswordStrength.require(password, person, credentials);
            commands.send(
                    new Activate(college(), person.staffNo(), encode(password), person.staffNo()),
                    act.step("activate"));
            commands.send(
                    new RecordLogIn(college(), person.staffNo(), act.device(), person.staffNo()), act.step("log-in"));
        }
    }

    private boolean proves(String proof, Credential person) {
        if (matches(proof.strip(), person.codeHash())) {
            return true;
        }
        return !person.activated() && credentials.endsIdentityNumber(person, proof.strip());
    }

    /** Changes the password of a person who proves to know the old one. */
    void change(String old, String password, Act act) {
        confirm(act, old);
        var person = known(act.by()).orElseThrow(() -> new Refusal(Rule.ACCOUNT_CLOSED));
        PasswordStrength.require(password, person, credentials);
        commands.send(new RecordPasswordChange(college(), person.staffNo(), encode(password), person.staffNo()), act);
    }

    @Override
    public void confirm(Act act, String password) {
        synchronized (stripe(act.by())) {
            var person = known(act.by()).orElseThrow(() -> new Refusal(Rule.ACCOUNT_CLOSED));
            refuseIfLocked(person, password);
            if (!matches(password, person.passwordHash())) {
                throw failed(person, "bad-password", Rule.PASSWORD_WRONG, act.by(), act.step("confirm"));
            }
        }
    }

    private Refusal failed(Credential person, String reason, Rule rule, String by, Act act) {
        var failed = commands.send(
                        new RecordFailedLogIn(college(), person.staffNo(), reason, act.device(), by),
                        Account.Failed.class,
                        Act.ofSystem(act.correlation()))
                .result();
        var until = failed == null ? null : failed.lockedUntil();
        return until == null ? new Refusal(rule) : new Refusal(Rule.ACCOUNT_LOCKED, BeijingTime.written(until));
    }

    private void refuseIfLocked(Credential person, String tried) {
        if (person.lockedUntil() != null && person.lockedAt(clock.instant())) {
            encoder.matches(tried, nobodysHash);
            throw new Refusal(Rule.ACCOUNT_LOCKED, BeijingTime.written(person.lockedUntil()));
        }
    }

    /** Whoever left and still proves to be the person is told so; anybody else learns nothing, and may not try for ever. */
    private Refusal refuseStranger(String staffNo, String password) {
        var left = credentials.of(staffNo).map(Credential::passwordHash);
        var proves = matches(password, left.orElse(null));
        synchronized (strangers) {
            if (strangers.size() >= STRANGERS) {
                strangers.clear();
            }
            var tries = proves ? strangers.getOrDefault(staffNo, 0) : strangers.merge(staffNo, 1, Integer::sum);
            if (proves && tries < 3) {
                return new Refusal(Rule.ACCOUNT_CLOSED);
            }
            return tries < 3
                    ? new Refusal(Rule.LOG_IN_REFUSED)
                    : new Refusal(
                            Rule.ACCOUNT_LOCKED,
                            BeijingTime.written(clock.instant().plus(Account.LOCK)));
        }
    }

    private Optional<Credential> known(String staffNo) {
        return directory
                .person(staffNo)
                .filter(Directory.Person::active)
                .flatMap(person -> credentials.of(staffNo))
                .filter(credential -> !credential.closed());
    }

    private boolean matches(String tried, @Nullable String hash) {
        if (hash == null) {
            encoder.matches(tried, nobodysHash);
            return false;
        }
        return encoder.matches(tried, hash);
    }

    String encode(String secret) {
        return String.valueOf(encoder.encode(secret));
    }

    private String college() {
        return directory.college().orElseThrow(() -> new Refusal(Rule.NOT_SET_UP));
    }

    private Object stripe(String staffNo) {
        return stripes[Math.floorMod(staffNo.hashCode(), STRIPES)];
    }
}
