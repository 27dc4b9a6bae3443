package org.mingzhang.command.org;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingzhang.command.table.Refusals.refusal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Rule;
import org.mingzhang.events.org.AccountEvent.TokenIssued;
import org.mingzhang.events.org.AccountEvent.TokenRevoked;

/** 访问令牌: few, named, for a time; the secret never stands in the ledger. */
class HoldingTokensTest extends AnAccount {

    static final Instant END = NOW.plus(Duration.ofDays(90));
    final TokenIssued issued = token("t1");

    private static TokenIssued token(String token) {
        return new TokenIssued(COLLEGE, PERSON, token, "校情平台", true, END, PERSON, NOW);
    }

    private static IssueToken issue(String name, Instant until) {
        return new IssueToken(COLLEGE, PERSON, "t1", name, true, until, "secret", PERSON);
    }

    @Test
    void isIssuedForATimeAndItsSecretIsKeptApart() {
        account.given(activated).when(issue("校情平台", END)).expectEvents(issued);
        assertThat(secrets).containsExactly("t1 secret");
        assertThat(issue("校情平台", END).toString()).doesNotContain("secret");
    }

    @Test
    void hasANameAndAnEnd() {
        for (var name : List.of(" ", "名".repeat(41))) {
            account.given(activated).when(issue(name, END)).expectException(refusal(Rule.TOKEN_NAME));
            anAccount();
        }
        for (var until : List.of(NOW, NOW.plus(Duration.ofDays(367)))) {
            account.given(activated).when(issue("校情平台", until)).expectException(refusal(Rule.TOKEN_LIFE));
            anAccount();
        }
    }

    @Test
    void isNotGivenToOneWhoLeftNorWithoutEnd() {
        account.given(activated, closed).when(issue("校情平台", END)).expectException(refusal(Rule.ACCOUNT_CLOSED));
        anAccount();
        var many = new ArrayList<Object>(List.of(activated));
        for (int i = 0; i < 10; i++) {
            many.add(token("x" + i));
        }
        account.given(many).when(issue("校情平台", END)).expectException(refusal(Rule.TOO_MANY_TOKENS));
        anAccount();
        many.add(new TokenRevoked(COLLEGE, PERSON, "x0", PERSON, NOW));
        account.given(many).when(issue("校情平台", END)).expectEvents(issued);
    }

    @Test
    void isRevokedOnceByWhomeverTheHouseLets() {
        account.given(activated, issued)
                .when(new RevokeToken(COLLEGE, PERSON, "t1", "20130016"))
                .expectEvents(new TokenRevoked(COLLEGE, PERSON, "t1", "20130016", NOW));
        anAccount();
        account.given(activated, issued, new TokenRevoked(COLLEGE, PERSON, "t1", PERSON, NOW))
                .when(new RevokeToken(COLLEGE, PERSON, "t1", PERSON))
                .expectException(refusal(Rule.NO_SUCH_TOKEN));
    }
}
