package org.mingzhang.command.org;

import java.time.Instant;

/**
 * 签发令牌. The fields mean what they mean in {@link org.mingzhang.events.org.AccountEvent.TokenIssued}.
 *
 * @param secret kept beside the ledger as a hash, never in it
 */
public record IssueToken(
        String college,
        String staffNo,
        String token,
        String name,
        boolean readOnly,
        Instant until,
        String secret,
        String by)
        implements AccountCommand {

    @Override
    public String toString() {
        return "IssueToken[" + staffNo + ", " + token + "]";
    }
}
