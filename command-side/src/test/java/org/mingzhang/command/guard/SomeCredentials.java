package org.mingzhang.command.guard;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Credentials held in memory, for specifications. */
public final class SomeCredentials implements Credentials {

    private final Map<String, Credential> all = new LinkedHashMap<>();
    private final Map<String, String> tails = new LinkedHashMap<>();
    private @Nullable String setUp;

    public SomeCredentials person(
            String staffNo, @Nullable String passwordHash, String identityTail, @Nullable Instant activationUntil) {
        tails.put(staffNo, identityTail);
        all.put(
                staffNo,
                new Credential(
                        staffNo, passwordHash, "tail", null, activationUntil, passwordHash != null, null, false));
        return this;
    }

    public void locked(String staffNo, Instant until) {
        all.computeIfPresent(
                staffNo,
                (no, known) -> new Credential(
                        no,
                        known.passwordHash(),
                        known.identityTail(),
                        known.codeHash(),
                        known.activationUntil(),
                        known.activated(),
                        until,
                        known.closed()));
    }

    public @Nullable String passwordOf(String staffNo) {
        return of(staffNo).map(Credential::passwordHash).orElse(null);
    }

    @Override
    public Optional<Credential> of(String staffNo) {
        return Optional.ofNullable(all.get(staffNo));
    }

    @Override
    public boolean endsIdentityNumber(Credential credential, String six) {
        return six.equals(tails.get(credential.staffNo()));
    }

    @Override
    public void choose(String staffNo, String passwordHash) {
        all.computeIfPresent(
                staffNo,
                (no, known) -> new Credential(
                        no,
                        passwordHash,
                        known.identityTail(),
                        null,
                        known.activationUntil(),
                        true,
                        known.lockedUntil(),
                        known.closed()));
    }

    @Override
    public void handOut(String staffNo, String codeHash) {
        all.computeIfPresent(
                staffNo,
                (no, known) -> new Credential(
                        no,
                        known.passwordHash(),
                        known.identityTail(),
                        codeHash,
                        known.activationUntil(),
                        known.activated(),
                        known.lockedUntil(),
                        known.closed()));
    }

    @Override
    public List<String> lapsed(Instant before) {
        return List.of();
    }

    @Override
    public void setUpCode(String codeHash) {
        setUp = codeHash;
    }

    @Override
    public Optional<String> setUpCode() {
        return Optional.ofNullable(setUp);
    }

    @Override
    public void useSetUpCode() {
        setUp = null;
    }
}
