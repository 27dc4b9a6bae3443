package org.mingzhang.command.guard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** 凭据: what a person proves himself or herself with. It never stands in the ledger. */
public interface Credentials {

    /**
     * What there is to check a person against.
     *
     * @param passwordHash null before activation
     * @param identityTail keyed hash of the last six characters of the identity number; null if personnel gave none
     * @param codeHash of the one-time code the office gave out; null if none
     * @param activationUntil until when the account may be activated; null if it was never offered
     * @param lockedUntil null if not locked
     * @param closed whether the person left
     */
    record Credential(
            String staffNo,
            @Nullable String passwordHash,
            @Nullable String identityTail,
            @Nullable String codeHash,
            @Nullable Instant activationUntil,
            boolean activated,
            @Nullable Instant lockedUntil,
            boolean closed) {

        public boolean lockedAt(Instant now) {
            return lockedUntil != null && lockedUntil.isAfter(now);
        }

        /** Whether the account may be activated now: offered, not lapsed, and not yet done or offered again with a code. */
        public boolean activatableAt(Instant now) {
            return activationUntil != null && !now.isAfter(activationUntil) && (!activated || codeHash != null);
        }
    }

    Optional<Credential> of(String staffNo);

    /** Whether six characters are the end of the person's identity number. */
    boolean endsIdentityNumber(Credential credential, String six);

    /** Keeps a new password's hash and forgets the one-time code, in the running transaction. */
    void choose(String staffNo, String passwordHash);

    /** Keeps the hash of a one-time code the office gave out, in the running transaction. */
    void handOut(String staffNo, String codeHash);

    /** Staff numbers of those who have not activated their account and whose offer lapsed before an instant. */
    List<String> lapsed(Instant before);

    /** Keeps the hash of the one set-up code of an empty installation, in place of an older one. */
    void setUpCode(String codeHash);

    /** The hash of the set-up code while it is unused. */
    Optional<String> setUpCode();

    /** Uses up the set-up code, in the running transaction. */
    void useSetUpCode();
}
