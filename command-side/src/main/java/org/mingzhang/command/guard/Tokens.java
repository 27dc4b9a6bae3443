package org.mingzhang.command.guard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** 访问令牌: what programs prove themselves with, in somebody's name. Secrets never stand in the ledger, here only their hashes. */
public interface Tokens {

    /**
     * A token.
     *
     * @param token its name, which is no secret
     * @param name what its owner calls it
     * @param readOnly whether it may only ask
     * @param until last instant at which it counts
     * @param revokedAt null while it was not revoked
     */
    record Issued(
            String token,
            String staffNo,
            String name,
            boolean readOnly,
            Instant until,
            Instant issuedAt,
            @Nullable Instant revokedAt) {

        public boolean livesAt(Instant now) {
            return revokedAt == null && !now.isAfter(until);
        }
    }

    /** The token whose secret this is, whoever may still use it; empty if there is none. */
    Optional<Issued> shown(String token, String secret);

    /** Everybody's tokens, or one person's; the newest first. */
    List<Issued> issued(@Nullable String staffNo);

    /** Keeps the hash of a new token's secret, in the running transaction. */
    void keep(String token, String secret);
}
